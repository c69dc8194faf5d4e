// Columns of a table as the page carries them, back as their values: what graph/views/columns.py packs.

const DIGITS = Array.from({ length: 0x7f - 0x23 }, (_, at) => String.fromCharCode(0x23 + at)).filter((digit) => !"\\<>&".includes(digit));
const VALUE = new Uint8Array(128);
DIGITS.forEach((digit, value) => { VALUE[digit.charCodeAt(0)] = value; });

function unpack(column) {
  if (Array.isArray(column)) return column;
  if (column.words) return unpack(column.at).map((at) => column.words[at]);
  const { digits, width, steps } = column;
  const values = new Array(digits.length / width);
  let last = 0;
  for (let row = 0; row < values.length; row += 1) {
    let number = 0;
    for (let at = row * width; at < (row + 1) * width; at += 1) number = number * DIGITS.length + VALUE[digits.charCodeAt(at)];
    if (steps) { last += number % 2 ? -(number + 1) / 2 : number / 2; number = last; }
    values[row] = number;
  }
  return values;
}

// Rows as objects that know their place.
function toObjects(table) {
  const columns = Object.entries(table).map(([name, column]) => [name, unpack(column)]);
  const count = columns[0][1].length;
  return Array.from({ length: count }, (_, index) => {
    const entry = { index };
    for (const [name, values] of columns) entry[name] = values[index];
    return entry;
  });
}
