/**
 * Which practices the address asks for. The address is all that this tool remembers.
 *
 * @typedef {{ids: string[], twice: string[]}} Choice `ids`: each once; `twice`: what was named more than once
 */

export const MOST = 4;

/** @param {string} search the part of the address from "?" @returns {Choice} */
export function readChoice(search) {
  const asked = new URLSearchParams(search).getAll("p").map((id) => id.trim()).filter(Boolean);
  const ids = [...new Set(asked)];
  return { ids, twice: ids.filter((id) => asked.indexOf(id) !== asked.lastIndexOf(id)) };
}

/** The inverse of readChoice. @param {string[]} ids @returns {string} with its "?", or empty */
export function writeChoice(ids) {
  return ids.length ? `?${new URLSearchParams(ids.map((id) => ["p", id]))}` : "";
}
