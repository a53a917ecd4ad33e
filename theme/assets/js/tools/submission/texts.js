/**
 * Texts in the languages they have. The data file holds a text of the page's language as a string, another one with its
 * language; a run is a piece of a line in a document.
 *
 * @typedef {string | {text: string, lang: string, dir: string}} Text
 * @typedef {{text: string, lang?: string, dir?: string, strong?: boolean, em?: boolean, href?: string, cite?: number}} Run
 * `cite`: the number of a source; the text is then that number.
 */

import { el } from "../../dom.js";

const LISTS = new Intl.ListFormat(document.documentElement.lang || "en");

/** @param {Text} text @returns {string} */
export function plainOf(text) {
  return typeof text === "string" ? text : text.text;
}

/** @param {Text} text @param {Partial<Run>} marks @returns {Run} */
export function run(text, marks = {}) {
  return typeof text === "string" ? { text, ...marks } : { ...text, ...marks };
}

/** An element that says a text in its language. @param {string} description @param {Text} text */
export function said(description, text, attributes = {}) {
  const { text: words, lang, dir } = run(text);
  return el(description, { lang, dir, ...attributes }, words);
}

/** Runs for "a, b and c", as the language of the page lists things. @param {Run[]} runs @returns {Run[]} */
export function listed(runs) {
  const places = runs.map((_, place) => String(place));
  return LISTS.formatToParts(places).map(({ type, value }) => (type === "element" ? runs[Number(value)] : { text: value }));
}

/**
 * A sentence of the interface with runs where its words say `{name}`.
 * @param {string} sentence @param {Record<string, Run[]>} values @returns {Run[]}
 */
export function filled(sentence, values) {
  return sentence.split(/\{(\w+)\}/).flatMap((part, place) => (place % 2 ? values[part] ?? [] : part ? [{ text: part }] : []));
}

/** What a practice is called: its title may be in another language than the page. @param {{title: string, tongue: string}} entry @returns {Text} */
export function titleOf({ title, tongue }) {
  return tongue === document.documentElement.lang ? title : { text: title, lang: tongue, dir: "auto" };
}
