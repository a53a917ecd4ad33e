/** The places of the result on the map of the world, and beside it as a list; each leads to its part of the result. */

import { drawn, el } from "../dom.js";
import { inWords, word } from "../words.js";
import { load } from "./columns.js";
import { VIEWS, writeState } from "./state.js";

/** As in scripts/practicebook/expand/worldmap.py. */
const SMALLEST = 1.6;
const GROWTH = 0.7;

/** @typedef {{id: string, label: string, count: number, point: [number, number]|null}} Spot */

/** @param {number[]} numbers @param {import("./state.js").Facet} facet the facet "place" @returns {Promise<Spot[]>} most practices first */
async function spotsOf(numbers, facet) {
  const { ids, of, points } = await load("place");
  const counts = new Map();
  for (const number of numbers) counts.set(of[number], (counts.get(of[number]) ?? 0) + 1);
  const spots = [...counts].map(([place, count]) => ({ id: ids[place], label: facet.options.get(ids[place]).label, count, point: points[place], place }));
  return spots.sort((one, other) => other.count - one.count || one.place - other.place);
}

const named = ({ label, count }) => `${label}: ${word("explore.count", { count })}`;

/** For the eye and the mouse; the list says the same to everybody. */
function drawing(spots, addressOf) {
  const dots = spots.filter(({ point }) => point).map((spot) => drawn("a", { href: addressOf(spot), tabindex: -1 },
    drawn("circle", { cx: spot.point[0], cy: spot.point[1], r: SMALLEST + GROWTH * Math.sqrt(spot.count) }, drawn("title", {}, named(spot)))));
  return el("div.world.world-large", {}, drawn("svg", { viewBox: "0 0 360 138", "aria-hidden": "true" }, ...dots));
}

/**
 * @param {number[]} numbers @param {import("./state.js").State} state @param {import("./state.js").Facet} facet the facet "place"
 */
export async function createMap(numbers, state, facet) {
  const spots = await spotsOf(numbers, facet);
  const addressOf = ({ id }) => `?${writeState({ ...state, view: VIEWS[0], chosen: new Map([...state.chosen, ["place", new Set([id])]]) })}`;
  const entries = spots.map((spot) => el("li", {}, el("a", { href: addressOf(spot), "aria-label": named(spot) }, spot.label),
    el("span.explore-count", { "aria-hidden": "true" }, inWords(spot.count))));
  return el("div.explore-map", {}, drawing(spots, addressOf),
    el("h3", {}, word("explore.places", { count: spots.length })), el("ul.explore-places", {}, ...entries));
}
