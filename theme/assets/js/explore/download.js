/** The practices found, as a file: a table for spreadsheets, or JSON for programs. Made here, from what tools read too. */

import { pageUrl } from "../addresses.js";
import { el } from "../dom.js";
import { word } from "../words.js";

/** @typedef {import("../tools/practice_list.js").List} List */

const PLAIN = ["id", "title", "summary", "since", "until", "added"];
const BYTE_ORDER_MARK = "\ufeff"; // without it, spreadsheets take letters with accents for something else

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

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it, which makes it text; also where one that
 * parts cells by semicolons would begin it. */
export function cell(value) {
  const text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
  const safe = text.replace(/^(?=[=+\-@\t\r\n＝＋－＠])|(?<=[;\t\r\n])(?="*[=+\-@＝＋－＠])/g, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {Record<string, unknown>[]} rows */
function asCsv(rows) {
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

function asJson(rows) {
  const practices = rows.map(({ licence, ...row }) => row);
  return JSON.stringify({ title: document.title, address: location.href, licence: licence(), practices }, null, 2);
}

const FORMATS = { csv: { type: "text/csv", write: asCsv }, json: { type: "application/json", write: asJson } };

/** @param {number[]} numbers @param {keyof typeof FORMATS} format */
async function save(numbers, format) {
  const [{ loadList }, { saveFile }] = await Promise.all([import("../tools/practice_list.js"), import("../tools/save_file.js")]);
  const list = await loadList();
  const { type, write } = FORMATS[format];
  const rows = numbers.map((number) => rowOf(list, list.practices[number]));
  saveFile({ title: document.title, fallback: "practices", ending: format, type }, write(rows));
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
  const buttons = Object.keys(FORMATS).map((format) => el("button.explore-download", { type: "button",
    "aria-label": word("explore.download_as", { format: format.toUpperCase() }), onclick: () => onClick(format) }, format.toUpperCase()));
  const node = el("p.explore-downloads", {}, el("span", { "aria-hidden": "true" }, word("explore.download")), ...buttons, status);
  return { node, update: (count) => { node.hidden = !count; } };
}
