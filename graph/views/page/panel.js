// The panel: what to do, or what is reported of the selected actor or line.

const panel = () => document.getElementById("panel");

function showPanel(next, onSelect) {
  const content = next?.actor ? actorPanel(next.actor, onSelect) : next?.link ? linkPanel(next.link, onSelect) : startPanel(onSelect);
  replaceIn(panel(), ...content.flat(3));
  panel().scrollTop = 0;
}

function startPanel(onSelect) {
  if (!claims.length) return emptyPanel();
  const top = actors.map((actor) => ({ actor, n: neighboursOf(actor).size })).filter(({ n }) => n).sort((a, b) => b.n - a.n || a.actor.index - b.actor.index);
  const lines = links.map((link) => ({ link, shown: shownOf(link.claims) })).filter(({ shown }) => shown.length)
    .map((entry) => ({ ...entry, n: countSources(entry.shown) })).sort((a, b) => b.n - a.n || b.shown.length - a.shown.length || a.link.index - b.link.index);
  return [
    make("h2", {}, say("evidence")), make("p", { class: "lead" }, say("start")), make("p", { class: "hint" }, say("start_how")),
    make("h3", { class: "over" }, say("most_connected")),
    make("ol", { class: "plain-list" }, top.slice(0, 8).map(({ actor, n }) => make("li", {}, symbol(actor.type), actorButton(actor, onSelect), make("span", { class: "count" }, say("n_actors", { n }))))),
    make("h3", { class: "over" }, say("most_reported")),
    make("ol", { class: "plain-list" }, lines.slice(0, 8).map(({ link, n }) => make("li", {}, stroke(link.polarity), linkButton(link, onSelect), make("span", { class: "count" }, say("n_sources_short", { n }))))),
  ];
}

function emptyPanel() {
  return [make("h2", {}, say("empty_title")), make("p", { class: "lead" }, say("empty_text")), make("pre", {}, "conflictgraph run ARTICLES")];
}

function linkButton(link, onSelect) {
  const [before, between, after] = say("and", { a: "\u0000", b: "\u0000" }).split("\u0000");
  return make("button", { type: "button", class: "name", on: { click: () => onSelect({ link }, true) } },
    before, nameOf(actors[link.a]), between, nameOf(actors[link.b]), after);
}

function heading(title, subtitle, onSelect) {
  return make("div", { class: "panel-head" },
    make("button", { type: "button", class: "back", on: { click: () => onSelect(null) } }, `← ${say("back")}`),
    make("h2", { tabindex: "-1" }, title), subtitle && make("p", { class: "hint" }, subtitle));
}

function tally(all, shown) {
  const parts = [make("span", {}, say("n_claims", { n: shown.length })), make("span", {}, say("n_sources", { n: countSources(shown) }))];
  const hidden = all.length - shown.length;
  return [
    make("p", { class: "tally" }, parts),
    hidden > 0 && make("p", { class: "hint" }, say("n_filtered", { n: hidden })),
    dispute(all, shown),
  ];
}

// That one voice denies what another one says, and a way to see the denials if they are filtered out.
function dispute(all, shown) {
  if (!all.some((claim) => claim.contested)) return null;
  const unseen = all.some((claim) => claim.contested && !shown.includes(claim));
  return make("p", { class: "warning" }, `${say("contradicted")} `,
    unseen && make("button", { type: "button", class: "name", on: { click: () => switchOn("status", refuted) } }, say("show_denials")));
}

function cardsOf(shown, onSelect) {
  if (!shown.length) return make("p", { class: "hint" }, say("nothing_selected_left"));
  return listed(grouped(shown).map((group) => () => groupCard(group, onSelect)));
}

function linkPanel(link, onSelect) {
  const [before, between, after] = say("and", { a: "\u0000", b: "\u0000" }).split("\u0000");
  const pair = links.filter((other) => other.a === link.a && other.b === link.b);
  const title = [before, actorButton(actors[link.a], onSelect), between, actorButton(actors[link.b], onSelect), after];
  const tabs = pair.length > 1 && make("div", { class: "tabs" }, pair.map((other) => make("button", {
    type: "button", "aria-pressed": String(other === link), on: { click: () => onSelect({ link: other }) },
  }, stroke(other.polarity), say(`read_${other.polarity === "structural" ? "structure" : other.polarity}`), make("span", { class: "count" }, number.format(shownOf(other.claims).length)))));
  const shown = shownOf(link.claims);
  return [heading(title, null, onSelect), tabs, tally(link.claims, shown), cardsOf(shown, onSelect)];
}

function actorPanel(actor, onSelect) {
  const shown = shownOf(actor.claims);
  const kind = [typeLabel[actor.type], ...actor.countries.map(sayCountry)].join(" · ");
  const names = actor.aliases.slice(0, 8).join(", ");
  return [
    heading([symbol(actor.type), nameOf(actor)], kind, onSelect),
    names && make("p", { class: "hint also", dir: "auto" }, say("also", { names })),
    !actor.known && make("p", { class: "hint" }, say("unknown_actor")),
    tally(actor.claims, shown), cardsOf(shown, onSelect),
  ];
}

const regions = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });

function sayCountry(code) {
  return /^[A-Z]{2}$/.test(code) ? regions.of(code) : code;
}
