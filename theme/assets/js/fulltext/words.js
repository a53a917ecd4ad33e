/** Words as search compares them; scripts/practicebook/fulltext/words.py does the same for the index. */

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640]*/gu;
const MARKS = /[\p{M}\u0640]/gu;

/** A word without accents and in small letters: "Éducation" and "education" are one. @param {string} word */
export const normal = (word) => word.toLowerCase().normalize("NFKD").replace(MARKS, "");

/** Every word of a text, with where it is. @param {string} text @returns {{word: string, start: number, end: number}[]} */
export function wordsOf(text) {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word: normal(word), start: index, end: index + word.length }));
}

/** How many letters must be changed, left out, put in or swapped; `most` + 1 stands for all that is more. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}
