// The drawing: vis-network on the spots of the present view, its lines as wide as the filters leave them.

let network = null;
let nodeSet = null;
let edgeSet = null;
let view = null; // see currentView
let scene = null; // see sceneOf
let shares = new Map(); // of each group's hidden claims
const looks = new Map(); // how each symbol and line is drawn
let hovered = null;
let bold = 1;
const faint = 0.16;

// `act` tells what the reader does: pick(picked), open(symbol), move().
function startPicture(act) {
  const container = document.getElementById("picture");
  nodeSet = new vis.DataSet([]);
  edgeSet = new vis.DataSet([]);
  network = new vis.Network(container, { nodes: nodeSet, edges: edgeSet }, { ...drawing.options, groups: typeStyles() });
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) act.pick([nodes[0]]);
    else if (edges.length) { const line = scene.lines.get(edges[0]); act.pick([line.a, line.b, line.polarity]); }
    else act.pick(null);
  });
  network.on("doubleClick", ({ nodes }) => { if (nodes.length) act.open(nodes[0]); });
  network.on("hoverNode", ({ node }) => { hovered = node; container.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { container.style.cursor = "pointer"; });
  for (const event of ["blurNode", "blurEdge"]) network.on(event, () => { hovered = null; container.style.cursor = "default"; });
  network.on("afterDrawing", (context) => {
    drawCrowds(context);
    const candidates = labelCandidates();
    const solid = [...candidates.slice(0, 150), ...candidates.slice(150).filter(({ symbol: one }) => isGroup(one))];
    drawLabels(context, candidates.filter(isNamed), solid, container.clientWidth, container.clientHeight);
  });
  network.on("dragEnd", ({ nodes }) => { if (!nodes.length) act.move(); });
  network.on("zoom", () => act.move());
}

// Draws the present view: adds, changes and takes away what differs.
function refreshPicture() {
  view = currentView();
  scene = sceneOf(view.shown, groupOf, view.drawn);
  shares = new Map([...scene.inside].map(([symbolNumber, some]) => [symbolNumber, sharesOf(some)]));
  restylePicture();
}

function restylePicture() {
  bold = Math.min(Math.max(Math.sqrt(1180 * 860 / Math.max(scene.symbols.size, 1)) / 75, 1), 1.7);
  const near = nearPicked();
  const nodes = [...scene.symbols].map((symbol) => nodeLook(symbol, near));
  const edges = scene.visible.map((line) => edgeLook(line));
  dropOthers(edgeSet, edges); // lines first: none may point at a symbol that is gone
  dropOthers(nodeSet, nodes);
  nodeSet.update(nodes.filter(looksOther));
  edgeSet.update(edges.filter(looksOther));
  markPicked();
}

function dropOthers(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  for (const id of gone) looks.delete(id);
  if (gone.length) set.remove(gone);
}

// Whether an item differs from how it is drawn; what does not is left alone, also where the reader dragged it.
function looksOther(item) {
  const look = JSON.stringify(item);
  if (looks.get(item.id) === look) return false;
  looks.set(item.id, look);
  return true;
}

function nodeLook(symbol, near) {
  const { x, y } = view.spots.get(symbol);
  const group = isGroup(symbol) ? "many" : actors[symbol].type;
  return { id: symbol, x, y, size: sizeOf(symbol), group, opacity: !near || near.has(symbol) ? 1 : faint * 2 };
}

function edgeLook(line) {
  const certainty = certaintyOf(line.claims);
  const tint = colour(line.polarity);
  const many = isGroup(line.b);
  const directed = many ? [] : line.claims.filter((claim) => !tables.relations[claim.relation].symmetric);
  const from = (actor) => directed.some((claim) => claim.subject === actor);
  const arrow = (enabled) => ({ enabled, scaleFactor: 0.45, type: "arrow" });
  const middle = { enabled: certainty !== "realised", type: certainty === "refuted" ? "bar" : "circle", scaleFactor: 0.6 };
  const way = { cooperation: "curvedCW", conflict: "curvedCCW" }[line.polarity];
  return {
    id: line.key, from: line.a, to: line.b, smooth: { enabled: Boolean(way), type: way || "continuous", roundness: 0.12 },
    width: bold * Math.min(1.1 + (many ? 0.5 : 1.3) * Math.log2(countSources(line.claims)), many ? 3 : 6),
    dashes: DASHES[line.polarity],
    color: { color: tint, highlight: tint, hover: tint, inherit: false, opacity: edgeOpacity(line, certainty) },
    arrows: { to: arrow(from(line.a)), from: arrow(from(line.b)), middle },
  };
}

function edgeOpacity(line, certainty) {
  const usual = (certainty === "realised" ? 0.62 : 0.4) * (isGroup(line.b) ? 0.6 : 1);
  if (!state.picked) return usual;
  const [a, b] = state.picked;
  const near = state.picked.length > 1 ? a === line.a && b === line.b : line.a === a || line.b === a;
  return near ? Math.min(usual + 0.35, 1) : faint;
}

// The symbols that stay in full colour; null if all do.
function nearPicked() {
  if (!state.picked) return null;
  const near = new Set(state.picked.slice(0, 2));
  if (state.picked.length > 1) return near;
  for (const line of scene.lines.values()) {
    if (line.a === state.picked[0]) near.add(line.b);
    if (line.b === state.picked[0]) near.add(line.a);
  }
  return near;
}

function markPicked() {
  const picked = state.picked;
  if (picked?.length === 1 && nodeSet.get(picked[0])) network.selectNodes([picked[0]], false);
  else if (picked?.length === 3 && edgeSet.get(lineKey(...picked))) network.setSelection({ nodes: [], edges: [lineKey(...picked)] }, { highlightEdges: false });
  else if (Object.values(network.getSelection()).some((ids) => ids.length)) network.unselectAll();
}

// In each group's symbol how many actors it stands for, about it how much of what it hides is cooperation and conflict.
function drawCrowds(context) {
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [symbolNumber, members] of scene.hidden) {
    const node = nodeSet.get(symbolNumber);
    if (!node) continue;
    const { x, y } = network.getPosition(symbolNumber);
    context.globalAlpha = node.opacity;
    drawShares(context, x, y, node.size, shares.get(symbolNumber));
    context.fillStyle = colour("ink");
    context.font = `600 ${node.size > 20 ? 15 : 12}px ${colour("font")}`;
    context.fillText(number.format(members.size), x, y + 1);
  }
  context.restore();
}

// How much of some claims is of each polarity, in parts of one.
function sharesOf(some) {
  const shared = { cooperation: 0, conflict: 0, structural: 0 };
  for (const claim of some) shared[claim.polarity] += 1 / some.length;
  return shared;
}

function drawShares(context, x, y, size, shared) {
  context.lineWidth = 4;
  let from = -Math.PI / 2;
  for (const [polarity, share] of Object.entries(shared)) {
    const part = 2 * Math.PI * share;
    if (!part) continue;
    context.strokeStyle = colour(polarity);
    context.beginPath();
    context.arc(x, y, size, from, from + part);
    context.stroke();
    from += part;
  }
}

function labelCandidates() {
  const near = nearPicked();
  const positions = network.getPositions();
  const scale = network.getScale();
  const picked = new Set(state.picked?.slice(0, 2));
  const rank = (id) => (id === hovered ? -2 : picked.has(id) ? -1 : near?.has(id) ? 0 : isGroup(id) && state.mode !== "groups" ? 2 : 1);
  const strongest = new Set(nodeSet.getIds().filter((id) => !isGroup(id) || state.mode === "groups").sort((a, b) => a - b).slice(0, 12));
  return nodeSet.get()
    .sort((a, b) => rank(a.id) - rank(b.id) || a.id - b.id)
    .map((node) => ({
      symbol: node.id, name: nameOfSymbol(node.id), ...network.canvasToDOM(positions[node.id]), size: node.size * scale,
      near: Boolean(near?.has(node.id)) || node.id === hovered || Boolean(state.focus), faded: near && !near.has(node.id),
      strong: node.id === hovered || (state.picked ? picked.has(node.id) : strongest.has(node.id)),
    }));
}

function isNamed({ symbol: one, faded, strong, near }) {
  return (!faded || strong) && (!isGroup(one) || state.mode === "groups" || near);
}

function nameOfSymbol(symbol) {
  if (!isGroup(symbol)) return actors[symbol].name;
  return say("group_name", { name: actors[groupAt(symbol).members[0]].name });
}

function retintPicture() {
  looks.clear();
  network.setOptions({ groups: typeStyles() });
  restylePicture();
  network.redraw();
}
