// The only way in which the page makes elements: text goes in as text, attributes by name, nothing is parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
  return node;
}

function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function makeSvg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

// A name of whatever script, so that its direction can't turn the words around it.
function nameOf(actor) {
  return make("bdi", {}, actor.name);
}

// A link out of the page; only to http and https, else the text alone.
function outward(url, text) {
  let target = null;
  try { target = url ? new URL(url) : null; } catch { target = null; }
  if (!target || !["http:", "https:"].includes(target.protocol)) return make("bdi", {}, text);
  const hint = `${target.hostname} (${say("opens_new")})`;
  return make("a", { href: target.href, target: "_blank", rel: "noopener noreferrer nofollow", title: hint }, make("bdi", {}, text));
}

function replaceIn(node, ...children) {
  node.replaceChildren(...children.flat().filter(Boolean));
}

// The words of a text that stand at [start, end) pairs, marked; marks that overlap an earlier one are left out.
function marked(text, marks) {
  const pieces = [];
  let at = 0;
  for (const [span, tag, attributes] of marks.filter(([span]) => span).sort((a, b) => a[0][0] - b[0][0])) {
    if (span[0] < at || span[1] > text.length) continue;
    pieces.push(text.slice(at, span[0]), make(tag, attributes, text.slice(span[0], span[1])));
    at = span[1];
  }
  pieces.push(text.slice(at));
  return pieces.filter((piece) => piece !== "");
}
