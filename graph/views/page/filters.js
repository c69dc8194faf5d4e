// The filters as the reader sees them: a section for each, with what each value would show.

const rows = []; // { facet, value, box, count, row } of each value; of a class of relations { relations } in place of value
const sliders = [];

const SIGN = {
  relation: () => null,
  type: (value) => symbol(value),
  status: (value) => stroke("plain", certaintyOfStatus(value)),
  source: () => null,
  country: () => null,
};

function presentIn(facet) {
  const counts = countsOf(facets, facetPlace[facet.id], new Int32Array(claims.length));
  return facet.values.filter((_, place) => counts[place]);
}

function switchRow(facet, values, label, sign, attributes) {
  const box = make("input", { type: "checkbox", ...attributes, on: {
    change: () => change((next) => { for (const value of values) if (box.checked) next.off[facet.id].delete(value); else next.off[facet.id].add(value); }),
  } });
  const count = make("span", { class: "count" });
  const row = make("li", {}, make("label", { class: sign ? "signed" : null }, box, sign, make("span", { class: "label" }, make("bdi", {}, label)), count));
  rows.push({ facet, values, box, count, row });
  return row;
}

function valueRow(facet, value) {
  return switchRow(facet, [value], facetLabel[facet.id](value), SIGN[facet.id](value), { value, "data-group": facet.id });
}

// A class of relations, its own relations folded away below it.
function classRow(facet, [kind, polarity], values) {
  const row = switchRow(facet, values, say(kind), stroke(polarity), { value: kind, "data-group": "class" });
  const inner = make("ul", { class: "inner", hidden: true }, values.map((value) => valueRow(facet, value)));
  const fold = make("button", { type: "button", class: "fold", "aria-expanded": "false", "aria-label": say("relations_of", { kind: say(kind) }), on: { click: () => {
    inner.hidden = !inner.hidden;
    fold.setAttribute("aria-expanded", String(!inner.hidden));
  } } }, "▸");
  row.prepend(fold);
  row.append(inner);
  return row;
}

function section(facet, title, list, open) {
  const all = (off) => () => change((next) => { next.off[facet.id] = new Set(off ? facet.values : []); });
  const some = list.length > 1 && make("p", { class: "all-none" }, make("button", { type: "button", on: { click: all(false) } }, say("all_on")), make("button", { type: "button", on: { click: all(true) } }, say("all_off")));
  return make("details", { open, "data-facet": facet.id }, make("summary", {}, make("span", {}, title), make("span", { class: "part" })),
    make("fieldset", {}, make("legend", { class: "unseen" }, title), some, make("ul", { class: "values" }, list)));
}

function slider(facet, attributes, tell) {
  const told = make("output", { class: "told" });
  const input = make("input", { type: "range", ...attributes, id: `least-${facet}`, on: { input: () => change((next) => { next[facet] = Number(input.value); }, `slide-${facet}`) } });
  sliders.push({ facet, input, told, tell });
  return make("div", { class: "slider" }, make("label", { for: `least-${facet}` }, make("span", {}, say(`least_${facet}`)), told), input);
}

function buildFilters() {
  const [relation, type, status, source, country] = facets;
  const here = new Set(presentIn(relation));
  const classes = tables.classes.map((kind) => [kind, relation.values.filter((value) => here.has(value) && tables.relations[value].class === kind[0])]).filter(([, values]) => values.length);
  const listOf = (facet) => presentIn(facet).map((value) => valueRow(facet, value));
  const most = Math.min(claims.reduce((top, claim) => Math.max(top, claim.agreeing), 1), 10);
  replaceIn(document.getElementById("filter-groups"),
    make("p", { id: "hidden-by", role: "status" }),
    section(relation, say("relation"), classes.map(([kind, values]) => classRow(relation, kind, values)), true),
    section(type, say("type"), listOf(type), true), section(status, say("status"), listOf(status), true),
    make("div", { class: "sliders" }, slider("confidence", { min: 0, max: 1, step: 0.05 }, (value) => `≥ ${number.format(value)}`),
      slider("sources", { min: 1, max: Math.max(most, 2), step: 1 }, (value) => `≥ ${number.format(value)}`)),
    section(source, say("source"), listOf(source), false), section(country, say("country"), listOf(country), false));
}

function showFilters() {
  const counts = new Map(facets.slice(0, 5).map((facet) => [facet, new Map(Array.from(countsOf(facets, facetPlace[facet.id], fails), (count, place) => [facet.values[place], count]))]));
  for (const { facet, values, box, count, row } of rows) {
    const on = values.filter((value) => !state.off[facet.id].has(value)).length;
    const sum = values.reduce((total, value) => total + counts.get(facet).get(value), 0);
    box.checked = on === values.length;
    box.indeterminate = on > 0 && on < values.length;
    count.textContent = number.format(sum);
    row.classList.toggle("off", !on || !sum);
  }
  for (const { facet, input, told, tell } of sliders) {
    input.value = state[facet];
    told.textContent = tell(state[facet]);
    input.setAttribute("aria-valuetext", tell(state[facet]));
  }
  for (const facet of facets.slice(0, 5)) showPart(facet);
  showHidden();
}

// How many of a section's values are on, unless all are.
function showPart(facet) {
  const own = rows.filter((row) => row.facet === facet && row.values.length === 1 && row.box.dataset.group === facet.id);
  const on = own.filter((row) => row.box.checked).length;
  document.querySelector(`details[data-facet="${facet.id}"] .part`).textContent = on < own.length ? say("part", { n: on, all: own.length }) : "";
}

// What is filtered out, and by which filters.
function showHidden() {
  const hidden = claims.length - passing.size;
  const title = { relation: "relation", type: "type", status: "status", source: "source", country: "country", confidence: "least_confidence", sources: "least_sources", time: "time" };
  const by = failedBy(facets, fails).map((n, place) => n && `${say(title[facets[place].id])} ${number.format(n)}`).filter(Boolean);
  document.getElementById("hidden-by").textContent = hidden ? say("hidden_by", { n: hidden, hidden: say("n_claims", { n: hidden }), all: number.format(claims.length), by: by.join(", ") }) : say("hidden_none", { n: claims.length });
}
