/**
 * A dossier as a file to go on with later or elsewhere: which practices, in which order, with which notes. No storage, no
 * page here.
 * @typedef {{head: import("./head.js").Head, items: import("../../collected.js").Item[]}} Dossier
 */

import { isId } from "../practice_pages.js";
import { headFrom, LONGEST } from "./head.js";

const FORMAT = "practicebook-dossier";
const VERSION = 1;

export const LARGEST = 2_000_000;

/** A file that is no dossier. `message` is one of "not_dossier", "newer" and "too_large". */
export class Unreadable extends Error {}

/** @param {Dossier} dossier */
export function writeDossier({ head, items }) {
  const practices = items.map(({ id, note }) => ({ id, ...(note ? { note } : {}) }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...head, practices }, null, 2)}\n`;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable("not_dossier");
  }
}

/** One entry, if it can be one. */
function itemFrom(value) {
  if (typeof value?.id !== "string" || !isId(value.id)) return [];
  return [typeof value.note === "string" && value.note ? { id: value.id, note: value.note.slice(0, LONGEST.note) } : { id: value.id }];
}

/**
 * The inverse of writeDossier. Fails with `Unreadable`, before anything has changed.
 * @param {string} text
 * @returns {Dossier & {left: number}} `left`: how many entries could not be read
 */
export function readDossier(text) {
  const value = parsed(text);
  if (value?.format !== FORMAT || !Number.isInteger(value.version)) throw new Unreadable("not_dossier");
  if (value.version > VERSION) throw new Unreadable("newer");
  if (!Array.isArray(value.practices)) throw new Unreadable("not_dossier");
  const found = value.practices.flatMap(itemFrom);
  const items = found.filter(({ id }, place) => found.findIndex((one) => one.id === id) === place);
  return { head: headFrom(value), items, left: value.practices.length - items.length };
}
