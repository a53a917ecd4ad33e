/**
 * How well practices fit a city. There is no score: a practice matches in some of the points that were asked, each point
 * can be said in words, and none counts more than another.
 *
 * @typedef {import("./state.js").List} List
 * @typedef {import("./state.js").State} State
 * @typedef {List["practices"][number]} Practice
 * @typedef {{name: "size"|"country"|"region"|"powers", holds: (practice: Practice) => boolean}} Point
 * @typedef {{practice: Practice, held: string[], lacks: string[]}} Fit
 * `held`: the names of the points in which it matches; `lacks`: the powers its kind usually needs and the city has not.
 */

import { factsOf } from "./state.js";

/** The points that follow from what a reader told. @param {List} list @param {State} state @returns {Point[]} */
export function pointsOf(list, state) {
  const { country } = factsOf(list, state.place);
  return [
    state.size && { name: "size", holds: (one) => one.size.includes(state.size) },
    country && { name: "country", holds: (one) => one.country.includes(country) },
    state.region && { name: "region", holds: (one) => one.region.includes(state.region) },
    state.powers.size && { name: "powers", holds: (one) => !lacking(list, state, one).length },
  ].filter(Boolean);
}

/** Nothing is lacking as long as nothing is said of powers. */
function lacking(list, { powers }, { kind }) {
  if (!powers.size) return [];
  return [...new Set(kind.flatMap((id) => list.needs[id] ?? []))].filter((id) => !powers.has(id));
}

/** A practice of the very place tells its readers nothing new. */
function isWanted(one, { place, theme }) {
  return !one.place.includes(place) && (!theme || one.theme.includes(theme));
}

/**
 * The practices that match in at least one point: most points first, then the strongest evidence, then by title.
 * @param {List} list @param {State} state @param {Point[]} points
 * @returns {Fit[]}
 */
export function ranked(list, state, points) {
  const levels = Object.keys(list.labels.evidence);
  const strength = ({ practice }) => Math.max(...practice.evidence.map((id) => levels.indexOf(id)));
  const { compare } = new Intl.Collator(document.documentElement.lang);
  return list.practices.filter((one) => isWanted(one, state))
    .map((practice) => ({
      practice, lacks: lacking(list, state, practice),
      held: points.filter(({ holds }) => holds(practice)).map(({ name }) => name),
    }))
    .filter(({ held }) => held.length)
    .sort((a, b) => b.held.length - a.held.length || strength(b) - strength(a) || compare(a.practice.title, b.practice.title));
}
