// What the page is made of: the tables of the JSON blocks as objects, indexed.

function readBlock(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

const tables = readBlock("tables");
const words = readBlock("words");
const drawing = readBlock("drawing");

const actors = toObjects(tables.actors);
const articles = toObjects(tables.articles);
const claims = toObjects(tables.claims);
const polarityOf = Object.fromEntries(tables.classes);
const statusLabel = Object.fromEntries(tables.statuses);
const typeLabel = Object.fromEntries(tables.types);
const realised = new Set(tables.realised);
const refuted = new Set(["denied", "negated"]);
const links = new Map(); // {a, b, polarity, claims, pair} by key: all that is told of two actors in one colour; both have one pair
const groups = []; // {members: places, ascending}; the first member, its most connected, names it
const groupOf = actors.map((actor) => actor.group);
const placeOf = new Map(actors.map((actor) => [actor.id, actor.index]));

const pairs = new Map();
const pairOf = (a, b) => {
  const key = a * actors.length + b;
  if (!pairs.has(key)) pairs.set(key, pairs.size);
  return pairs.get(key);
};

for (const actor of actors) {
  actor.claims = [];
  (groups[actor.group] ||= { index: actor.group, members: [] }).members.push(actor.index);
}
for (const claim of claims) {
  claim.contradictions = null;
  claim.class = tables.relations[claim.relation].class;
  claim.polarity = polarityOf[claim.class];
  claim.sentence = tables.sentences[claim.sentence];
  claim.article = articles[claim.article];
  actors[claim.subject].claims.push(claim);
  actors[claim.object].claims.push(claim);
  const [a, b] = claim.subject < claim.object ? [claim.subject, claim.object] : [claim.object, claim.subject];
  const key = lineKey(a, b, claim.polarity);
  let link = links.get(key);
  if (!link) { link = { key, index: links.size, a, b, polarity: claim.polarity, claims: [], pair: pairOf(a, b) }; links.set(key, link); }
  link.claims.push(claim);
  claim.link = link;
}
for (const pair of tables.contradictions) {
  for (const index of pair.flat()) (claims[index].contradictions ||= []).push(pair);
}
countAgreeing();

// For each claim the number of independent sources that say the same of the same two in the same status.
function countAgreeing() {
  const told = new Map();
  const keyOf = (claim) => `${claim.subject} ${claim.relation} ${claim.object} ${claim.status}`;
  for (const claim of claims) {
    const key = keyOf(claim);
    if (!told.has(key)) told.set(key, new Set());
    claim.agreeing = told.get(key);
    claim.agreeing.add(claim.article.cluster);
  }
  for (const claim of claims) claim.agreeing = claim.agreeing.size;
}

// Independent sources: copies of one article are one source.
function countSources(some) {
  if (some.length === 1) return 1;
  return new Set(some.map((claim) => claim.article.cluster)).size;
}

// The day a claim is sorted by: when it happened, else when it was published.
function dayOf(claim) {
  return claim.date || claim.article.published || "";
}

function reading(claim) {
  return tables.relations[claim.relation].label;
}
