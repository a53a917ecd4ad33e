/**
 * Full-text search: which pages have the words of a query, and what is told of them. The files are made by
 * scripts/practicebook/fulltext, which says what they hold; a query reads two or three small ones a word.
 */

import { root } from "./addresses.js";
import { fetchJson, once } from "./files.js";
import { passage } from "./fulltext/passage.js";
import { alike } from "./fulltext/query.js";
import { wordsOf } from "./fulltext/words.js";

/**
 * @typedef {{edition: string, numbering: string, documents: number, practices: number, letters: string, files: number[], common: number[]}} About
 * @typedef {{numbers: number[], marked: Set<string>}} Answer the pages found, the most fitting first; the practices come first in
 * their numbering. `marked`: the words of the index that the query meant.
 * @typedef {{url: string, kind: string, meta: Record<string, string>, passage: [string, boolean][]|null}} PageData
 */

const folder = new URL(`search/${document.documentElement.lang}/`, root);
/** A short beginning of a word may stand for very many: so many files are read for it, and no more. */
const MOST_FILES = 5;
/** Words of so many letters that very many pages have ("the", "of") say nothing beside others. */
const SMALL = 3;

let memory = new Map();

/** Gets ready for the first search. @returns {Promise<About>} */
export function load() {
  return once(memory, "index", () => fetchJson(new URL("index.json", folder).href, "no-cache"));
}

/** An edition that is gone means that the site was published anew: the next attempt begins with what there is now. */
async function file(name, address = ({ edition }) => `${edition}/${name}.json`) {
  const about = await load();
  try {
    return await once(memory, name, () => fetchJson(new URL(address(about), folder).href));
  } catch (error) {
    memory = new Map();
    throw error;
  }
}

/** What is told of a page stays at its address while its number does; with the edition behind it, it is never an old one. */
const page = (number) => file(`page-${number}`, ({ edition, numbering }) => `${numbering}/page-${number}.json?${edition}`);

/** The words that begin with the same letter. */
async function lexicon(word) {
  const { letters } = await load();
  const place = [...letters].indexOf(String.fromCodePoint(word.codePointAt(0)));
  return place < 0 ? {} : file(`words-${place}`);
}

/** The words of a query; those within quotation marks mean just themselves. */
function parse(query) {
  return query.split(/["“”«»„]/).flatMap((part, place) => wordsOf(part).map(({ word }) => ({ word, isWhole: place % 2 === 1 })));
}

/** What each word means, without the small words where others are left. */
async function meant(query) {
  const { common } = await load();
  const parsed = parse(query);
  const found = await Promise.all(parsed.map(async ({ word, isWhole }) => ({ word, stems: alike(word, await lexicon(word), isWhole) })));
  const isSmall = ({ word, stems }) => word.length <= SMALL && [...stems].some(([stem, nearness]) => nearness === 1 && common.includes(stem));
  const telling = found.filter((one) => !isSmall(one));
  return telling.length ? telling : found;
}

/** The stems in the order of their nearness, by the files that hold them. */
function byFile(stems, { files }) {
  const parts = new Map();
  for (const [stem, nearness] of [...stems].sort((one, other) => other[1] - one[1] || one[0] - other[0])) {
    const part = files.findLastIndex((first) => first <= stem);
    if (!parts.has(part) && parts.size === MOST_FILES) continue;
    if (!parts.has(part)) parts.set(part, []);
    parts.get(part).push([stem - files[part], nearness]);
  }
  return parts;
}

/** The pages with a word, each with how much it tells of it. */
async function scores({ stems }, marked) {
  const about = await load();
  const best = new Map();
  await Promise.all([...byFile(stems, about)].map(async ([part, wanted]) => {
    const entries = await file(`stems-${part}`);
    for (const [place, nearness] of wanted) {
      const [words, ...levels] = entries[place];
      words.forEach((word) => marked.add(word));
      const count = levels.reduce((sum, { length }) => sum + length - 1, 0);
      const rarity = Math.log(1 + (about.documents - count + 0.5) / (count + 0.5));
      for (const [level, ...steps] of levels) {
        let number = 0;
        for (const step of steps) {
          number += step;
          best.set(number, Math.max(best.get(number) ?? 0, nearness * rarity * level));
        }
      }
    }
  }));
  return best;
}

/** @param {string} query @returns {Promise<Answer>} the pages that have all its words */
export async function search(query) {
  const marked = new Set();
  const [first, ...others] = await Promise.all((await meant(query)).map((one) => scores(one, marked)));
  const total = new Map();
  for (const [number, score] of first ?? []) {
    if (others.every((one) => one.has(number))) total.set(number, others.reduce((sum, one) => sum + one.get(number), score));
  }
  const numbers = [...total].sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([number]) => number);
  return { numbers, marked };
}

/** What is told of pages; one that does not arrive is left out. @param {number[]} numbers @param {Set<string>} marked @returns {Promise<{id: number, page: PageData}[]>} */
export async function told(numbers, marked) {
  const settled = await Promise.allSettled(numbers.map(page));
  const whole = numbers.flatMap((id, place) => (settled[place].value ? [{ id, page: describe(settled[place].value, marked) }] : []));
  if (numbers.length && !whole.length) throw new Error("No result could be loaded");
  return whole;
}

function describe({ address, kind, meta, text }, marked) {
  const url = new URL(`${document.documentElement.lang}/${address}`, root).pathname;
  return { url, kind, meta, passage: passage(`${meta.summary}\n${text}`, marked) };
}
