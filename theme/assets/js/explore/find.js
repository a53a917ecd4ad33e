/** From a state to its results and to the number each option would give. */

import { search } from "../pagefind.js";
import { SORTS, sortOf } from "./state.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("../pagefind.js").Answer} Answer
 * @typedef {{results: import("../pagefind.js").Result[], counts: Record<string, Record<string, number>>, without: Map<string, number>}} Found
 * `counts`: by facet and option. `without`: how many results there would be without a facet ("" is the query), where it was asked.
 */

/** Several values of one facet widen the search, several facets narrow it. */
function filtersOf(state, except) {
  const filters = { type: "practice" };
  for (const [facet, values] of state.chosen) {
    if (values.size && facet !== except) filters[facet] = { any: [...values] };
  }
  return filters;
}

/** How many there would be without the query; worth a search only when nothing was found. */
async function withoutQuery(state) {
  return (await search("", { filters: filtersOf(state) })).results.length;
}

/**
 * The counts of a facet apply the query and all other facets but not its own choices: they answer "what if I chose this
 * too". Pagefind counts with all filters applied, so each facet with choices needs one more search, without them.
 * @param {State} state
 * @returns {Promise<Found>}
 */
export async function find(state) {
  const used = [...state.chosen].filter(([, values]) => values.size).map(([facet]) => facet);
  const [main, ...others] = await Promise.all([
    search(state.query, { filters: filtersOf(state), sort: SORTS[sortOf(state)] ?? {} }),
    ...used.map((facet) => search(state.query, { filters: filtersOf(state, facet) })),
  ]);
  const counts = { ...main.filters };
  const without = new Map();
  used.forEach((facet, index) => {
    counts[facet] = others[index].filters[facet];
    without.set(facet, others[index].results.length);
  });
  if (!main.results.length && state.query.trim()) without.set("", await withoutQuery(state));
  return { results: main.results, counts, without };
}
