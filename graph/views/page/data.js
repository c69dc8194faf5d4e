// What the page is made of: the tables of the JSON blocks as objects, indexed, and its words.

function readBlock(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

function toObjects(table) {
  return table.rows.map((row, index) => {
    const entry = { index };
    table.columns.forEach((column, at) => { entry[column] = row[at]; });
    return entry;
  });
}

const tables = readBlock("tables");
const words = readBlock("words");
const drawing = readBlock("drawing");

const actors = toObjects(tables.actors);
const articles = toObjects(tables.articles);
const links = toObjects(tables.links);
const claims = toObjects(tables.claims);
const polarityOf = Object.fromEntries(tables.classes);
const statusLabel = Object.fromEntries(tables.statuses);
const typeLabel = Object.fromEntries(tables.types);
const realised = new Set(tables.realised);
const refuted = new Set(["denied", "negated"]);

for (const actor of actors) { actor.claims = []; actor.links = []; }
for (const link of links) {
  link.claims = [];
  actors[link.a].links.push(link);
  actors[link.b].links.push(link);
}
for (const claim of claims) {
  claim.contested = false;
  claim.class = tables.relations[claim.relation].class;
  claim.sentence = tables.sentences[claim.sentence];
  claim.article = articles[claim.article];
  claim.link = links[claim.link];
  claim.link.claims.push(claim);
  actors[claim.subject].claims.push(claim);
  actors[claim.object].claims.push(claim);
}

for (const index of tables.contested) claims[index].contested = true;

const locale = { en: "en-GB" }[tables.lang] || tables.lang; // days before months
const plural = new Intl.PluralRules(locale);
const number = new Intl.NumberFormat(locale);

// The page's words for a key, its {gaps} filled in; of "one | many" the form that goes with the gap n.
function say(key, gaps = {}) {
  const forms = words[key].split(" | ");
  const text = forms.length > 1 && plural.select(gaps.n) !== "one" ? forms[1] : forms[0];
  return text.replace(/\{(\w+)\}/g, (_, gap) => (typeof gaps[gap] === "number" ? number.format(gaps[gap]) : gaps[gap]));
}

// A day, month or year of ISO 8601, or a span of days, as people write it.
function sayDate(iso) {
  if (iso.includes("/")) {
    const [first, last] = iso.split("/");
    return say("between", { first: sayDate(first), last: sayDate(last) });
  }
  const parts = iso.split("-").length;
  const style = { timeZone: "UTC", year: "numeric" };
  if (parts > 1) style.month = "short";
  if (parts > 2) style.day = "numeric";
  const day = new Date(0);
  const [year, month = 1, date = 1] = iso.split("-").map(Number);
  day.setUTCFullYear(year, month - 1, date);
  return new Intl.DateTimeFormat(locale, style).format(day);
}

// Letters without accents and case, so that "traore" finds "Traoré".
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘`]/g, "'").toLowerCase().replace(/\s+/g, " ").trim();
}

// Independent sources: copies of one article are one source.
function countSources(some) {
  return new Set(some.map((claim) => claim.article.cluster)).size;
}

// The day a claim is sorted by: when it happened, else when it was published.
function dayOf(claim) {
  return claim.date || claim.article.published || "";
}

function reading(claim) {
  return tables.relations[claim.relation].label;
}
