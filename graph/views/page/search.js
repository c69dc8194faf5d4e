// The search for an actor: by any of its names, without accents or case; a combobox as assistive technology knows it.

const MOST_FOUND = 12;
let haystack = null; // folded names of each actor, made when first asked for
let pathFrom = null; // the actor from which a path is sought

// The actors that fit, the best first: a name that begins so, then a word that does, then the more connected.
function findActors(query) {
  const wanted = folded(query);
  if (!wanted) return [];
  const found = [];
  haystack ||= actors.map((actor) => [actor.name, ...actor.aliases].map(folded));
  haystack.forEach((names, index) => {
    const best = Math.min(...names.map((name) => rankName(name, wanted)));
    if (best < 3) found.push({ index, best });
  });
  return found.sort((a, b) => a.best - b.best || a.index - b.index).slice(0, MOST_FOUND).map(({ index }) => actors[index]);
}

function rankName(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.includes(` ${wanted}`) ? 1.5 : name.includes(wanted) ? 2 : 3;
}

// The next actor that is found or clicked ends the path.
function startPath(actor) {
  pathFrom = actor;
  showPathFrom();
  document.getElementById("find").focus();
}

function stopPath() {
  pathFrom = null;
  showPathFrom();
}

function showPathFrom() {
  const note = document.getElementById("path-from");
  note.hidden = pathFrom === null;
  if (!note.hidden) replaceIn(note, make("span", {}, say("path_from", { name: actors[pathFrom].name })), make("button", { type: "button", class: "close", "aria-label": say("stop_path"), on: { click: stopPath } }, "✕"));
  const input = document.getElementById("find");
  input.placeholder = say(note.hidden ? "find" : "find_end");
}

// What choosing an actor means now: to see it, or to end a path there.
function choose(actor, move) {
  if (pathFrom === null || pathFrom === actor) { pick([actor], move); return; }
  const from = pathFrom;
  stopPath();
  focusOn("path", from, actor);
  if (move) focusPanel();
}

function startSearch() {
  const input = document.getElementById("find");
  const list = document.getElementById("found");
  let found = [];
  let active = -1;

  const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (actor) => { close(); input.value = ""; choose(actor.index, true); };
  const highlight = (index) => {
    active = index;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) { input.setAttribute("aria-activedescendant", `found-${active}`); list.children[active].scrollIntoView({ block: "nearest" }); }
  };
  const open = () => {
    found = findActors(input.value);
    if (!folded(input.value)) { close(); return; }
    const rows = found.map((actor, at) => foundRow(actor, at, input.value, take));
    replaceIn(list, ...(rows.length ? rows : [make("li", { class: "nobody", role: "option", "aria-disabled": "true" }, say("nobody"))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    highlight(rows.length ? 0 : -1);
  };

  input.addEventListener("input", open);
  input.addEventListener("focus", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) highlight((active + step + found.length) % found.length);
    else if (event.key === "Enter" && found[active]) take(found[active]);
    else if (event.key === "Escape") { if (input.value) input.value = ""; else stopPath(); close(); }
    else return;
    event.preventDefault();
  });
}

function foundRow(actor, at, query, take) {
  const wanted = folded(query);
  const alias = folded(actor.name).includes(wanted) ? null : actor.aliases.find((name) => folded(name).includes(wanted));
  return make("li", { id: `found-${at}`, role: "option", on: { mousedown: (event) => { event.preventDefault(); take(actor); } } },
    symbol(actor.type), nameOf(actor), alias && make("bdi", { class: "count" }, alias),
    !scene.symbols.has(actor.index) && make("span", { class: "count" }, say("not_drawn")));
}
