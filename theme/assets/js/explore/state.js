/**
 * What the explore page shows, as one value: read from the address, written to the address. No page, no search here.
 *
 * @typedef {{id: string, label: string, parent: string|null, children: Option[], depth: number}} Option
 * @typedef {{id: string, label: string, options: Map<string, Option>, roots: Option[]}} Facet
 * @typedef {{query: string, chosen: Map<string, Set<string>>, sort: string, view: string, shown: number}} State
 */

export const STEP = 20;
const MOST = 1000;
const LONGEST_QUERY = 200;

export const SORTS = ["relevance", "newest", "title", "place", "evidence"];

/** Ways to show the same result; the first is the usual one. */
export const VIEWS = ["list", "cards", "table", "map"];

/**
 * Links the options of each facet to trees.
 * @param {{id: string, label: string, options: {id: string, label: string, parent?: string|null}[]}[]} described
 * @returns {Facet[]}
 */
export function linkFacets(described) {
  return described.map(({ id, label, options: list }) => {
    const options = new Map(list.map((option) => [option.id, { parent: null, ...option, children: [] }]));
    const roots = [];
    for (const option of options.values()) (options.get(option.parent)?.children ?? roots).push(option);
    setDepth(roots, 0);
    return { id, label, options, roots };
  });
}

function setDepth(options, depth) {
  for (const option of options) {
    option.depth = depth;
    setDepth(option.children, depth + 1);
  }
}

/** Nothing is more relevant than another without a query: then the newest come first. */
function sortFor(query, wish) {
  if (SORTS.includes(wish) && (wish !== "relevance" || query)) return wish;
  return query ? "relevance" : "newest";
}

/** @param {State} state */
export function sortOf(state) {
  return sortFor(state.query.trim(), state.sort);
}

/**
 * Unknown names and values are ignored: an old link still works after a term has gone.
 * @param {string} search the part of the address from "?"
 * @param {Facet[]} facets
 * @returns {State}
 */
export function readState(search, facets) {
  const given = new URLSearchParams(search);
  const shown = Math.ceil(Number(given.get("shown")) / STEP) * STEP;
  const oneOf = (known, name) => known.find((value) => value === given.get(name)) ?? "";
  return {
    query: (given.get("q") ?? "").slice(0, LONGEST_QUERY),
    chosen: new Map(facets.map(({ id, options }) => [id, new Set(given.getAll(id).filter((value) => options.has(value)))])),
    sort: oneOf(SORTS, "sort"),
    view: oneOf(VIEWS, "view") || VIEWS[0],
    shown: shown > STEP ? Math.min(shown, MOST) : STEP,
  };
}

/**
 * The inverse of readState; what is as usual is left out, so that equal views have equal addresses.
 * @param {State} state
 */
export function writeState(state) {
  const words = new URLSearchParams();
  if (state.query.trim()) words.set("q", state.query.trim());
  for (const [facet, values] of state.chosen) for (const value of values) words.append(facet, value);
  if (state.sort && state.sort !== sortFor(state.query.trim(), "")) words.set("sort", state.sort);
  if (state.view !== VIEWS[0]) words.set("view", state.view);
  if (state.shown > STEP) words.set("shown", String(state.shown));
  return String(words).replaceAll("%2F", "/");
}

/** @param {State} state */
export function countChosen(state) {
  return [...state.chosen.values()].reduce((sum, values) => sum + values.size, 0);
}

/**
 * Chooses an option, or gives it up. Several values of a facet widen it, and a term includes the terms below it; so one
 * chosen below a chosen term can only mean "not all of it, just this" and takes its place, and the other way about.
 * @param {Facet} facet
 * @param {Set<string>} chosen
 * @param {string} id
 */
export function toggle(facet, chosen, id) {
  if (chosen.delete(id)) return;
  for (const other of [...chosen]) if (isWithin(facet, other, id) || isWithin(facet, id, other)) chosen.delete(other);
  chosen.add(id);
}

/** Whether an option is below another. */
export function isWithin({ options }, id, ancestor) {
  for (let { parent } = options.get(id); parent; { parent } = options.get(parent) ?? {}) if (parent === ancestor) return true;
  return false;
}
