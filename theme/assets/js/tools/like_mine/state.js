/**
 * What a reader tells of their city, as one value: read from the address, written to the address.
 *
 * @typedef {import("../practice_list.js").List & {needs: Record<string, string[]>, powers: Record<string, string>}} List
 * @typedef {{place: string, size: string, region: string, powers: Set<string>, theme: string, shown: number}} State
 * Ids, empty where nothing is said; `powers` are those that the local government has.
 */

export const STEP = 20;
const MOST = 1000;
const TELLING = ["size", "region"];

/** What follows from a place of ours: each of its practices knows it. @param {List} list @param {string} place */
export function factsOf(list, place) {
  const { size = [], region = [], country = [] } = list.practices.find((one) => one.place[0] === place) ?? {};
  // Regions come smallest first. The largest is too wide to mean much, the smallest often too small to find anything in.
  return { size: size[0] ?? "", region: region.at(-2) ?? region[0] ?? "", country: country[0] ?? "" };
}

/**
 * The state with a place chosen, which fills in what follows from it; or given up, which empties what it had filled in.
 * @param {List} list @param {State} state @param {string} place
 */
export function withPlace(list, state, place) {
  const before = factsOf(list, state.place);
  const after = factsOf(list, place);
  const told = TELLING.map((facet) => [facet, place || state[facet] === before[facet] ? after[facet] : state[facet]]);
  return { ...state, ...Object.fromEntries(told), place, shown: STEP };
}

/**
 * Unknown names and values are ignored: an old link still works after a term has gone.
 * @param {string} search the part of the address from "?"
 * @param {List} list
 * @returns {State}
 */
export function readState(search, list) {
  const given = new URLSearchParams(search);
  const isKnown = (facet, id) => Object.hasOwn(list.labels[facet], id ?? "");
  const one = (facet) => (isKnown(facet, given.get(facet)) ? given.get(facet) : "");
  const filled = factsOf(list, one("place"));
  const told = (facet) => one(facet) || (given.get(facet) === "" ? "" : filled[facet]);
  const shown = Math.ceil(Number(given.get("shown")) / STEP) * STEP;
  return {
    place: one("place"), size: told("size"), region: told("region"), theme: one("theme"),
    powers: new Set(given.getAll("power").filter((id) => isKnown("power", id))),
    shown: shown > STEP ? Math.min(shown, MOST) : STEP,
  };
}

/** The inverse of readState; what follows from the place, or is as usual, is left out. @param {State} state @param {List} list */
export function writeState(state, list) {
  const words = new URLSearchParams();
  const filled = factsOf(list, state.place);
  if (state.place) words.set("place", state.place);
  for (const facet of TELLING) if (state[facet] !== filled[facet]) words.set(facet, state[facet]);
  for (const id of state.powers) words.append("power", id);
  if (state.theme) words.set("theme", state.theme);
  if (state.shown > STEP) words.set("shown", String(state.shown));
  return String(words).replaceAll("%2F", "/");
}
