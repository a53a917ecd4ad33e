/** The result as a table, sorted by its headings as by the list of orders above it. */

import { collectButton } from "../collect.js";
import { el } from "../dom.js";
import { word } from "../words.js";
import { idOf, linkTo } from "./cards.js";
import { sortOf } from "./state.js";

/** @typedef {import("../fulltext.js").PageData} PageData */

const DIRECTIONS = { title: "ascending", place: "ascending", evidence: "descending" };
const COLUMNS = ["title", "place", "theme", "since", "evidence"];

/** @param {PageData} page */
function createRow(page) {
  const { title, place, country, theme, since, evidence } = page.meta;
  const cells = [[place, country].filter(Boolean).join(" · "), theme, since, evidence];
  return el("tr", {}, el("th", { scope: "row" }, linkTo(page)), ...cells.map((cell) => el("td", {}, cell ?? "")),
    el("td", {}, collectButton(idOf(page), title)));
}

function createHeading(name, sort, onSort) {
  const label = word(`explore.columns.${name}`);
  if (!DIRECTIONS[name]) return el("th", { scope: "col" }, label);
  return el("th", { scope: "col", "aria-sort": sort === name ? DIRECTIONS[name] : "none" },
    el("button.explore-order", { type: "button", "data-sort": name, onclick: () => onSort(name) }, label));
}

/**
 * @param {PageData[]} pages @param {import("./state.js").State} state @param {(sort: string) => void} onSort
 */
export function createTable(pages, state, onSort) {
  const headings = COLUMNS.map((name) => createHeading(name, sortOf(state), onSort));
  return el("div.scroll.explore-table", { role: "region", tabindex: 0, "aria-label": word("explore.table") },
    el("table", {}, el("thead", {}, el("tr", {}, ...headings, el("td"))),
      el("tbody", {}, ...pages.map(createRow))));
}
