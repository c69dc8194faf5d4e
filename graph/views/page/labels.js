// Names in the drawing, of one size at every zoom: the selected and the most connected first, and none over another.

const LONGEST = 30;
let labelled = [];

function shorten(name) {
  const letters = Array.from(name.replace(/[\p{Cc}\p{Cf}]/gu, ""));
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("").trim()}…` : letters.join("");
}

function overlaps(box, taken) {
  return taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
}

// Draws the names of what `candidates` lists, most important first: {actor, x, y, size, strong} in pixels of the canvas.
function drawLabels(context, candidates, width, height) {
  context.save();
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  labelled = [];
  const solid = candidates.slice(0, 60).map(({ x, y, size, actor }) => ({ left: x - size, right: x + size, top: y - size, bottom: y + size, actor }));
  for (const candidate of candidates) {
    const spot = findSpot(context, candidate, solid, width, height);
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

function findSpot(context, { actor, x, y, size, strong }, solid, width, height) {
  const text = shorten(actor.name);
  const font = `${strong ? 600 : 500} ${strong ? 13 : 12}px ${colour("font")}`;
  const half = measure(context, font, text) / 2 + 3;
  const others = solid.filter((box) => box.actor !== actor);
  for (const [dx, dy] of [[0, size + 9], [0, -size - 9], [size + half + 2, 0], [-size - half - 2, 0]]) {
    const spot = { actor: actor.index, text, x: x + dx, y: y + dy, left: x + dx - half, right: x + dx + half, top: y + dy - 8, bottom: y + dy + 8 };
    const inside = spot.left > 0 && spot.right < width && spot.top > 0 && spot.bottom < height;
    if (inside && !overlaps(spot, labelled) && !overlaps(spot, others)) return spot;
  }
  return null;
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
