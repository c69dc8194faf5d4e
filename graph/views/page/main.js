// Joins the parts: filters, drawing, panel and search all follow one selection and one choice of filters.

function sayAbout() {
  const days = articles.map((article) => article.published).filter(Boolean).sort();
  const count = say("n_articles", { n: articles.length });
  const first = days.length ? sayDate(days[0]) : "";
  const last = days.length ? sayDate(days[days.length - 1]) : "";
  const dates = first === last ? first : say("between", { first, last });
  const parts = articles.length ? [days.length ? say("made_from", { articles: count, dates }) : say("made_from_undated", { articles: count })] : [];
  if (tables.made) parts.push(say("made_on", { day: sayDate(tables.made) }));
  return parts.join(" · ");
}

function sayShown() {
  const ends = new Set([...passing].flatMap((claim) => [claim.subject, claim.object]));
  const drawn = [...ends].filter((index) => nodeSet.get(index)).length;
  const lines = edgeSet.get({ filter: (edge) => !edge.hidden });
  const left = ends.size - drawn;
  const shown = say("shown", {
    drawn, all: say("n_actors", { n: actors.length }), links: say("n_links", { n: lines.length }), claims: say("n_claims", { n: passing.size }),
  });
  return left ? `${shown}. ${say("left_out", { n: left })}.` : `${shown}.`;
}

function showNothing(onReset) {
  const note = document.getElementById("nothing");
  note.hidden = passing.size > 0;
  if (!note.hidden) {
    const empty = !claims.length;
    replaceIn(note, make("h2", {}, say(empty ? "empty_title" : "none_left_title")), make("p", {}, say(empty ? "empty_text" : "none_left_text")),
      empty ? make("pre", {}, "conflictgraph run ARTICLES") : make("button", { type: "button", on: { click: onReset } }, say("reset")));
  }
}

function start() {
  const select = (next, move = false) => {
    selectInPicture(next);
    showPanel(next, select);
    document.getElementById("shown").textContent = sayShown();
    if (move) showSelected();
    if (move) panel().querySelector("h2")?.focus({ preventScroll: false });
  };
  const refilter = () => {
    applyFilters();
    showFilters();
    refilterPicture();
    showPanel(selection, select);
    document.getElementById("shown").textContent = sayShown();
    showNothing(() => resetFilters(refilter));
  };
  document.body.classList.toggle("is-empty", !claims.length);
  startTheme(() => restylePicture());
  document.getElementById("about").textContent = sayAbout();
  defaultChoice();
  applyFilters();
  buildFilters(refilter);
  startPicture(select);
  startSearch(select);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && selection && event.target.id !== "find") select(null); });
  document.getElementById("picture").setAttribute("aria-label", say("drawing_is", { actors: say("n_actors", { n: actors.length }), links: say("n_links", { n: links.length }) }));
  if (matchMedia("(max-width: 760px)").matches) document.getElementById("filters").open = false;
  refilter();
  showWhole(false);
  // For whoever works with the page from the browser's console.
  globalThis.conflictgraph = Object.freeze({ network, nodes: nodeSet, edges: edgeSet, actors, names: () => labelled, select });
  document.documentElement.dataset.ready = "true";
}

start();
