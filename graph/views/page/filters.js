// Which claims are shown. A claim passes if its status, its relation's class and both its actors' types are switched on.

const GROUPS = {
  class: { title: "relation", values: tables.classes.map(([id]) => id), of: (claim) => [claim.class] },
  type: { title: "type", values: tables.types.map(([id]) => id), of: (claim) => [actors[claim.subject].type, actors[claim.object].type] },
  status: { title: "status", values: tables.statuses.map(([id]) => id), of: (claim) => [claim.status] },
};

const present = Object.fromEntries(Object.entries(GROUPS).map(([group, { of }]) => [group, new Set(claims.flatMap(of))]));
const chosen = {};
let passing = new Set();
let onFilter = () => {};

function defaultChoice() {
  chosen.class = new Set(GROUPS.class.values);
  chosen.type = new Set(GROUPS.type.values);
  chosen.status = new Set(realised);
}

function passes(claim, but = null) {
  return Object.entries(GROUPS).every(([group, { of }]) => group === but || of(claim).every((value) => chosen[group].has(value)));
}

function applyFilters() {
  passing = new Set(claims.filter((claim) => passes(claim)));
}

function shownOf(some) {
  return some.filter((claim) => passing.has(claim));
}

// How many claims, or for types how many actors, each value would show if the other groups stay as they are.
function countValues(group) {
  const found = Object.fromEntries(GROUPS[group].values.map((value) => [value, new Set()]));
  for (const claim of claims) {
    if (!passes(claim, group)) continue;
    if (group !== "type") { found[GROUPS[group].of(claim)[0]].add(claim); continue; }
    for (const end of [claim.subject, claim.object]) found[actors[end].type].add(end);
  }
  return Object.fromEntries(Object.entries(found).map(([value, set]) => [value, set.size]));
}

const LABEL = {
  class: (value) => say(value),
  type: (value) => typeLabel[value],
  status: (value) => statusLabel[value],
};

const SIGN = {
  class: (value) => stroke(polarityOf[value]),
  type: (value) => symbol(value),
  status: (value) => stroke("plain", realised.has(value) ? "realised" : refuted.has(value) ? "refuted" : "pending"),
};

function filterRow(group, value, onChange) {
  const box = make("input", { type: "checkbox", value, "data-group": group, on: {
    change: (event) => {
      if (event.target.checked) chosen[group].add(value); else chosen[group].delete(value);
      onChange();
    },
  } });
  return make("li", {}, make("label", {}, box, SIGN[group](value), make("span", { class: "label" }, LABEL[group](value)),
    make("span", { class: "count" })));
}

function buildFilters(onChange) {
  onFilter = onChange;
  const groups = Object.entries(GROUPS).filter(([group]) => present[group].size).map(([group, { title, values }]) => make("fieldset", {},
    make("legend", {}, say(title)),
    make("ul", {}, values.filter((value) => present[group].has(value)).map((value) => filterRow(group, value, onChange)))));
  const reset = make("button", { type: "button", id: "reset", on: { click: () => resetFilters(onChange) } }, say("reset"));
  replaceIn(document.getElementById("filter-groups"), ...groups, reset, howToRead());
}

function switchOn(group, values) {
  for (const value of values) chosen[group].add(value);
  onFilter();
}

function resetFilters(onChange) {
  defaultChoice();
  onChange();
}

function showFilters() {
  for (const group of Object.keys(GROUPS)) {
    const counts = countValues(group);
    for (const box of document.querySelectorAll(`#filter-groups input[data-group="${group}"]`)) {
      box.checked = chosen[group].has(box.value);
      const row = box.closest("li");
      row.querySelector(".count").textContent = number.format(counts[box.value]);
      row.classList.toggle("off", !box.checked || counts[box.value] === 0);
    }
  }
}

function howToRead() {
  const line = (sign, key) => make("li", {}, sign, make("span", {}, say(key)));
  return make("details", { class: "reading" }, make("summary", {}, say("how_to_read")),
    make("ul", {},
      line(stroke("cooperation"), "read_cooperation"), line(stroke("conflict"), "read_conflict"),
      line(stroke("structural"), "read_structure"), line(stroke("plain", "pending"), "read_pending"),
      line(stroke("plain", "refuted"), "read_denied")),
    make("p", {}, say("read_line")), make("p", {}, say("read_size")));
}
