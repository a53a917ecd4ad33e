/**
 * What practices are listed under, by their numbers: the files made by scripts/practicebook/expand/finder.py. Each is
 * fetched once, when it is first needed. Browsers ask whether what they kept is still so, since results have these numbers.
 *
 * @typedef {import("./state.js").Facet} Facet
 * @typedef {{ids: string[], of: (number|number[])[]}} File
 * @typedef {string[][]} Column the terms of each practice, with those that lie above them
 */

import { pageUrl } from "../addresses.js";
import { fetchJson, once } from "../files.js";

const OF_PLACES = ["region", "country", "size"];
const files = new Map();
const columns = new Map();

/** @param {string} name */
export function load(name) {
  return once(files, name, () => fetchJson(pageUrl(`data/finder/${name}.json`), "no-cache"));
}

/** A term and all above it. @param {Facet} facet */
function lineOf({ options }, id) {
  const line = [];
  for (let option = options.get(id); option; option = options.get(option.parent)) line.push(option.id);
  return line;
}

/** @param {File} file @param {Facet} facet @returns {Column} */
function decode({ ids, of }, facet) {
  const lines = ids.map((id) => lineOf(facet, id));
  return of.map((terms) => (Array.isArray(terms) ? [...new Set(terms.flatMap((term) => lines[term]))] : lines[terms]));
}

async function make(facet) {
  if (!OF_PLACES.includes(facet.id)) return decode(await load(facet.id), facet);
  const { of, facets } = await load("place");
  const own = decode(facets[facet.id], facet);
  return of.map((place) => own[place]);
}

/** @param {Facet} facet @returns {Promise<Column>} */
export function column(facet) {
  return once(columns, facet.id, () => make(facet));
}
