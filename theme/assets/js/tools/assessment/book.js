/**
 * What the self-assessment knows: the criteria with what helps (scripts/practicebook/expand/assessment.py tells what the
 * file holds), and the list of practices. Both are loaded at the start; after that nothing is asked of the network.
 *
 * @typedef {import("../submission/texts.js").Text} Text
 * @typedef {{id: string, number: number, pillar: string, label: Text, shown_by: Text, practices: string[], declarations: string[], training: string[]}} Criterion
 * @typedef {{pillars: {id: string, label: Text, about: Text, criteria: Criterion[]}[], criteria: Criterion[], ids: Set<string>,
 *   declarations: Record<string, Text>, training: Record<string, Text>, list: import("../like_mine/state.js").List}} Book
 */

import { pageUrl } from "../../addresses.js";
import { loadList } from "../practice_list.js";

async function loadCriteria() {
  const answer = await fetch(pageUrl("data/assessment.json"));
  if (!answer.ok) throw new Error(`${answer.status} for the criteria`);
  return answer.json();
}

/** @returns {Promise<Book>} */
export async function loadBook() {
  const [list, data] = await Promise.all([loadList(), loadCriteria()]);
  const criteria = data.criteria.map((one, place) => ({ ...one, number: place + 1 }));
  const pillars = data.pillars.map((pillar) => ({ ...pillar, criteria: criteria.filter((one) => one.pillar === pillar.id) }));
  return { ...data, list, criteria, pillars, ids: new Set(criteria.map(({ id }) => id)) };
}
