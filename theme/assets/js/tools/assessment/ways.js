/** Where to go on: for each criterion that is not yet met, what helps; practices in the order in which they fit the city. */

import { pageUrl } from "../../addresses.js";
import { el, hidden } from "../../dom.js";
import { inList, word } from "../../words.js";
import { pointsOf, ranked } from "../like_mine/fit.js";
import { whereIs } from "../practice_list.js";
import { answerTo } from "./answers.js";
import { said } from "../submission/texts.js";
import { nameOf, symbol } from "./symbol.js";

const WEAK = ["not-yet", "started"];
const FIRST = 3; // practices: the rest is one step further, on the page of the criterion

/** Those that match in most points first; then the others, the best supported first. @returns {{practice: object, held: string[]}[]} */
function inOrder(list, ids, city) {
  const practices = ids.map((id) => list.practices.find((one) => one.id === id)).filter(Boolean);
  const state = { ...city, powers: new Set(), theme: "" };
  const some = { ...list, practices };
  const known = { ...some, practices: list.practices }; // facts of the place follow from all its practices
  const points = pointsOf(known, state);
  const fits = ranked(some, state, points);
  const rest = practices.filter((one) => !fits.some(({ practice }) => practice === one));
  return [...fits, ...rest.map((practice) => ({ practice, held: [] }))];
}

function createPractice(list, { practice, held }) {
  const tongue = practice.tongue === document.documentElement.lang ? {} : { lang: practice.tongue, dir: "auto" };
  return el("li", {}, el("a", { href: pageUrl(`practices/${practice.id}/`), ...tongue }, practice.title), " ",
    el("span.assessment-where", {}, whereIs(list, practice)),
    held.length ? el("span.assessment-fit", {}, " ", inList(held.map((name) => word(`like_mine.points.${name}`)))) : null);
}

function createLinks(name, texts, ids, address) {
  if (!ids.length) return null;
  return el("div", {}, el("h4", {}, word(`assessment.${name}`)),
    el("ul", {}, ...ids.map((id) => el("li", {}, said("a", texts[id], { href: pageUrl(address(id)) })))));
}

function createPractices(list, { id, number, practices }, city) {
  if (!practices.length) {
    return el("p", {}, word("assessment.no_practice"), " ", el("a", { href: pageUrl("contribute/") }, word("assessment.tell"), hidden(` (${number})`)));
  }
  const found = inOrder(list, practices, city);
  const more = found.length > FIRST;
  return el("div", {}, el("h4", {}, word("assessment.practices")), el("ul", {}, ...found.slice(0, FIRST).map((one) => createPractice(list, one))),
    more ? el("p", {}, el("a", { href: pageUrl(`criteria/${id}/`) }, word("assessment.all_practices", { count: found.length }), hidden(` (${number})`))) : null);
}

function createWay(book, criterion, state, city) {
  return el("li.assessment-way", {}, el("h3", {}, `${criterion.number}. `, said("span", criterion.label)),
    el("p.assessment-standing", {}, symbol(state), ` ${word(nameOf(state))}`),
    createPractices(book.list, criterion, city),
    createLinks("declarations", book.declarations, criterion.declarations, (id) => `declarations/${id}/`),
    createLinks("training", book.training, criterion.training, (id) => `training/#${id}`));
}

/** @param {import("./book.js").Book} book */
export function createWays(book) {
  const about = el("p.assessment-hint");
  const list = el("ol.assessment-ways-list");
  const node = el("section.assessment-ways", { "aria-labelledby": "ways" }, el("h2", { id: "ways" }, word("assessment.ways")), about, list);
  let shown = "";

  return { node, /** @param {import("./answers.js").Assessment} assessment */ update(assessment) {
    const states = new Map(book.criteria.map((one) => [one, answerTo(assessment, one.id).state]));
    const weak = book.criteria.filter((one) => WEAK.includes(states.get(one)));
    const key = JSON.stringify([assessment.city, weak.map((one) => [one.id, states.get(one)])]);
    if (key === shown) return;
    shown = key;
    about.textContent = word(weak.length ? "assessment.ways_hint" : "assessment.ways_none");
    list.replaceChildren(...weak.map((one) => createWay(book, one, states.get(one), assessment.city)));
  } };
}
