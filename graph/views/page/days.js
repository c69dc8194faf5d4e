// Days as numbers since 1970, spans of days, and the bars of a histogram over them.

function dayNumber(year, month = 1, day = 1) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / 864e5);
}

// First and last day that a day, month, year, or span of days of ISO 8601 allows.
function daysOf(iso) {
  if (iso.includes("/")) {
    const [first, last] = iso.split("/");
    return [daysOf(first)[0], daysOf(last)[1]];
  }
  const [year, month, day] = iso.split("-").map(Number);
  if (day) return [dayNumber(year, month, day), dayNumber(year, month, day)];
  if (month) return [dayNumber(year, month), dayNumber(year, month + 1) - 1];
  return [dayNumber(year), dayNumber(year + 1) - 1];
}

function isoOf(day) {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}

const BAR_UNITS = [
  { next: (day) => day + 1, start: (day) => day },
  { next: (day) => day + 7, start: (day) => day - ((day + 3) % 7 + 7) % 7 },
  { next: (day) => nextMonth(day, 1), start: (day) => nextMonth(day, 0) },
  { next: (day) => nextMonth(day, 3), start: (day) => quarterStart(day) },
  { next: (day) => nextYear(day, 1), start: (day) => nextYear(day, 0) },
  { next: (day) => nextYear(day, 10), start: (day) => nextYear(day, 0) },
];

function nextMonth(day, months) {
  const date = new Date(day * 864e5);
  return dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1 + months);
}

function quarterStart(day) {
  const date = new Date(day * 864e5);
  return dayNumber(date.getUTCFullYear(), date.getUTCMonth() - date.getUTCMonth() % 3 + 1);
}

function nextYear(day, years) {
  return dayNumber(new Date(day * 864e5).getUTCFullYear() + years);
}

// First days of the bars that cover first to last, and the day after: of the finest unit that needs no more than `most`.
function barsOf(first, last, most) {
  for (const unit of BAR_UNITS) {
    const starts = [unit.start(first)];
    while (starts.at(-1) <= last && starts.length <= most + 1) starts.push(unit.next(starts.at(-1)));
    if (starts.length <= most + 1) return starts;
  }
  return [first, last + 1];
}

// The bar that a day falls in.
function barAt(bars, day) {
  let low = 0;
  let high = bars.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (bars[middle] <= day) low = middle; else high = middle - 1;
  }
  return low;
}
