// All claims that the filters leave, as a table that can be sorted.

const ROWS_AT_ONCE = matchMedia("(max-width: 900px)").matches ? 30 : 100;
const COLUMNS = [
  ["date", dayOf, (claim) => (dayOf(claim) ? sayDate(dayOf(claim)) : "—")],
  ["subject", (claim) => folded(actors[claim.subject].name), (claim) => symbolButton(claim.subject)],
  ["relation", (claim) => reading(claim), (claim) => [stroke(claim.polarity, certaintyOfStatus(claim.status)), make("button", { type: "button", class: "name", on: { click: () => pick([claim.link.a, claim.link.b, claim.polarity], true) } }, reading(claim))]],
  ["object", (claim) => folded(actors[claim.object].name), (claim) => symbolButton(claim.object)],
  ["status", (claim) => statusLabel[claim.status], (claim) => statusPill(claim.status)],
  ["sentence", (claim) => claim.sentence, (claim) => quotation(claim)],
  ["speaker", (claim) => claim.speakerLabel || "", (claim) => claim.speakerLabel && make("bdi", {}, claim.speakerLabel)],
  ["source", (claim) => claim.article.source || "", (claim) => outward(claim.article.url, claim.article.source || say("unknown_source"))],
  ["confidence", (claim) => claim.confidence, (claim) => number.format(claim.confidence)],
  ["sources", (claim) => claim.agreeing, (claim) => number.format(claim.agreeing)],
];
let rowsShown = ROWS_AT_ONCE;

function sortedClaims(some) {
  const [, keyOf] = COLUMNS.find(([id]) => id === state.sort) || COLUMNS[0];
  const keys = new Map(some.map((claim) => [claim, keyOf(claim)]));
  const way = state.down ? -1 : 1;
  return [...some].sort((a, b) => way * compare([keys.get(a)], [keys.get(b)]) || a.index - b.index);
}

function headCell([id]) {
  const active = state.sort === id;
  return make("th", { scope: "col", "aria-sort": active ? (state.down ? "descending" : "ascending") : null },
    make("button", { type: "button", "data-sort": id, on: { click: () => sortBy(id) } }, say(`column_${id}`), make("span", { "aria-hidden": "true" }, active ? (state.down ? " ↓" : " ↑") : "")));
}

function sortBy(id) {
  change((next) => { next.down = next.sort === id ? !next.down : false; next.sort = id; });
  document.querySelector(`#table [data-sort="${id}"]`)?.focus();
}

function bodyRow(claim) {
  return make("tr", { "data-claim": claim.id }, COLUMNS.map(([id, , cell]) => make("td", { class: `of-${id}`, "data-label": say(`column_${id}`) }, cell(claim))));
}

function showTable() {
  const table = document.getElementById("table");
  table.hidden = state.view !== "table";
  if (table.hidden) { replaceIn(table); rowsShown = ROWS_AT_ONCE; return; }
  const sorted = sortedClaims(view.shown);
  const body = make("tbody", {}, sorted.slice(0, rowsShown).map(bodyRow));
  const more = make("button", { type: "button", class: "more" });
  const tell = () => { more.textContent = say("n_more_rows", { n: sorted.length - rowsShown }); more.hidden = rowsShown >= sorted.length; };
  more.addEventListener("click", () => {
    const added = sorted.slice(rowsShown, rowsShown + ROWS_AT_ONCE).map(bodyRow);
    body.append(...added);
    rowsShown += ROWS_AT_ONCE;
    tell();
    added[0].querySelector("button")?.focus();
  });
  tell();
  replaceIn(table, make("table", {}, make("caption", {}, say("n_claims", { n: sorted.length })), make("thead", {}, make("tr", {}, COLUMNS.map(headCell))), body), more);
}
