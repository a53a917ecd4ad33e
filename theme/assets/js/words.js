/**
 * The words of the interface. Every text a reader sees comes from the page's
 * `<script type="application/json" id="interface-words">`, so that a translation never touches code.
 */

const language = document.documentElement.lang || "en";
/** Made when first used: on a phone each takes longer than all else that a page has to do. */
let numbers;
let plurals;
let words;

/** Parsed on first use: a module may run before the element is parsed. */
function all() {
  words ??= JSON.parse(document.getElementById("interface-words")?.textContent || "{}");
  return words;
}

/**
 * The text at a dotted path, with `{name}` filled in. A text that depends on a number is a
 * mapping of plural categories, chosen by `values.count`. An absent word shows its path.
 * @param {string} path
 * @param {Record<string, string|number>} [values]
 * @returns {string}
 */
export function word(path, values = {}) {
  let text = path.split(".").reduce((branch, key) => branch?.[key], all()) ?? path;
  if (typeof text === "object") text = text[plural(values.count ?? 0)] ?? text.other ?? path;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? inWords(values[name]) : whole));
}

function plural(count) {
  plurals ??= new Intl.PluralRules(language);
  return plurals.select(count);
}

/** Western digits, as in the pages themselves; a small number has the same in every language. */
export function inWords(value) {
  if (typeof value !== "number" || (Number.isInteger(value) && value >= 0 && value < 1000)) return String(value);
  numbers ??= new Intl.NumberFormat(language, { numberingSystem: "latn" });
  return numbers.format(value);
}

/** "a, b and c" as the language writes it. */
export function inList(parts) {
  return new Intl.ListFormat(language).format(parts);
}

/** A text in the form in which two spellings of it are equal: without case or accents. */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
}
