// The filters of this page: what each is about, its values, and the present choice among them.

const NO_COUNTRY = "-";
const NO_SOURCE = "";

function placesOf(values) {
  return new Map(values.map((value, place) => [value, place]));
}

function singleFacet(id, values, valueOf) {
  const place = placesOf(values);
  return makeFacet(id, "single", values, { at: Uint16Array.from(claims, (claim) => place.get(valueOf(claim))) });
}

// The values that occur, the most frequent first.
function byFrequency(values, labelOf) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (labelOf(a) < labelOf(b) ? -1 : 1));
}

function countriesOf(actor) {
  return actor.countries.length ? actor.countries : [NO_COUNTRY];
}

function buildFacets() {
  const subject = Int32Array.from(claims, (claim) => claim.subject);
  const object = Int32Array.from(claims, (claim) => claim.object);
  const types = tables.types.map(([id]) => id);
  const typePlace = placesOf(types);
  const countries = byFrequency(actors.flatMap(countriesOf), sayCountry);
  const countryPlace = placesOf(countries);
  const sources = byFrequency(claims.map(sourceOf), String);
  const spans = claims.map((claim) => { const day = dayOf(claim); return day ? daysOf(day) : null; });
  return [
    singleFacet("relation", Object.keys(tables.relations), (claim) => claim.relation),
    makeFacet("type", "both", types, { subject, object, of: Uint8Array.from(actors, (actor) => typePlace.get(actor.type)) }),
    singleFacet("status", tables.statuses.map(([id]) => id), (claim) => claim.status),
    singleFacet("source", sources, sourceOf),
    makeFacet("country", "either", countries, { subject, object, of: actors.map((actor) => countriesOf(actor).map((code) => countryPlace.get(code))) }),
    makeFacet("confidence", "least", [], { at: Float32Array.from(claims, (claim) => claim.confidence + 1e-4) }),
    makeFacet("sources", "least", [], { at: Uint16Array.from(claims, (claim) => claim.agreeing) }),
    makeFacet("time", "span", [], {
      dated: Uint8Array.from(spans, (span) => (span ? 1 : 0)), first: Int32Array.from(spans, (span) => span?.[0] ?? 0), last: Int32Array.from(spans, (span) => span?.[1] ?? 0),
    }),
  ];
}

function sourceOf(claim) {
  return claim.article.source || NO_SOURCE;
}

const facets = buildFacets();
const facetPlace = Object.fromEntries(facets.map((facet, place) => [facet.id, place]));
const timeFacet = facets[facetPlace.time];
const facetLabel = {
  relation: (value) => tables.relations[value].label, type: (value) => typeLabel[value], status: (value) => statusLabel[value],
  source: (value) => value || say("unknown_source"), country: (value) => (value === NO_COUNTRY ? say("no_country") : sayCountry(value)),
};
const known = {
  values: Object.fromEntries(facets.map((facet) => [facet.id, facet.values])),
  offAtFirst: { status: tables.statuses.map(([id]) => id).filter((id) => !realised.has(id)) },
  ids: actors.map((actor) => actor.id), places: placeOf, hubs: groups.map((group) => group.members[0]),
};

let state = freshState(known.offAtFirst);
let fails = new Int32Array(claims.length);
let passing = new Set();

function applyFilters() {
  fails = failsOf(facets, state, claims.length);
  passing = new Set(claims.filter((claim) => fails[claim.index] === 0));
}

function shownOf(some) {
  return some.filter((claim) => fails[claim.index] === 0);
}

// First and last day of all claims; null if none is dated.
function wholeTime() {
  let first = Infinity;
  let last = -Infinity;
  claims.forEach((_, claim) => {
    if (!timeFacet.dated[claim]) return;
    first = Math.min(first, timeFacet.first[claim]);
    last = Math.max(last, timeFacet.last[claim]);
  });
  return first > last ? null : [first, last];
}
