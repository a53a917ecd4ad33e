/** From a word that somebody typed to words of the index: itself, longer ones, and where there are none, similar ones. */

import { distance } from "./words.js";

/** How near a word of the index is to the word typed. */
const SAME = 1;
const LONGER = 0.5;
const SIMILAR = 0.4;

const SHORT = 2;
/** How many letters may be wrong in a word of so many letters. */
const slips = ({ length }) => (length >= 8 ? 2 : length >= 4 ? 1 : 0);
/** The share of a word that has to be right from its beginning, when only its ending may be wrong. */
const KERNEL = 0.6;

/**
 * @param {string} word in its normal form @param {Record<string, number|number[]>} lexicon words that begin as it does, with their stems
 * @param {boolean} isWhole it means itself and its forms only
 * @returns {Map<number, number>} stems with their nearness
 */
export function alike(word, lexicon, isWhole) {
  const found = new Map();
  const add = (key, nearness) => {
    for (const stem of [lexicon[key]].flat()) found.set(stem, Math.max(nearness, found.get(stem) ?? 0));
  };
  const isKnown = Object.hasOwn(lexicon, word);
  if (isKnown) add(word, SAME);
  if (!isWhole && !(isKnown && word.length <= SHORT)) longer(word, lexicon).forEach((key) => add(key, LONGER));
  if (!found.size && !isWhole) similar(word, lexicon).forEach((key) => add(key, SIMILAR));
  return found;
}

const longer = (word, lexicon) => Object.keys(lexicon).filter((key) => key !== word && key.startsWith(word));

/** A slip of the fingers, or another ending. */
function similar(word, lexicon) {
  const most = slips(word);
  if (!most) return [];
  const apart = Object.keys(lexicon).map((key) => [key, distance(word, key, most)]);
  const least = Math.min(...apart.map(([, letters]) => letters));
  if (least <= most) return apart.filter(([, letters]) => letters === least).map(([key]) => key);
  return otherEndings(word, lexicon);
}

function otherEndings(word, lexicon) {
  for (let { length } = word; length >= Math.max(4, word.length * KERNEL); length--) {
    const found = longer(word.slice(0, length), lexicon);
    if (found.length) return found;
  }
  return [];
}
