/**
 * The pages of the practices of a dossier: which are here, which are on their way, which cannot be had.
 * @typedef {import("../practice_pages.js").Practice} Practice
 * @typedef {{state: "waiting"|"here"|"gone"|"failed", practice?: Practice}} Standing
 */

import { Gone, loadPractice } from "../practice_pages.js";

const WAITING = { state: "waiting" };

/**
 * @param {(id: string) => void} onSettled called when a page has come, or will not come
 */
export function createShelf(onSettled) {
  const standings = new Map();

  async function fetchOne(id) {
    standings.set(id, WAITING);
    try {
      standings.set(id, { state: "here", practice: await loadPractice(id) });
    } catch (error) {
      standings.set(id, { state: error instanceof Gone ? "gone" : "failed" });
    }
    onSettled(id);
  }

  return {
    /** @param {string} id @returns {Standing} */
    at: (id) => standings.get(id) ?? WAITING,
    /** Asks for what has not been asked for. @param {string[]} ids */
    ask(ids) {
      for (const id of ids) if (!standings.has(id)) fetchOne(id);
    },
    /** Asks once more for what could not be had. */
    retry() {
      for (const [id, { state }] of standings) if (state === "failed") fetchOne(id);
    },
  };
}
