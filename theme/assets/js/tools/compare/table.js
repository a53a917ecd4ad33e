/**
 * Practices side by side: one column each, one row for everything that at least one of them tells. On a narrow screen the
 * style sheet stacks the cells of a row, each under its name; the roles say then what the elements no longer do.
 *
 * @typedef {import("../practice_pages.js").Practice} Practice
 * @typedef {{name: string, label: string, cells: (Node|null)[], long?: boolean}} Row
 */

import { collectButton } from "../../collect.js";
import { el } from "../../dom.js";
import { word } from "../../words.js";
import { copyOf } from "../practice_pages.js";

const FACTS = ["kind", "stage", "years", "lead", "partners", "reach", "resources", "evidence", "themes", "rights", "groups", "sdgs", "contact"];
const SECTIONS = ["problem", "action", "results", "obstacles", "did-not-work", "contradictions", "lessons", "preconditions", "adaptations", "reused-by"];

/** What a cell says, whichever source it cites and however it is spaced. */
function saying(cell) {
  const copy = cell.cloneNode(true);
  for (const cite of copy.querySelectorAll(".cite")) cite.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** @returns {Row} */
function rowOf(name, practices) {
  const parts = practices.map(({ parts }) => parts.get(name));
  return { name, label: parts.find(Boolean)?.label ?? "", cells: parts.map((part) => (part ? copyOf(part.content) : null)) };
}

function sourcesRow(practices) {
  const link = ({ url, sources }) => el("a", { href: `${url}#sources` }, word("compare.sources", { count: sources.length }));
  const label = practices.find(({ parts }) => parts.has("sources"))?.parts.get("sources").label ?? "";
  return { name: "sources", label, cells: practices.map((one) => (one.sources.length ? link(one) : null)) };
}

/** @returns {Row[]} without those that would be empty */
function rowsOf(practices) {
  return [
    { name: "summary", label: word("compare.summary"), long: true, cells: practices.map(({ summary }) => copyOf(summary)) },
    ...FACTS.map((name) => rowOf(name, practices)),
    ...SECTIONS.map((name) => ({ ...rowOf(name, practices), long: true })),
    sourcesRow(practices),
  ].filter(({ cells }) => cells.some(Boolean));
}

/** Marks the terms that every practice has. @returns {number} how many there are */
function markSharedTerms({ cells }) {
  const terms = cells.map((cell) => [...cell.querySelectorAll(".chips li")]);
  const said = terms.map((items) => new Set(items.map(saying)));
  const isShared = (item) => said.every((words) => words.has(saying(item)));
  for (const item of terms.flat()) {
    if (!isShared(item)) continue;
    item.classList.add("is-shared");
    item.firstElementChild.append(el("span.hidden", {}, ` (${word("compare.in_all")})`));
  }
  return terms[0].filter((item) => item.classList.contains("is-shared")).length;
}

/** What the practices have in common in a row, in words; empty if nothing. */
function common(row) {
  if (row.long || row.name === "sources" || row.cells.length < 2 || !row.cells.every(Boolean)) return "";
  if (new Set(row.cells.map(saying)).size === 1) return word("compare.same");
  const count = row.cells.every((cell) => cell.querySelector(".chips")) ? markSharedTerms(row) : 0;
  return count ? word("compare.shared", { count }) : "";
}

/** What to call a column in short: its place, or its title where two are from one place. */
function shortNames(practices) {
  const places = practices.map(({ place }) => place);
  return practices.map(({ place, name }) => (places.filter((one) => one === place).length > 1 || !place ? name : place));
}

function createRow(row, names) {
  const shared = common(row);
  const cells = row.cells.map((cell, place) => el("td", { role: "cell" },
    el("p.compare-name", { "aria-hidden": "true" }, names[place]),
    el("div.compare-content", {}, cell ?? el("span.compare-nothing", {}, word("compare.nothing")))));
  const kind = [row.long && "long", shared && "shared"].filter(Boolean).map((one) => `.is-${one}`).join("");
  return el(`tr${kind}`, { role: "row", "data-row": row.name },
    el("th", { role: "rowheader", scope: "row" }, row.label, shared ? el("span.compare-common", {}, shared) : null), ...cells);
}

const titleLink = ({ url, title }) => el("a.compare-title", { href: url }, copyOf(title));

function createHead(practices) {
  return el("thead", { role: "rowgroup" }, el("tr", { role: "row" },
    el("th.compare-corner", { role: "columnheader", scope: "col" }, el("span.hidden", {}, word("compare.what"))),
    ...practices.map((one) => el("th", { role: "columnheader", scope: "col" },
      el("span.compare-where", {}, copyOf(one.where)), titleLink(one)))));
}

/** On a narrow screen this row is the list of what is compared; elsewhere the head of the table says it. */
function createChoice(practices, onRemove) {
  const cell = (one) => el("td", { role: "cell" },
    el("p.compare-chosen", {}, el("span.compare-where", {}, copyOf(one.where)), titleLink(one)),
    el("div.compare-tools", {}, collectButton(one.id, one.name),
      el("button.action.compare-remove", { type: "button", onclick: () => onRemove(one.id), "aria-label": word("compare.remove_one", { title: one.name }) },
        word("compare.remove"))));
  return el("tr.compare-choice", { role: "row" },
    el("th", { role: "rowheader", scope: "row" }, el("span.hidden", {}, word("compare.choice"))), ...practices.map(cell));
}

/**
 * @param {Practice[]} practices
 * @param {(id: string) => void} onRemove
 */
export function createTable(practices, onRemove) {
  const names = shortNames(practices);
  return el(`table.compare-table.of-${practices.length}`, { role: "table" },
    el("caption", {}, el("span.hidden", {}, word("compare.count", { count: practices.length }))),
    createHead(practices),
    el("tbody", { role: "rowgroup" }, createChoice(practices, onRemove), ...rowsOf(practices).map((row) => createRow(row, names))));
}
