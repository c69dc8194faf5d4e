// What is shown as files: the picture as PNG and SVG, the claims as CSV and GraphML.

function saveFile(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

const SAVERS = {
  png: () => savePng(),
  svg: () => saveFile("graph.svg", new Blob([pictureSvg()], { type: "image/svg+xml" })),
  csv: () => saveFile("claims.csv", new Blob(["\uFEFF", claimsCsv()], { type: "text/csv;charset=utf-8" })),
  graphml: () => saveFile("graph.graphml", new Blob([claimsGraphMl()], { type: "application/xml" })),
};

function savePng() {
  const drawn = document.querySelector("#picture canvas");
  const canvas = make("canvas", { width: drawn.width, height: drawn.height });
  const context = canvas.getContext("2d");
  context.fillStyle = colour("paper");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, 0, 0);
  canvas.toBlob((blob) => saveFile("graph.png", blob), "image/png");
}

function claimFields(claim) {
  const { article } = claim;
  return {
    id: claim.id, subject: actors[claim.subject].name, relation: claim.relation, object: actors[claim.object].name, status: claim.status,
    class: claim.class, date: claim.date, published: article.published, place: claim.place, speaker: claim.speakerLabel, confidence: claim.confidence,
    sources: claim.agreeing, sentence: claim.sentence, source: article.source, title: article.title, url: article.url,
    subject_id: actors[claim.subject].id, object_id: actors[claim.object].id,
  };
}

function claimsCsv() {
  const rows = sortedClaims(view.shown).map(claimFields);
  const columns = Object.keys(rows[0] || { id: "" });
  return toCsv(columns, rows.map((row) => columns.map((column) => row[column])));
}

function claimsGraphMl() {
  const ends = [...new Set(view.shown.flatMap((claim) => [claim.subject, claim.object]))].sort((a, b) => a - b);
  const nodes = ends.map((index) => {
    const { id, name, type, countries } = actors[index];
    return { id, label: name, type, countries: countries.join(" ") || null };
  });
  const edges = view.shown.map((claim) => {
    const { subject_id: source, object_id: target, subject: _subject, object: _object, ...fields } = claimFields(claim);
    return { ...fields, source, target, label: claim.relation, published_by: fields.source };
  });
  return toGraphMl(nodes, edges);
}

// The drawing as it stands in sight, in vectors; sizes are those on the screen.
function pictureSvg() {
  const { clientWidth: width, clientHeight: height } = document.getElementById("picture");
  const scale = network.getScale();
  const at = (symbolNumber) => network.canvasToDOM(network.getPosition(symbolNumber));
  const svg = makeSvg("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height },
    makeSvg("rect", { width, height, fill: colour("paper") }),
    edgeSet.get().map((edge) => svgLine(edge, scale)), nodeSet.get().map((node) => svgSymbol(node, at(node.id), scale)), labelled.map(svgLabel));
  return new XMLSerializer().serializeToString(svg);
}

function svgLine(edge, scale) {
  const drawn = network.body.edges[edge.id].edgeType;
  const [start, middle, end] = [0, 0.5, 1].map((part) => network.canvasToDOM(drawn.getPoint(part)));
  const bend = { x: 2 * middle.x - (start.x + end.x) / 2, y: 2 * middle.y - (start.y + end.y) / 2 };
  const spot = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return makeSvg("path", {
    d: `M${spot(start)}Q${spot(bend)} ${spot(end)}`, fill: "none", stroke: edge.color.color, "stroke-opacity": edge.color.opacity,
    "stroke-width": (edge.width * scale).toFixed(2), "stroke-dasharray": edge.dashes ? edge.dashes.map((dash) => (dash * scale).toFixed(1)).join(" ") : null,
  }, makeSvg("title", {}, `${nameOfSymbol(edge.from)} – ${nameOfSymbol(edge.to)}: ${say(scene.lines.get(edge.id).polarity)}, ${scene.lines.get(edge.id).claims.length}`));
}

function svgSymbol(node, { x, y }, scale) {
  const size = (node.size * scale) / 9;
  const shape = node.group === "many"
    ? makeSvg("circle", { r: 9, fill: colour("hover"), stroke: colour("muted"), "stroke-dasharray": "2 1.5", "stroke-width": 0.8 })
    : makeSvg("path", { d: OUTLINES[SHAPES[node.group]], transform: "translate(-10 -10)", fill: colour(`type-${node.group}`), "stroke-width": 0.6, stroke: colour("paper") });
  const count = node.group === "many" && makeSvg("text", { "text-anchor": "middle", y: 2, "font-size": 7, fill: colour("ink") }, String(scene.hidden.get(node.id).size));
  return makeSvg("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size.toFixed(3)})`, opacity: node.opacity }, makeSvg("title", {}, nameOfSymbol(node.id)), shape, count);
}

function svgLabel({ x, y, text, strong }) {
  return makeSvg("text", {
    x: x.toFixed(1), y: (y + 4).toFixed(1), "text-anchor": "middle", "font-family": "sans-serif", "font-size": strong ? 13.5 : 12, "font-weight": strong ? 600 : 400,
    fill: colour("ink"), stroke: colour("paper"), "stroke-width": 3, "paint-order": "stroke",
  }, text);
}
