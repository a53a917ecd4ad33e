/**
 * What a frame shows and how it looks, in the address of this page; and the address of the frame that it asks for.
 * Addresses are written by strangers: what the site does not have is as if it were not there.
 *
 * @typedef {{facet: string, id: string, colours: string, accent: string, number: number, height: number}} State
 *   `facet`: "practice", or how the practices of a list are chosen; `id`: which one, empty until it is chosen
 */

import { pageUrl } from "../../addresses.js";

/** Facet → folder of its frames. */
export const LISTS = { theme: "themes", right: "rights", group: "groups", sdg: "sdgs", region: "regions", country: "countries", place: "places" };
export const SCHEMES = ["auto", "light", "dark"];
export const ACCENT = "a64f18"; // as in frame.css
export const MOST = 10; // as in the frames
export const HEIGHTS = { least: 150, most: 2000, practice: 300, list: 520 };

const usual = (facet) => (facet === "practice" ? HEIGHTS.practice : HEIGHTS.list);

/** A whole number within bounds, or the usual one. */
function within(text, least, most, otherwise) {
  const number = /^\d{1,4}$/.test(text ?? "") ? Number(text) : otherwise;
  return number >= least && number <= most ? number : otherwise;
}

/** @param {string} search the part of the address from "?" @param {Record<string, Set<string>>} known ids by facet @returns {State} */
export function readState(search, known) {
  const asked = new URLSearchParams(search);
  const facet = Object.hasOwn(known, asked.get("by") ?? "") ? asked.get("by") : "practice";
  return {
    facet, id: known[facet].has(asked.get("id")) ? asked.get("id") : "",
    colours: SCHEMES.includes(asked.get("colours")) ? asked.get("colours") : "auto",
    accent: /^[0-9a-f]{6}$/i.test(asked.get("accent") ?? "") ? asked.get("accent").toLowerCase() : ACCENT,
    number: within(asked.get("number"), 1, MOST, MOST),
    height: within(asked.get("height"), HEIGHTS.least, HEIGHTS.most, usual(facet)),
  };
}

/** What differs from a frame of which nothing is said. @param {State} state */
function look({ facet, colours, accent, number }) {
  return {
    ...(colours === "auto" ? {} : { colours }), ...(accent === ACCENT ? {} : { accent }),
    ...(facet === "practice" || number === MOST ? {} : { number }),
  };
}

/** The inverse of readState. @param {State} state */
export function writeState(state) {
  const { facet, id, height } = state;
  return String(new URLSearchParams({ by: facet, ...(id ? { id } : {}), ...look(state), ...(height === usual(facet) ? {} : { height }) }));
}

/** A change of what is shown brings its usual height along. @param {State} state @param {string} facet @returns {State} */
export function withFacet(state, facet) {
  return { ...state, facet, id: "", height: usual(facet) };
}

/** The page that a frame stands for. @param {State} state */
function pathOf({ facet, id }) {
  return facet === "practice" ? `practices/${id}/` : `${LISTS[facet]}/${id}/`;
}

/**
 * The published addresses of the frame and of the page that it stands for; this page may be read from elsewhere.
 * @param {State} state
 */
export function addressesOf(state) {
  const root = document.querySelector("link[rel=canonical]")?.href ?? pageUrl("embed/");
  const words = String(new URLSearchParams(look(state)));
  const frame = new URL(pathOf(state), root).href + (words && `?${words}`);
  return { frame, page: new URL(`../${pathOf(state)}`, root).href, preview: pageUrl(`embed/${pathOf(state)}`) + (words && `?${words}`) };
}
