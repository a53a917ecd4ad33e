/**
 * What is chosen, as one value: read from the address, written to the address. What one writes is not in it.
 *
 * @typedef {{audience: string, body: string, chosen: Map<string, Set<string>>, collected: boolean, watched: boolean, picks: string[]}} State
 * `chosen`: the filters by facet; `collected`, `watched`: only what is collected, only rights that the body watches over;
 * `picks`: the practices of the draft, in its order.
 */

/** More than this nobody reads, and each is a page to load. */
export const MOST = 20;

/**
 * Unknown names and values are ignored: an old link still works after a term has gone.
 * @param {string} search the part of the address from "?"
 * @param {import("./book.js").Book} book
 * @returns {State}
 */
export function readState(search, book) {
  const given = new URLSearchParams(search);
  const audience = book.audiences.has(given.get("to")) ? given.get("to") : "";
  const body = given.get("body") ?? "";
  return {
    audience,
    body: book.bodies.get(body)?.kind === audience ? body : "",
    chosen: new Map(book.facets.map(({ id, options }) => [id, new Set(given.getAll(id).filter((one) => options.has(one)))])),
    collected: given.get("collected") === "1",
    watched: given.get("watched") === "1",
    picks: [...new Set(given.getAll("p"))].filter((id) => book.entries.has(id)).slice(0, MOST),
  };
}

/**
 * The inverse of readState; what is not chosen is left out, so that equal views have equal addresses.
 * @param {State} state
 */
export function writeState({ audience, body, chosen, collected, watched, picks }) {
  const words = new URLSearchParams();
  if (audience) words.set("to", audience);
  if (body) words.set("body", body);
  for (const [facet, values] of chosen) for (const value of values) words.append(facet, value);
  if (collected) words.set("collected", "1");
  if (watched) words.set("watched", "1");
  for (const id of picks) words.append("p", id);
  return String(words).replaceAll("%2F", "/");
}
