// The drawing: vis-network on the coordinates that the page came with, its lines as wide as the filters leave them.

let network = null;
let nodeSet = null;
let edgeSet = null;
let selection = null; // {actor} or {link}
let hovered = null;
let moved = false; // whether the reader has chosen a view of their own
const faint = 0.12;

function startPicture(onSelect) {
  const container = document.getElementById("picture");
  nodeSet = new vis.DataSet(drawing.nodes);
  edgeSet = new vis.DataSet(drawing.edges.map((edge) => ({ ...edge, ...edgeLook(links[edge.id]) })));
  network = new vis.Network(container, { nodes: nodeSet, edges: edgeSet }, { ...drawing.options, groups: typeStyles() });
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) onSelect({ actor: actors[nodes[0]] });
    else if (edges.length) onSelect({ link: links[edges[0]] });
    else onSelect(null);
  });
  for (const [event, value] of [["hoverNode", "node"], ["hoverEdge", "edge"]]) {
    network.on(event, (at) => { hovered = value === "node" ? at.node : null; container.style.cursor = "pointer"; });
  }
  for (const event of ["blurNode", "blurEdge"]) network.on(event, () => { hovered = null; container.style.cursor = "default"; });
  network.on("afterDrawing", (context) => drawLabels(context, labelCandidates(), container.clientWidth, container.clientHeight));
  network.on("dragEnd", ({ nodes }) => { moved ||= !nodes.length; });
  network.on("zoom", () => { moved = true; });
  wireView(container);
  showWhole(false);
}

function wireView(container) {
  const steps = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };
  container.addEventListener("keydown", (event) => {
    if (steps[event.key]) moveView(...steps[event.key]);
    else if (event.key === "+" || event.key === "=") zoomView(1.3);
    else if (event.key === "-") zoomView(1 / 1.3);
    else if (event.key === "0") showWhole(true);
    else return;
    event.preventDefault();
  });
  document.getElementById("closer").addEventListener("click", () => zoomView(1.3));
  document.getElementById("further").addEventListener("click", () => zoomView(1 / 1.3));
  document.getElementById("whole").addEventListener("click", () => showWhole(true));
  new ResizeObserver(() => { if (!selection && !moved) showWhole(false); }).observe(container);
}

function moveView(x, y) {
  moved = true;
  const at = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
}

function zoomView(factor) {
  moved = true;
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 6), animation: motion() });
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
}

function showWhole(animated) {
  moved = false;
  const nodes = nodeSet.get({ filter: (node) => !node.hidden }).map((node) => node.id);
  if (nodes.length) network.fit({ nodes, maxZoomLevel: 1.5, animation: animated && motion() });
}

// Moves the view to what is selected and its neighbours, unless all of it is in sight already.
function showSelected() {
  const ids = selection?.actor ? [selection.actor.index, ...neighboursOf(selection.actor)] : selection ? [selection.link.a, selection.link.b] : [];
  const nodes = ids.filter((id) => nodeSet.get(id) && !nodeSet.get(id).hidden);
  if (nodes.length) network.fit({ nodes, maxZoomLevel: 1.5, minZoomLevel: 0.4, animation: motion() });
}

function neighboursOf(actor) {
  return new Set(actor.links.filter((link) => link.claims.some((claim) => passing.has(claim))).map((link) => (link.a === actor.index ? link.b : link.a)));
}

function edgeLook(link) {
  const shown = shownOf(link.claims);
  if (!shown.length) return { hidden: true };
  const certainty = certaintyOf(shown);
  const tint = colour(link.polarity);
  const directed = shown.filter((claim) => !tables.relations[claim.relation].symmetric);
  const arrow = (from) => ({ enabled: directed.some((claim) => claim.subject === from), scaleFactor: 0.45, type: "arrow" });
  const middle = { enabled: certainty !== "realised", type: certainty === "refuted" ? "bar" : "circle", scaleFactor: 0.6 };
  return {
    hidden: false,
    width: tables.bold * Math.min(1.1 + 1.3 * Math.log2(countSources(shown)), 6),
    dashes: DASHES[link.polarity],
    color: { color: tint, highlight: tint, hover: tint, inherit: false, opacity: edgeOpacity(link, certainty) },
    arrows: { to: arrow(link.a), from: arrow(link.b), middle },
  };
}

function edgeOpacity(link, certainty) {
  const usual = certainty === "realised" ? 0.62 : 0.4;
  if (!selection) return usual;
  const near = selection.link ? selection.link.a === link.a && selection.link.b === link.b : link.a === selection.actor.index || link.b === selection.actor.index;
  return near ? Math.min(usual + 0.35, 1) : faint;
}

function nodeLook(id, near) {
  return { id, hidden: !shownOf(actors[id].claims).length, opacity: !near || near.has(id) ? 1 : faint * 2 };
}

// The actors that stay in full colour; null if all do.
function nearSelection() {
  if (!selection) return null;
  if (selection.link) return new Set([selection.link.a, selection.link.b]);
  return neighboursOf(selection.actor).add(selection.actor.index);
}

function refreshPicture() {
  const near = nearSelection();
  nodeSet.update(nodeSet.getIds().map((id) => nodeLook(id, near)));
  edgeSet.update(edgeSet.getIds().map((id) => ({ id, ...edgeLook(links[id]) })));
}

// After a change of filters: what they let in may lie outside a view that nobody chose.
function refilterPicture() {
  refreshPicture();
  if (!selection && !moved) showWhole(true);
}

function selectInPicture(next) {
  selection = next;
  const actor = next?.actor;
  for (const index of actor ? [actor.index] : next ? [next.link.a, next.link.b] : []) bringIn(actors[index]);
  refreshPicture();
  if (actor) network.selectNodes([actor.index], false);
  else if (next) network.setSelection({ nodes: [], edges: [next.link.index] }, { highlightEdges: false });
  else network.unselectAll();
}

// Draws an actor that was left out for being little connected: beside those that it is linked to.
function bringIn(actor) {
  if (nodeSet.get(actor.index)) return;
  const known = [...neighboursOf(actor)].filter((index) => nodeSet.get(index));
  const spots = Object.values(network.getPositions(known));
  const mean = (axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / (spots.length || 1);
  const angle = actor.index * 2.4;
  nodeSet.add({ id: actor.index, x: mean("x") + 60 * Math.cos(angle), y: mean("y") + 60 * Math.sin(angle), size: 7, group: actor.type });
  for (const link of actor.links) {
    if (nodeSet.get(link.a) && nodeSet.get(link.b) && !edgeSet.get(link.index)) {
      edgeSet.add({ id: link.index, from: link.a, to: link.b, smooth: { enabled: true, type: "curvedCW", roundness: 0.1 }, ...edgeLook(link) });
    }
  }
}

function labelCandidates() {
  const near = nearSelection();
  const positions = network.getPositions();
  const scale = network.getScale();
  const rank = (node) => (node.id === hovered ? -2 : selection?.actor?.index === node.id ? -1 : near?.has(node.id) ? 0 : 1);
  return nodeSet.get({ filter: (node) => !node.hidden })
    .sort((a, b) => rank(a) - rank(b) || a.id - b.id)
    .map((node) => ({
      actor: actors[node.id], ...network.canvasToDOM(positions[node.id]), size: node.size * scale,
      near: Boolean(near?.has(node.id)) || node.id === hovered, faded: near && !near.has(node.id),
      strong: node.id === hovered || (selection ? rank(node) < 0 || Boolean(selection.link && near.has(node.id)) : node.id < 12),
    }))
    .filter((candidate) => !candidate.faded || candidate.strong);
}

function restylePicture() {
  network.setOptions({ groups: typeStyles() });
  nodeSet.update(nodeSet.getIds().map((id) => ({ id, group: actors[id].type })));
  refreshPicture();
}
