/** The part of a text that has the words searched for. */

import { wordsOf } from "./words.js";

const LENGTH = 30;

/**
 * @param {string} text a part a line @param {Set<string>} marked words in their normal form
 * @returns {[string, boolean][]|null} pieces of the best passage, in order, and whether each is such a word; none without any
 */
export function passage(text, marked) {
  let best = { score: 0 };
  for (const line of text.split("\n")) {
    const one = bestOf(line, marked);
    if (one.score > best.score) best = one;
  }
  return best.score ? pieces(best) : null;
}

/** Where in a line the most different words stand close to each other. */
function bestOf(line, marked) {
  const words = wordsOf(line);
  const hits = words.flatMap(({ word }, place) => (marked.has(word) ? [place] : []));
  let best = { score: 0 };
  for (const first of hits) {
    const within = hits.filter((place) => place >= first && place < first + LENGTH);
    const score = new Set(within.map((place) => words[place].word)).size + within.length / 100;
    if (score > best.score) best = { score, line, words, first, last: within.at(-1), marked };
  }
  return best;
}

/** The passage begins some words before the first hit, so that it can be understood. */
function pieces({ line, words, first, last, marked }) {
  const from = Math.max(0, Math.min(first - Math.floor((LENGTH - (last - first)) / 3), words.length - LENGTH));
  const shown = words.slice(from, from + LENGTH);
  const parts = [];
  let at = from ? shown[0].start : 0;
  for (const { word, start, end } of shown) {
    if (!marked.has(word)) continue;
    parts.push([line.slice(at, start), false], [line.slice(start, end), true]);
    at = end;
  }
  const isWhole = from + LENGTH >= words.length;
  return [...(from ? [["… ", false]] : []), ...parts, [line.slice(at, isWhole ? undefined : shown.at(-1).end), false], ...(isWhole ? [] : [[" …", false]])];
}
