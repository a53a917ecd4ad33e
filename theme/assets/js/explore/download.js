/** The practices found, as a file: a table for spreadsheets, or JSON for programs. Made here, from what tools read too. */

import { pageUrl } from "../addresses.js";
import { el } from "../dom.js";
import { word } from "../words.js";

/** @typedef {import("../tools/practice_list.js").List} List */

const PLAIN = ["id", "title", "summary", "since", "until", "added"];

/** The terms, as the page names them. */
function licence() {
  const { title, href } = document.querySelector('link[rel="license"]');
  return `${title}, ${href}`;
}

/** What the file says of a practice: terms by the names that readers know. @param {List} list */
function rowOf({ facets, labels }, practice) {
  const plain = PLAIN.map((field) => [field, practice[field] ?? null]);
  const terms = Object.keys(facets).map((facet) => [facet, practice[facet].map((id) => labels[facet][id])]);
  return Object.fromEntries([...plain, ...terms, ["address", pageUrl(`practices/${practice.id}/`)], ["licence", licence()]]);
}

/** @param {number[]} numbers @param {"csv"|"json"} format */
async function save(numbers, format) {
  const [{ loadList }, { saveFile }, { FORMATS }] = await Promise.all(
    [import("../tools/practice_list.js"), import("../tools/save_file.js"), import("./formats.js")]);
  const list = await loadList();
  const { type, write } = FORMATS[format];
  const rows = numbers.map((number) => rowOf(list, list.practices[number]));
  saveFile({ title: document.title, fallback: "practices", ending: format, type }, write(rows, licence()));
}

/** @param {() => number[]} numbersNow the practices of the present result */
export function createDownloads(numbersNow) {
  const status = el("span.copy-status", { role: "status" });
  async function onClick(format) {
    status.textContent = "";
    try {
      await save(numbersNow(), format);
    } catch {
      status.textContent = word("explore.download_failed");
    }
  }
  const buttons = ["csv", "json"].map((format) => el("button.explore-download", { type: "button",
    "aria-label": word("explore.download_as", { format: format.toUpperCase() }), onclick: () => onClick(format) }, format.toUpperCase()));
  const node = el("p.explore-downloads", {}, el("span", { "aria-hidden": "true" }, word("explore.download")), ...buttons, status);
  return { node, update: (count) => { node.hidden = !count; } };
}
