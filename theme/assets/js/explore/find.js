/** From a state to its results, and to the number each option would give. Pagefind finds the words, columns tell the rest. */

import { search } from "../pagefind.js";
import { column, load } from "./columns.js";
import { sortOf } from "./state.js";

/**
 * @typedef {import("./state.js").Facet} Facet
 * @typedef {import("./state.js").State} State
 * @typedef {import("../pagefind.js").Result} Result
 * @typedef {{numbers: number[], nearly: Map<string, number[]>, behind: Map<number, Result>, without: Map<string, number>}} Found
 * `numbers`: the practices found, in their order. `nearly`: by facet, those that only its choices keep out. `behind`: the
 * results of a search for words. `without`: how many there would be without a facet ("" is the query), where it was asked.
 */

/** The name of a practice in the index ends in its number; that of another page never does. See site/numbering.py. */
const NUMBERED = /\.(\d+)$/;
const SHORT = 2;

/** The last search: a choice or another order asks for the same words again. */
let last = {};

/** @returns {Promise<Map<number, Result>>} the practices with the words of a query, the most fitting first; all without words */
export function seek(query) {
  if (last.query !== query) last = { query, answer: byNumber(query).catch((error) => { last = {}; throw error; }) };
  return last.answer;
}

async function byNumber(query) {
  const { results } = await searchFor(query);
  const numbered = results.map((result) => [NUMBERED.exec(result.id)?.[1], result]);
  return new Map(numbered.filter(([number]) => number).map(([number, result]) => [Number(number), result]));
}

/** A word of one or two letters means itself ("ID", "UN"), unless there is no such word: then it is the beginning of one. */
async function searchFor(query) {
  if (query && [...query].length <= SHORT) {
    const whole = await search(`"${query}"`);
    if (whole.results.length) return whole;
  }
  return search(query);
}

/** Several values of one facet widen the search, several facets narrow it. */
function sieve(all, chosen) {
  const numbers = [];
  const nearly = new Map(chosen.map(({ facet }) => [facet.id, []]));
  for (const number of all) {
    const against = chosen.filter(({ terms, values }) => !terms[number].some((id) => values.has(id)));
    if (!against.length) numbers.push(number);
    else if (against.length === 1) nearly.get(against[0].facet.id).push(number);
  }
  return { numbers, nearly };
}

/** What to sort by, for each practice. */
async function ranks(sort) {
  const file = await load(sort);
  if (Array.isArray(file)) return file;
  return sort === "evidence" ? file.of.map((rank) => -rank) : file.of;
}

async function sorted(numbers, sort) {
  if (sort === "relevance") return numbers;
  const rank = await ranks(sort);
  return numbers.sort((one, other) => rank[one] - rank[other] || one - other);
}

/**
 * @param {State} state @param {Facet[]} facets @param {number} total how many practices there are
 * @returns {Promise<Found>}
 */
export async function find(state, facets, total) {
  const query = state.query.trim();
  const used = facets.filter(({ id }) => state.chosen.get(id).size);
  const [behind, ...terms] = await Promise.all([query ? seek(query) : new Map(), ...used.map(column)]);
  const every = Array.from({ length: total }, (_, number) => number);
  const chosen = used.map((facet, place) => ({ facet, terms: terms[place], values: state.chosen.get(facet.id) }));
  const { numbers, nearly } = sieve(query ? behind.keys() : every, chosen);
  const without = new Map([...nearly].map(([facet, more]) => [facet, numbers.length + more.length]));
  if (!numbers.length && query) without.set("", sieve(every, chosen).numbers.length);
  return { numbers: await sorted(numbers, sortOf(state)), nearly, behind, without };
}

/**
 * The counts of a facet apply the query and all other facets but not its own choices: "what if I chose this too".
 * @param {Found} found @param {Facet} facet
 * @returns {Promise<Record<string, number>>}
 */
export async function count(found, facet) {
  const terms = await column(facet);
  const counts = {};
  for (const number of [...found.numbers, ...(found.nearly.get(facet.id) ?? [])]) {
    for (const id of terms[number]) counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}
