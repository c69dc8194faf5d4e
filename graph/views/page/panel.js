// The panel: what to do, or what is reported of the actor, line, group or path that the reader picked.

const panel = () => document.getElementById("panel");

function focusPanel() {
  panel().querySelector("h2")?.focus({ preventScroll: false });
}

function showPanel() {
  replaceIn(panel(), ...panelContent().flat(3));
  panel().scrollTop = 0;
}

function panelContent() {
  if (!claims.length) return emptyPanel();
  const picked = state.picked;
  if (picked?.length === 3) return linePanel(...picked);
  if (picked) return isGroup(picked[0]) ? groupPanel(picked[0]) : actorPanel(actors[picked[0]]);
  if (state.focus?.[0] === "path") return pathPanel(state.focus[1], state.focus[2]);
  if (state.focus?.[0] === "group") return groupPanel(state.focus[1]);
  return startPanel();
}

// Number of neighbours of each actor and of shown claims of each link.
function countShown() {
  const told = new Uint32Array(links.size);
  for (const claim of passing) told[claim.link.index] += 1;
  const neighbours = new Uint32Array(actors.length);
  const seen = new Uint8Array(pairs.size);
  for (const link of links.values()) {
    if (!told[link.index] || seen[link.pair]) continue;
    seen[link.pair] = 1;
    neighbours[link.a] += 1;
    neighbours[link.b] += 1;
  }
  return { told, neighbours };
}

function startPanel() {
  const { told, neighbours } = countShown();
  const top = actors.filter((actor) => neighbours[actor.index]).sort((a, b) => neighbours[b.index] - neighbours[a.index] || a.index - b.index).slice(0, 8);
  const often = [...links.values()].filter((link) => told[link.index] > 1);
  const strongest = (often.length >= 8 ? often : [...links.values()].filter((link) => told[link.index]))
    .map((link) => ({ link, n: countSources(shownOf(link.claims)) }))
    .sort((a, b) => b.n - a.n || told[b.link.index] - told[a.link.index] || a.link.a - b.link.a || a.link.b - b.link.b || compare([a.link.key], [b.link.key]));
  return [
    make("h2", { tabindex: "-1" }, say("evidence")), make("p", { class: "lead" }, say("start")), make("p", { class: "hint" }, say("start_how")),
    ...(scene.hidden.size ? communityList() : []),
    make("h3", { class: "over" }, say("most_connected")),
    make("ol", { class: "plain-list" }, top.map(({ index, type }) => make("li", {}, symbol(type), symbolButton(index), make("span", { class: "count" }, say("n_actors", { n: neighbours[index] }))))),
    make("h3", { class: "over" }, say("most_reported")),
    make("ol", { class: "plain-list" }, strongest.slice(0, 8).map(({ link, n }) => lineRow(link, say("n_sources_short", { n })))),
  ];
}

function communityList() {
  const crowds = [...scene.hidden].sort((a, b) => b[1].size - a[1].size || a[0] - b[0]);
  const row = ([symbolNumber, members]) => make("div", { class: "plain-row" }, groupSign(), symbolButton(symbolNumber), make("span", { class: "count" }, say("n_actors", { n: members.size })));
  return [make("h3", { class: "over" }, say("communities")), ...[listed(crowds.map((crowd) => () => row(crowd)), 8)].flat()];
}

function emptyPanel() {
  return [make("h2", {}, say("empty_title")), make("p", { class: "lead" }, say("empty_text")), make("pre", {}, "conflictgraph run ARTICLES")];
}

function lineRow({ a, b, polarity }, told) {
  const [before, between, after] = say("and", { a: "\u0000", b: "\u0000" }).split("\u0000");
  return make("li", {}, stroke(polarity),
    make("button", { type: "button", class: "name", on: { click: () => pick([a, b, polarity], true) } }, before, nameOrGroup(a), between, nameOrGroup(b), after),
    make("span", { class: "count" }, told));
}

function heading(title, subtitle) {
  return make("div", { class: "panel-head" },
    make("button", { type: "button", class: "back", on: { click: goBack } }, `← ${say("back")}`),
    make("h2", { tabindex: "-1" }, title), subtitle && make("p", { class: "hint" }, subtitle));
}

// First out of what is picked, then out of the focus.
function goBack() {
  change((next) => { if (next.picked) next.picked = null; else next.focus = null; });
  focusPanel();
}

function tally(all, shown) {
  const parts = [make("span", {}, say("n_claims", { n: shown.length })), make("span", {}, say("n_sources", { n: countSources(shown) }))];
  const hidden = all.length - shown.length;
  return [make("p", { class: "tally" }, parts), hidden > 0 && make("p", { class: "hint" }, say("n_filtered", { n: hidden }))];
}

// What is denied of what is reported here.
function disputes(all) {
  const pairs = new Set(all.flatMap((claim) => claim.contradictions || []));
  if (!pairs.size) return null;
  return make("section", { class: "disputes" }, make("h3", { class: "over" }, say("contradicted")), listed([...pairs].map((pair) => () => disputeCard(pair)), 3));
}

function cardsOf(shown) {
  if (!shown.length) return make("p", { class: "hint" }, say("nothing_selected_left"));
  return listed(grouped(shown).map((group) => () => groupCard(group)));
}

function actions(...entries) {
  return make("div", { class: "actions" }, entries.filter(Boolean).map(([key, gaps, act, id]) => make("button", { type: "button", class: "plain", "data-act": id || key, on: { click: act } }, say(key, gaps))));
}

function linePanel(a, b, polarity) {
  const between = (key) => (isGroup(b) ? scene.lines.get(key)?.claims : links.get(key)?.claims) || [];
  const [before, middle, after] = say("and", { a: "\u0000", b: "\u0000" }).split("\u0000");
  const kinds = ["cooperation", "conflict", "structural"].filter((kind) => kind === polarity || between(lineKey(a, b, kind)).length);
  const tabs = kinds.length > 1 && make("div", { class: "tabs" }, kinds.map((kind) => make("button", {
    type: "button", "aria-pressed": String(kind === polarity), on: { click: () => pick([a, b, kind], true) },
  }, stroke(kind), say(kind), make("span", { class: "count" }, number.format(shownOf(between(lineKey(a, b, kind))).length)))));
  const all = between(lineKey(a, b, polarity));
  const shown = shownOf(all);
  return [heading([before, symbolButton(a), middle, symbolButton(b), after]), tabs, tally(all, shown), disputes(all), cardsOf(shown)];
}

function actorPanel(actor) {
  const shown = shownOf(actor.claims);
  const kind = [typeLabel[actor.type], ...actor.countries.map(sayCountry)].join(" · ");
  const names = actor.aliases.slice(0, 8).join(", ");
  const here = state.focus?.[0] === "actor" && state.focus[1] === actor.index;
  const missing = state.focus ? 0 : [...neighboursOf(actor.index)].filter((other) => !scene.symbols.has(other)).length;
  return [
    heading([symbol(actor.type), nameOf(actor)], kind),
    names && make("p", { class: "hint also", dir: "auto" }, say("also", { names })),
    !actor.known && make("p", { class: "hint" }, say("unknown_actor")),
    actions(
      here ? ["leave_focus", {}, leaveFocus] : shown.length > 0 && ["focus_actor", {}, () => focusOn("actor", actor.index)],
      ["path_to", {}, () => startPath(actor.index)],
      missing > 0 && ["expand_actor", { n: missing }, () => expand(actor.index)],
    ),
    tally(actor.claims, shown), disputes(actor.claims), cardsOf(shown),
  ];
}

function groupPanel(symbolNumber) {
  const { members } = groupAt(symbolNumber);
  const inGroup = new Set(members);
  const all = [...new Set(members.flatMap((member) => actors[member].claims))].filter((claim) => inGroup.has(claim.subject) && inGroup.has(claim.object));
  const shown = shownOf(all);
  const open = state.focus?.[0] === "group" && state.focus[1] === symbolNumber;
  const lines = [...scene.lines.values()].filter((line) => line.a === symbolNumber || line.b === symbolNumber).sort((a, b) => b.claims.length - a.claims.length || a.a - b.a || a.b - b.b);
  const crowd = scene.hidden.get(symbolNumber)?.size;
  return [
    heading([groupSign(), nameOrGroup(symbolNumber)], [say("group_members", { n: members.length }), crowd && crowd < members.length && say("group_hidden", { n: crowd })].filter(Boolean).join(" · ")),
    make("p", { class: "hint" }, say("group_is")),
    actions(open ? ["leave_focus", {}, leaveFocus] : ["open_group", {}, () => focusOn("group", symbolNumber)]),
    make("h3", { class: "over" }, say("most_connected")),
    listed(members.map((member) => () => make("div", { class: "plain-row" }, symbol(actors[member].type), symbolButton(member))), 6),
    lines.length > 0 && [make("h3", { class: "over" }, say("group_lines")), listed(lines.map((line) => () => make("ul", { class: "plain-list" }, lineRow(line, say("n_claims", { n: line.claims.length })))), 6)],
    make("h3", { class: "over" }, say("group_claims")), tally(all, shown), disputes(all), cardsOf(shown),
  ];
}

function pathPanel(from, to) {
  const stepOfLine = ({ a, b }) => Math.min(view.step.get(a), view.step.get(b));
  const lines = [...scene.lines.values()].sort((one, other) => stepOfLine(one) - stepOfLine(other) || other.claims.length - one.claims.length || one.a - other.a || one.b - other.b);
  const title = heading([symbolButton(from), " → ", symbolButton(to)], view.steps < 0 ? say("no_path") : say("n_steps", { n: view.steps }));
  return [
    title, view.steps < 0 && make("p", { class: "hint" }, say("no_path_hint")),
    actions(["leave_focus", {}, leaveFocus]),
    lines.length > 0 && make("h3", { class: "over" }, say("path_lines")),
    listed(lines.map((line) => () => make("ul", { class: "plain-list" }, lineRow(line, say("n_claims", { n: line.claims.length })))), 30),
  ];
}
