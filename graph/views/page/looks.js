// Shapes, colours and dashes, in one place for the drawing and the legend. Colours stand in style.css, for light and dark.

// Types of one shape differ in colours that colour-blind people can tell apart; types of like colour differ in shape.
const SHAPES = {
  "state": "square", "government": "diamond", "military": "hexagon", "armed-group": "triangle",
  "political-group": "triangleDown", "person": "dot", "igo": "star", "ngo": "star",
  "company": "diamond", "civilians": "dot", "media": "square", "place": "hexagon",
};

const DASHES = { cooperation: false, conflict: [9, 5], structural: [2, 5] };

// Outlines in a box of 20 by 20, as vis-network draws them.
const OUTLINES = {
  square: "M3 3H17V17H3Z", diamond: "M10 1L19 10L10 19L1 10Z", triangle: "M10 2L19 17H1Z", triangleDown: "M10 18L1 3H19Z",
  hexagon: "M5.5 2.2H14.5L19 10L14.5 17.8H5.5L1 10Z", dot: "M10 2A8 8 0 1 1 9.99 2Z",
  star: "M10 1L12.6 7.1L19.2 7.6L14.2 11.9L15.8 18.4L10 14.9L4.2 18.4L5.8 11.9L0.8 7.6L7.4 7.1Z",
};

const palette = new Map();

// The value of a property of style.css in the present theme; kept, since the drawing asks for it at each frame.
function colour(name) {
  if (!palette.has(name)) palette.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return palette.get(name);
}

function symbol(type) {
  return makeSvg("svg", { class: `symbol is-${type}`, viewBox: "0 0 20 20", "aria-hidden": "true" },
    makeSvg("path", { d: OUTLINES[SHAPES[type]] }));
}

// How a line of some polarity looks. "certainty" is "realised", "pending" or "refuted".
function stroke(polarity, certainty = "realised") {
  const line = makeSvg("svg", { class: `stroke is-${polarity} is-${certainty}`, viewBox: "0 0 34 12", "aria-hidden": "true" },
    makeSvg("path", { d: "M1 6H33", "stroke-dasharray": (DASHES[polarity] || []).join(" ") || null }));
  if (certainty === "pending") line.append(makeSvg("circle", { cx: 17, cy: 6, r: 3.4 }));
  if (certainty === "refuted") line.append(makeSvg("path", { d: "M17 1V11", class: "bar" }));
  return line;
}

// What the claims of a line amount to: something that is so, only prospects, or only denials.
function certaintyOf(some) {
  if (some.some((claim) => realised.has(claim.status))) return "realised";
  return some.every((claim) => refuted.has(claim.status)) ? "refuted" : "pending";
}

function typeStyles() {
  const border = colour("paper");
  const many = { background: colour("hover"), border: colour("muted") };
  const styles = Object.fromEntries(tables.types.map(([type]) => {
    const background = colour(`type-${type}`);
    const chosen = { background, border: colour("ink") };
    return [type, { shape: SHAPES[type], color: { background, border, highlight: chosen, hover: chosen } }];
  }));
  const chosen = { ...many, border: colour("ink") };
  styles.many = { shape: "dot", shapeProperties: { borderDashes: [4, 3] }, color: { ...many, highlight: chosen, hover: chosen } };
  return styles;
}

// The sign of a group, as the drawing has it.
function groupSign() {
  return makeSvg("svg", { class: "symbol is-many", viewBox: "0 0 20 20", "aria-hidden": "true" }, makeSvg("circle", { cx: 10, cy: 10, r: 8 }));
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  palette.clear();
  const button = document.getElementById("theme");
  button.textContent = say(theme === "dark" ? "to_light" : "to_dark");
}

function startTheme(onChange) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  setTheme(system.matches ? "dark" : "light");
  system.addEventListener("change", () => { setTheme(system.matches ? "dark" : "light"); onChange(); });
  let onScreen = null;
  addEventListener("beforeprint", () => { onScreen = document.documentElement.dataset.theme; setTheme("light"); onChange(); });
  addEventListener("afterprint", () => { setTheme(onScreen); onChange(); });
  document.getElementById("theme").addEventListener("click", () => {
    setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    onChange();
  });
}
