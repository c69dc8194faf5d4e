// The buttons above the drawing, what they say about the present view, and the guide to reading it.

function buildTools() {
  const press = (id, action) => document.getElementById(id).addEventListener("click", action);
  press("undo", undo);
  press("reset", reset);
  press("as-actors", () => change((next) => { next.mode = "actors"; next.focus = null; }));
  press("as-groups", () => change((next) => { next.mode = "groups"; next.focus = null; next.extra = []; next.picked = null; }));
  press("as-picture", () => change((next) => { next.view = "picture"; }));
  press("as-table", () => change((next) => { next.view = "table"; }));
  press("help", () => document.getElementById("guide").showModal());
  press("close-guide", () => document.getElementById("guide").close());
  const menu = document.getElementById("save");
  replaceIn(menu.querySelector("ul"), ...Object.keys(SAVERS).map((kind) => make("li", {}, make("button", {
    type: "button", "data-save": kind, on: { click: () => { menu.open = false; menu.querySelector("summary").focus(); SAVERS[kind](); } },
  }, make("b", {}, say(`save_${kind}`)), make("span", {}, say(`save_${kind}_is`))))));
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); event.stopPropagation(); } });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  buildGuide();
}

function buildGuide() {
  const line = (sign, key) => make("li", {}, sign, make("span", {}, say(key)));
  const types = tables.types.filter(([type]) => actors.some((actor) => actor.type === type));
  replaceIn(document.getElementById("guide-text"),
    make("h3", {}, say("guide_lines")), make("p", {}, say("read_line")),
    make("ul", {}, line(stroke("cooperation"), "read_cooperation"), line(stroke("conflict"), "read_conflict"), line(stroke("structural"), "read_structure"),
      line(stroke("plain", "pending"), "read_pending"), line(stroke("plain", "refuted"), "read_denied")),
    make("h3", {}, say("guide_symbols")), make("p", {}, say("read_size")),
    make("ul", { class: "columns" }, types.map(([type, label]) => make("li", {}, symbol(type), make("span", {}, label))), make("li", {}, groupSign(), make("span", {}, say("read_group")))),
    make("h3", {}, say("guide_trust")), make("ul", { class: "dots" }, ["trust_status", "trust_sources", "trust_denied", "trust_confidence", "trust_machine"].map((key) => make("li", {}, say(key)))),
    make("h3", {}, say("guide_keys")), make("ul", { class: "dots" }, ["keys_find", "keys_move", "keys_undo"].map((key) => make("li", {}, say(key)))));
}

// Keys that work wherever one is, but not while one writes.
function wireKeys() {
  document.addEventListener("keydown", (event) => {
    const writing = event.target.matches("input[type=text]");
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !writing) { event.preventDefault(); undo(); return; }
    if (writing || event.ctrlKey || event.metaKey || event.altKey || document.getElementById("guide").open) return;
    if (event.key === "/") { event.preventDefault(); document.getElementById("find").focus(); }
    if (event.key === "Escape" && (state.picked || state.focus)) goBack();
  });
}

function showTools() {
  document.getElementById("undo").disabled = !past.length;
  document.getElementById("reset").disabled = !stepOf({ ...state, view: "picture" });
  const pressed = { "as-actors": state.mode === "actors" && !state.focus, "as-groups": state.mode === "groups" && !state.focus, "as-picture": state.view === "picture", "as-table": state.view === "table" };
  for (const [id, on] of Object.entries(pressed)) document.getElementById(id).setAttribute("aria-pressed", String(on));
  document.getElementById("shown").textContent = sayShown();
  document.body.classList.toggle("is-table", state.view === "table");
  document.body.classList.toggle("is-picked", Boolean(state.picked));
  showFocused();
}

function sayFocus() {
  const [kind, ...symbols] = state.focus;
  const [first, second] = symbols.map(nameOfSymbol);
  return { actor: () => say("focused_actor", { name: first }), group: () => first, path: () => say("focused_path", { from: first, to: second }) }[kind]();
}

function showFocused() {
  const chip = document.getElementById("focused");
  chip.hidden = !state.focus;
  if (state.focus) replaceIn(chip, make("span", {}, sayFocus()), make("button", { type: "button", class: "close", "aria-label": say("leave_focus"), title: say("leave_focus"), on: { click: leaveFocus } }, "✕"));
}

// Where the claims are that pass the filters: in lines, inside groups, in lines too thin to draw, or outside the focus.
function sayShown() {
  const drawn = [...scene.symbols].filter((symbolNumber) => !isGroup(symbolNumber)).length;
  const account = accountOf(scene);
  const rest = [
    account.inside && say("inside_groups", { n: account.inside }), account.thin && say("in_thin_lines", { n: account.thin }), view.outside && say("outside_focus", { n: view.outside }),
  ].filter(Boolean);
  const shown = say(scene.hidden.size ? "shown_groups" : "shown", { groups: say("n_groups", { n: scene.hidden.size }), drawn, all: say("n_actors", { n: actors.length }), links: say("n_links", { n: scene.visible.length }), claims: say("n_claims", { n: account.drawn }) });
  return [shown, ...rest].join("; ") + ".";
}

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

function showNothing() {
  const note = document.getElementById("nothing");
  const empty = !claims.length;
  note.hidden = view.shown.length > 0 || state.view === "table";
  if (note.hidden) return;
  const lost = state.focus && passing.size;
  const noPath = lost && state.focus[0] === "path";
  const keys = empty ? ["empty_title", "empty_text"] : noPath ? ["no_path", "no_path_hint"] : ["none_left_title", lost ? "none_left_here" : "none_left_text"];
  replaceIn(note, make("h2", {}, say(keys[0])), make("p", {}, say(keys[1])),
    empty ? make("pre", {}, "conflictgraph run ARTICLES") : make("button", { type: "button", on: { click: lost ? leaveFocus : reset } }, say(lost ? "leave_focus" : "reset")));
}
