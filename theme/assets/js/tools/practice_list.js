/**
 * Short facts of every practice, in the language of the page: what tools search and name practices by.
 *
 * @typedef {{id: string, title: string, summary: string, tongue: string, place: string[], country: string[], theme: string[]}} Entry
 * @typedef {{facets: Record<string, string>, labels: Record<string, Record<string, string>>, practices: Entry[]}} List
 */

import { pageUrl } from "../addresses.js";

let loading;

async function load() {
  const answer = await fetch(pageUrl("data/practices.json"));
  if (!answer.ok) throw new Error(`${answer.status} for the list of practices`);
  return answer.json();
}

/** Loads the list once; a failure is forgotten, so that the next call tries again. @returns {Promise<List>} */
export function loadList() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** "Vienna · Austria"; a country that is the place itself is said once. @param {List} list @param {Entry} entry */
export function whereIs({ labels }, { place, country }) {
  return [...new Set([labels.place[place[0]], labels.country[country[0]]])].filter(Boolean).join(" · ");
}
