// What is shown as text in the forms of other tools: CSV and GraphML.

// One row a line, quoted where needed; what a spreadsheet would take for a formula is kept a text by an apostrophe.
function toCsv(columns, rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    const plain = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll("\"", "\"\"")}"` : plain;
  };
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function xmlText(value) {
  const allowed = String(value ?? "").replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&apos;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" };
  return allowed.replace(/[&<>"'\t\n\r]/g, (letter) => entities[letter]);
}

// Nodes and edges are { id, ... } and { id, source, target, ... }; every other field that is no null is an attribute.
function toGraphMl(nodes, edges) {
  const keys = new Map();
  const keyOf = (kind, name, value) => {
    const id = `${kind}.${name}`;
    if (!keys.has(id)) keys.set(id, `<key id="${id}" for="${kind}" attr.name="${name}" attr.type="${typeof value === "number" ? "double" : "string"}"/>`);
    return id;
  };
  const data = (kind, entry, but) => Object.entries(entry).filter(([name, value]) => !but.includes(name) && value !== null && value !== undefined)
    .map(([name, value]) => `<data key="${keyOf(kind, name, value)}">${xmlText(value)}</data>`).join("");
  const nodeLines = nodes.map((node) => `<node id="${xmlText(node.id)}">${data("node", node, ["id"])}</node>`);
  const edgeLines = edges.map((edge) => `<edge id="${xmlText(edge.id)}" source="${xmlText(edge.source)}" target="${xmlText(edge.target)}">${data("edge", edge, ["id", "source", "target"])}</edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${[...keys.values()].join("\n")}\n`
    + `<graph edgedefault="directed">\n${[...nodeLines, ...edgeLines].join("\n")}\n</graph>\n</graphml>\n`;
}
