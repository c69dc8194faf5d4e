// Claims as text: grouped by what they say, each with its sentence and where that stands.

const AT_FIRST = 20;

// Claims of one reading and status together, the most often reported first.
function grouped(some) {
  const groups = new Map();
  for (const claim of some) {
    const key = `${claim.subject} ${claim.relation} ${claim.object} ${claim.status}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(claim);
  }
  const order = (group) => [-countSources(group), -group.length];
  return [...groups.values()].sort((a, b) => compare(order(a), order(b)) || compare([dayOf(b[0])], [dayOf(a[0])]));
}

function compare(a, b) {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value < b[index] ? -1 : 1;
  return 0;
}

function statusPill(status) {
  const kind = realised.has(status) ? "realised" : refuted.has(status) ? "refuted" : "pending";
  return make("span", { class: `pill is-${kind}` }, statusLabel[status]);
}

function actorButton(actor, onSelect) {
  return make("button", { type: "button", class: "name", on: { click: () => onSelect({ actor }, true) } }, nameOf(actor));
}

function groupCard(group, onSelect) {
  const [claim] = group;
  const sorted = [...group].sort((a, b) => compare([dayOf(b), b.id], [dayOf(a), a.id]));
  return make("article", { class: `card is-${polarityOf[claim.class]}` },
    make("h3", {}, actorButton(actors[claim.subject], onSelect), ` ${reading(claim)} `, actorButton(actors[claim.object], onSelect)),
    make("p", { class: "facts" }, statusPill(claim.status), say("n_sources", { n: countSources(group) })),
    listed(sorted.map((one) => () => evidence(one, onSelect)), 5));
}

function evidence(claim, onSelect) {
  return make("div", { class: "claim", "data-claim": claim.id },
    make("blockquote", { lang: claim.article.lang, dir: "auto" }, marked(claim.sentence, [
      [claim.trigger, "mark", {}], [claim.subjectAt, "b", {}], [claim.objectAt, "b", {}],
    ])),
    make("p", { class: "source" }, [spokenBy(claim, onSelect), ...facts(claim)]),
    make("p", { class: "source" }, cited(claim.article)));
}

function spokenBy(claim, onSelect) {
  if (!claim.speakerLabel) return null;
  const who = make("span", { class: "who" });
  const [before, after] = say("said_by", { who: "\u0000" }).split("\u0000");
  const name = claim.speaker === null ? make("bdi", {}, claim.speakerLabel) : actorButton({ ...actors[claim.speaker], name: claim.speakerLabel }, () => onSelect({ actor: actors[claim.speaker] }, true));
  who.append(before, name, after);
  return who;
}

function facts(claim) {
  return [
    claim.date && make("span", { class: "fact" }, say("happened", { day: sayDate(claim.date) })),
    claim.place && make("span", {}, make("bdi", {}, say("in_place", { place: claim.place }))),
    make("span", { class: "fact" }, say("confidence", { n: claim.confidence })),
  ];
}

function cited(article) {
  const day = article.published ? say("published", { day: sayDate(article.published) }) : say("no_date");
  return [
    make("cite", { lang: article.lang }, outward(article.url, article.title || say("untitled"))),
    make("span", {}, make("bdi", {}, article.source || say("unknown_source"))),
    make("span", { class: "fact" }, day),
  ];
}

// A list of which the first few are made at once and the others when asked for. Entries are functions that make them.
function listed(makers, first = AT_FIRST) {
  const list = make("div", { class: "list" }, makers.slice(0, first).map((maker) => maker()));
  let at = Math.min(first, makers.length);
  if (at === makers.length) return list;
  const label = () => say("n_more", { n: Math.min(AT_FIRST, makers.length - at) });
  const more = make("button", { type: "button", class: "more" }, label());
  more.addEventListener("click", () => {
    const added = makers.slice(at, at + AT_FIRST).map((maker) => maker());
    list.append(...added);
    at += added.length;
    if (at < makers.length) more.textContent = label(); else more.remove();
    added[0].querySelector("button, a")?.focus();
  });
  return [list, more];
}
