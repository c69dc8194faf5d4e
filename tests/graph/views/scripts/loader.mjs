// The page's computing modules, joined into one scope as the page joins them, and what a test asks for of it.

import { readFileSync } from "node:fs";

const PAGE = new URL("../../../../graph/views/page/", import.meta.url);
const MODULES = ["columns", "days", "choice", "scene", "walks", "arrange", "address", "sheets"];

export function load(...names) {
  const source = MODULES.map((name) => readFileSync(new URL(`${name}.js`, PAGE), "utf-8")).join("\n");
  return new Function(`"use strict"; ${source}\nreturn { ${names.join(", ")} };`)();
}

// Numbers of [0, 1), the same each time.
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
