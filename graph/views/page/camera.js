// What part of the drawing is in sight, and how one moves it.

let moved = false; // whether the reader has chosen a sight of their own

function wireCamera(onMove) {
  const container = document.getElementById("picture");
  const steps = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };
  container.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (steps[event.key]) moveView(...steps[event.key]);
    else if (event.key === "+" || event.key === "=") zoomView(1.3);
    else if (event.key === "-") zoomView(1 / 1.3);
    else if (event.key === "0") showWhole(true);
    else return;
    event.preventDefault();
    onMove();
  });
  const click = (id, action) => document.getElementById(id).addEventListener("click", () => { action(); onMove(); });
  click("closer", () => zoomView(1.3));
  click("further", () => zoomView(1 / 1.3));
  click("whole", () => showWhole(true));
  new ResizeObserver(() => { if (!state.picked && !moved) showWhole(false); }).observe(container);
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
  const nodes = nodeSet.getIds();
  if (nodes.length) network.fit({ nodes, maxZoomLevel: 1.5, animation: animated && motion() });
}

// Moves the sight to what is picked and its neighbours.
function showPicked() {
  const nodes = [...(nearPicked() || [])].filter((symbol) => nodeSet.get(symbol));
  if (nodes.length) network.fit({ nodes, maxZoomLevel: 1.5, minZoomLevel: 0.4, animation: motion() });
}

function readCamera() {
  const { x, y } = network.getViewPosition();
  return [Math.round(x), Math.round(y), Math.round(network.getScale() * 1000) / 1000];
}

function setCamera([x, y, scale]) {
  moved = true;
  network.moveTo({ position: { x, y }, scale });
}
