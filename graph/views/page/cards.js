// Claims as text: grouped by what they say, each with its sentence and where that stands.

const AT_FIRST = 20;

// Claims of one reading and status together, the most often reported first.
function grouped(some) {
  const found = new Map();
  for (const claim of some) {
    const key = `${claim.subject} ${claim.relation} ${claim.object} ${claim.status}`;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(claim);
  }
  const order = (group) => [-countSources(group), -group.length];
  return [...found.values()].sort((a, b) => compare(order(a), order(b)) || compare([dayOf(b[0])], [dayOf(a[0])]));
}

function compare(a, b) {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value < b[index] ? -1 : 1;
  return 0;
}

function certaintyOfStatus(status) {
  return realised.has(status) ? "realised" : refuted.has(status) ? "refuted" : "pending";
}

function statusPill(status) {
  return make("span", { class: `pill is-${certaintyOfStatus(status)}` }, statusLabel[status]);
}

function symbolButton(symbolNumber, label = nameOrGroup(symbolNumber)) {
  return make("button", { type: "button", class: "name", on: { click: () => pick([symbolNumber], true) } }, label);
}

function nameOrGroup(symbolNumber) {
  return make("bdi", {}, nameOfSymbol(symbolNumber));
}

// Subject, reading and object of a claim; the actors are buttons.
function sayClaim(claim) {
  return [symbolButton(claim.subject), ` ${reading(claim)} `, symbolButton(claim.object)];
}

function groupCard(group) {
  const [claim] = group;
  const sorted = [...group].sort((a, b) => compare([dayOf(b), b.id], [dayOf(a), a.id]));
  return make("article", { class: `card is-${claim.polarity}` },
    make("h3", {}, sayClaim(claim)),
    make("p", { class: "facts" }, statusPill(claim.status), say("n_sources", { n: countSources(group) })),
    listed(sorted.map((one) => () => evidence(one)), 5));
}

function evidence(claim) {
  return make("div", { class: "claim", "data-claim": claim.id }, quotation(claim),
    make("p", { class: "source" }, [spokenBy(claim), ...facts(claim)]),
    make("p", { class: "source" }, cited(claim.article)));
}

function quotation(claim) {
  return make("blockquote", { lang: claim.article.lang, dir: "auto" }, marked(claim.sentence, [
    [[claim.trigger, claim.triggerEnd], "mark", {}], [[claim.subjectAt, claim.subjectEnd], "b", {}], [[claim.objectAt, claim.objectEnd], "b", {}],
  ]));
}

function spokenBy(claim) {
  if (!claim.speakerLabel) return null;
  const who = make("span", { class: "who" });
  const [before, after] = say("said_by", { who: "\u0000" }).split("\u0000");
  const label = make("bdi", {}, claim.speakerLabel);
  who.append(before, claim.speaker === null ? label : symbolButton(claim.speaker, label), after);
  return who;
}

function facts(claim) {
  return [
    claim.date && make("span", { class: "fact" }, say("happened", { day: sayDate(claim.date) })),
    claim.place && make("span", {}, make("bdi", {}, say("in_place", { place: claim.place }))),
    make("span", { class: "fact" }, say("confidence_is", { n: claim.confidence })),
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

// What two voices say of one thing, side by side, whatever the filters hide.
function disputeCard([told, denied]) {
  const side = (key, some) => make("section", { class: `side is-${key}` }, make("h4", {}, say(key)),
    listed(some.map((index) => () => sideClaim(claims[index])), 3));
  return make("article", { class: "card dispute" }, make("h3", {}, sayClaim(claims[told[0]])),
    make("div", { class: "sides" }, side("says_so", told), side("denies_it", denied)));
}

function sideClaim(claim) {
  const when = dayOf(claim) ? sayDate(dayOf(claim)) : say("no_date");
  return make("div", { class: "claim" }, statusPill(claim.status), quotation(claim),
    make("p", { class: "source" }, [spokenBy(claim), make("span", {}, outward(claim.article.url, claim.article.source || say("unknown_source"))), make("span", { class: "fact" }, when)]));
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
