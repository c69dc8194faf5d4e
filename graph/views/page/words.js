// The page's words, numbers and days, as people of its language write them.

const locale = { en: "en-GB" }[tables.lang] || tables.lang; // days before months
const plural = new Intl.PluralRules(locale);
const number = new Intl.NumberFormat(locale);
const regions = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
const dayFormats = [{ year: "numeric" }, { year: "numeric", month: "short" }, { year: "numeric", month: "short", day: "numeric" }]
  .map((style) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...style }));

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
  const [year, month = 1, day = 1] = iso.split("-").map(Number);
  return dayFormats[iso.split("-").length - 1].format(new Date(dayNumber(year, month, day) * 864e5));
}

function sayDay(day) {
  return sayDate(isoOf(day));
}

function sayCountry(code) {
  return /^[A-Z]{2}$/.test(code) ? regions.of(code) : code;
}

// Letters without accents and case, so that "traore" finds "Traoré".
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘`]/g, "'").toLowerCase().replace(/\s+/g, " ").trim();
}
