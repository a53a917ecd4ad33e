/**
 * What the builder knows: the list of practices and, from data/mechanisms.json, whom one can write to and the law. The
 * docstring of scripts/practicebook/expand/mechanisms.py tells what that file holds.
 *
 * @typedef {import("./texts.js").Text} Text
 * @typedef {{text: Text, mark?: string, tells?: string[], sources?: number[]}} Fact
 * @typedef {{id: string, label: Text, page: string, what?: Text, local_use?: Text, facts?: Fact[], web?: string, sources?: number[]}} Entry
 * @typedef {{id: string, label: Text, about: Text, facts?: Fact[], steps?: Fact[], entries?: Entry[]}} Audience
 * @typedef {{label: Text, kind: string, treaty?: string, unverified?: boolean, entry?: Entry}} Body
 * @typedef {{label: Text, about?: Text, law?: [string, string[]][], watchers?: string[], status?: Text}} Right
 * @typedef {object} Book
 * @property {import("../practice_list.js").List} list
 * @property {Map<string, object>} entries short facts of each practice, its recommendations among them
 * @property {import("../../explore/state.js").Facet[]} facets what practices are chosen by
 * @property {Map<string, Audience>} audiences
 * @property {Map<string, Body>} bodies
 * @property {Map<string, Right>} rights
 * @property {object} data the rest of the file
 */

import { linkFacets } from "../../explore/state.js";
import { pageUrl } from "../../addresses.js";
import { word } from "../../words.js";
import { loadList } from "../practice_list.js";
import { plainOf } from "./texts.js";

const FACETS = ["right", "theme", "place", "recommendation"];

async function loadMechanisms() {
  const answer = await fetch(pageUrl("data/mechanisms.json"));
  if (!answer.ok) throw new Error(`${answer.status} for the list of mechanisms`);
  return answer.json();
}

/** A sub-theme is called `theme/part`. */
const parentOf = (id) => (id.includes("/") ? id.split("/")[0] : null);

function described(list, recommendations) {
  const labels = { ...list.labels, recommendation: Object.fromEntries(Object.entries(recommendations)
    .map(([id, { number, symbol, label }]) => [id, number ? `${number}. ${plainOf(label)}` : `${symbol} – ${plainOf(label)}`])) };
  const names = { ...list.facets, recommendation: word("submission.recommendation") };
  return FACETS.map((facet) => ({ id: facet, label: names[facet],
    options: Object.entries(labels[facet]).map(([id, label]) => ({ id, label, parent: parentOf(id) })) }));
}

function withRecommendations(list, recommendations) {
  const answers = (id) => Object.keys(recommendations).filter((one) => recommendations[one].practices.includes(id));
  return new Map(list.practices.map((entry) => [entry.id, { ...entry, recommendation: answers(entry.id) }]));
}

/** Loads both files. Fails when one does not come; a further call tries again. @returns {Promise<Book>} */
export async function loadBook() {
  const [list, data] = await Promise.all([loadList(), loadMechanisms()]);
  const recommendations = data.recommendations ?? {};
  return {
    list, data,
    entries: withRecommendations(list, recommendations),
    facets: linkFacets(described(list, recommendations)),
    audiences: new Map(data.audiences.map((one) => [one.id, one])),
    bodies: new Map(Object.entries(data.bodies)),
    rights: new Map(Object.entries(data.rights)),
  };
}

/** The rights that a treaty body or mandate deals with. @param {Book} book @param {string} body @returns {Set<string>} */
export function watchedBy(book, body) {
  return new Set([...book.rights].filter(([, { watchers = [] }]) => watchers.includes(body)).map(([id]) => id));
}

/** What the registers tell of an audience, with the body if one is chosen. @returns {Entry[]} */
export function entriesOf(book, { audience, body }) {
  const entry = book.bodies.get(body)?.entry;
  return entry ? [entry] : book.audiences.get(audience)?.entries ?? [];
}

/**
 * The practices that fit the filters, the best supported first; and how many each option would give.
 * @param {Book} book @param {import("./state.js").State} state @param {Set<string>} collected
 * @returns {{found: object[], counts: Record<string, Record<string, number>>}}
 */
export function matching(book, state, collected) {
  const watched = state.watched && state.body ? watchedBy(book, state.body) : null;
  const allowed = [...book.entries.values()].filter(({ id, right }) => (!state.collected || collected.has(id))
    && (!watched || right.some((one) => watched.has(one))));
  const fits = (entry, [facet, values]) => !values.size || entry[facet].some((id) => values.has(id));
  const without = (facet) => [...state.chosen].filter(([other]) => other !== facet);
  const counts = {};
  for (const { id: facet } of book.facets) {
    counts[facet] = {};
    for (const entry of allowed.filter((one) => without(facet).every((filter) => fits(one, filter)))) {
      for (const id of entry[facet]) counts[facet][id] = (counts[facet][id] ?? 0) + 1;
    }
  }
  const rank = new Map(book.data.evidence.map(({ id }, place) => [id, place]));
  const found = allowed.filter((entry) => [...state.chosen].every((filter) => fits(entry, filter)));
  const strength = ({ evidence }) => rank.get(evidence[0]) ?? 0;
  return { found: found.sort((a, b) => strength(b) - strength(a) || a.title.localeCompare(b.title)), counts };
}
