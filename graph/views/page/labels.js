// Names in the drawing, of one size at every zoom: the selected and the most connected first, and none over another.

const LONGEST = 30;
const ROOM_OF_ONE = 15000; // square pixels of the drawing for each name: more names are noise
let labelled = [];

function shorten(name) {
  const letters = Array.from(name.replace(/[\p{Cc}\p{Cf}]/gu, ""));
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("").trim()}…` : letters.join("");
}

function overlap(box, other) {
  return box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
}

function overlaps(box, taken) {
  return taken.some((other) => overlap(box, other));
}

// Boxes of what lies over the drawing, where a name could not be read.
function coveredBoxes() {
  const stage = document.getElementById("picture").getBoundingClientRect();
  return [...document.querySelectorAll(".zoom, .over-stage, .chip")].map((node) => {
    const box = node.getBoundingClientRect();
    return { left: box.left - stage.left, right: box.right - stage.left, top: box.top - stage.top, bottom: box.bottom - stage.top };
  });
}

// Draws the names of what `candidates` lists, most important first: {symbol, name, x, y, size, strong} in pixels of the canvas;
// `solid` are the symbols that a name should not hide.
function drawLabels(context, candidates, solid, width, height) {
  context.save();
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  labelled = [];
  const covered = coveredBoxes();
  const most = Math.round((width * height) / ROOM_OF_ONE);
  const boxes = solid.map(({ symbol, x, y, size }) => ({ left: x - size, right: x + size, top: y - size, bottom: y + size, symbol }));
  for (const candidate of candidates) {
    if (labelled.length >= most && !candidate.near) break;
    const spot = findSpot(context, candidate, boxes, covered, width, height);
    if (spot) { paintLabel(context, candidate, spot); labelled.push(spot); }
  }
  context.restore();
}

const measured = new Map();

function measure(context, font, text) {
  context.font = font;
  const key = `${font} ${text}`;
  if (!measured.has(key)) measured.set(key, context.measureText(text).width);
  return measured.get(key);
}

// How many symbols beside its own a name would lie upon.
function countHidden(spot, symbol, solid) {
  let count = 0;
  for (const box of solid) if (box.symbol !== symbol && overlap(spot, box)) count += isGroup(box.symbol) ? 5 : 1; // a group's number is text too
  return count;
}

function findSpot(context, { symbol, name, x, y, size, strong }, solid, covered, width, height) {
  const text = shorten(name);
  const font = `${strong ? 600 : 400} ${strong ? 13.5 : 12}px ${colour("font")}`;
  const half = measure(context, font, text) / 2 + 3;
  let best = null;
  for (const [dx, dy] of [[0, size + 9], [0, -size - 9], [size + half + 2, 0], [-size - half - 2, 0], [0, size + 24], [0, -size - 24]]) {
    const spot = { actor: symbol, text, x: x + dx, y: y + dy, left: x + dx - half, right: x + dx + half, top: y + dy - 8, bottom: y + dy + 8 };
    const inside = spot.left > 0 && spot.right < width && spot.top > 0 && spot.bottom < height;
    if (!inside || overlaps(spot, labelled) || overlaps(spot, covered)) continue;
    spot.hides = countHidden(spot, symbol, solid);
    if (!spot.hides) return spot;
    if (!best || spot.hides < best.hides) best = spot;
  }
  return strong ? best : null; // a hub's name matters more than the small symbols under it
}

function paintLabel(context, { faded, strong }, { text, x, y }) {
  context.globalAlpha = faded ? 0.35 : 1;
  context.strokeStyle = colour("paper");
  context.lineWidth = strong ? 4 : 3.5;
  context.strokeText(text, x, y);
  context.fillStyle = colour("ink");
  context.fillText(text, x, y);
  context.globalAlpha = 1;
}
