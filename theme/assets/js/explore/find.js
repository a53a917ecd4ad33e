/** From a state to its results, and to the number each option would give. The index finds the words, columns tell the rest. */

import { sortOf } from "./state.js";

/**
 * @typedef {import("./state.js").Facet} Facet
 * @typedef {import("./state.js").State} State
 * @typedef {{numbers: number[], nearly: Map<string, number[]>, marked: Set<string>, without: Map<string, number>}} Found
 * `numbers`: the practices found, in their order. `nearly`: by facet, those that only its choices keep out. `marked`: the
 * words to mark. `without`: how many there would be without a facet ("" is the query), where it was asked.
 */

/** What the first view can do without comes after it. */
const columns = () => import("./columns.js");
const termsOf = async (facet) => (await columns()).column(facet);

/** The last search: a choice or another order asks for the same words again. */
let last = {};

/** @returns {Promise<import("../fulltext.js").Answer>} the practices with the words of a query, the most fitting first */
function seek(query) {
  if (last.query !== query) last = { query, answer: practices(query).catch((error) => { last = {}; throw error; }) };
  return last.answer;
}

async function practices(query) {
  const { load, search } = await import("../fulltext.js");
  const [{ numbers, marked }, about] = await Promise.all([search(query), load()]);
  return { numbers: numbers.filter((number) => number < about.practices), marked };
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
  const { load } = await columns();
  const file = await load(sort);
  if (Array.isArray(file)) return file;
  return sort === "evidence" ? file.of.map((rank) => -rank) : file.of;
}

async function sorted(numbers, sort) {
  if (sort === "relevance") return numbers;
  if (sort === "newest") return numbers.sort((one, other) => one - other); // The numbers begin with the newest.
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
  const every = Array.from({ length: total }, (_, number) => number);
  const [sought, ...terms] = await Promise.all([query ? seek(query) : { numbers: every, marked: new Set() }, ...used.map(termsOf)]);
  const chosen = used.map((facet, place) => ({ facet, terms: terms[place], values: state.chosen.get(facet.id) }));
  const { numbers, nearly } = sieve(sought.numbers, chosen);
  const without = new Map([...nearly].map(([facet, more]) => [facet, numbers.length + more.length]));
  if (!numbers.length && query) without.set("", sieve(every, chosen).numbers.length);
  return { numbers: await sorted(numbers, sortOf(state)), nearly, marked: sought.marked, without };
}

/**
 * The counts of a facet apply the query and all other facets but not its own choices: "what if I chose this too".
 * @param {Found} found @param {Facet} facet
 * @returns {Promise<Record<string, number>>}
 */
export async function count(found, facet) {
  const terms = await termsOf(facet);
  const counts = {};
  for (const number of [...found.numbers, ...(found.nearly.get(facet.id) ?? [])]) {
    for (const id of terms[number]) counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}
