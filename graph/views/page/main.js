// Joins the parts: all of them show one state, and whatever changes it comes back here.

let shownFilters = null; // what the parts show now, to leave alone what is as it was
let shownView = null;

function filterKey() {
  return stepOf({ ...freshState(known.offAtFirst), off: state.off, confidence: state.confidence, sources: state.sources, from: state.from, to: state.to, undated: state.undated });
}

function viewKey() {
  return stepOf({ ...freshState(known.offAtFirst), mode: state.mode, focus: state.focus, extra: state.extra });
}

function showState() {
  const filtersChanged = filterKey() !== shownFilters;
  const viewChanged = viewKey() !== shownView;
  [shownFilters, shownView] = [filterKey(), viewKey()];
  if (filtersChanged) {
    applyFilters();
    showFilters();
    showTimeline();
  }
  if (filtersChanged || viewChanged) refreshPicture(); else restylePicture();
  showPanel();
  showTable();
  showTools();
  showNothing();
  network.setSize("100%", "100%"); // what was written may have left the drawing another size
  if (state.camera) setCamera(state.camera);
  else if (!shownOnce && state.picked) showPicked();
  else if (viewChanged || (filtersChanged && !state.picked && !moved && !playing)) showWhole(shownOnce);
}

let shownOnce = false;
let looking = null;

// Once the sight has come to rest it is part of the state, though no step to undo.
function rememberCamera() {
  clearTimeout(looking);
  looking = setTimeout(() => { state.camera = moved ? readCamera() : null; publish(); }, 600);
}

function start() {
  document.body.classList.toggle("is-empty", !claims.length);
  startTheme(() => retintPicture());
  document.getElementById("about").textContent = sayAbout();
  document.getElementById("picture").setAttribute("aria-label", say("drawing_is", { actors: say("n_actors", { n: actors.length }), links: say("n_links", { n: links.size }) }));
  if (matchMedia("(max-width: 900px)").matches) document.getElementById("filters").open = false;
  buildFilters();
  buildTimeline();
  buildTools();
  startPicture({ pick: (picked) => (picked?.length === 1 && !isGroup(picked[0]) ? choose(picked[0], false) : pick(picked)), open: openSymbol, move: () => { moved = true; rememberCamera(); } });
  wireCamera(rememberCamera);
  startSearch();
  wireKeys();
  onChange = showState;
  followAddress();
  showState();
  shownOnce = true;
  // For whoever works with the page from the browser's console.
  globalThis.conflictgraph = Object.freeze({
    network, nodes: nodeSet, edges: edgeSet, actors, claims, links, names: () => labelled, pick, undo, focusOn, state: () => state, scene: () => scene, saved: { csv: claimsCsv, graphml: claimsGraphMl, svg: pictureSvg },
  });
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

start();
