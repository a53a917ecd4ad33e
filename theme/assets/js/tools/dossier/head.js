/**
 * What a dossier says besides its practices: title, introduction, and how much of each practice it shows. Like what is
 * collected it stays on this device, in the local storage of the browser.
 * @typedef {{title: string, introduction: string, extent: "facts"|"results"|"everything"}} Head
 */

const KEY = "practicebook.dossier";
const EMPTY = { title: "", introduction: "", extent: "results" };
const listeners = new Set();
let forgotten = EMPTY;

export const EXTENTS = ["facts", "results", "everything"];
export const LONGEST = { title: 150, introduction: 5000, note: 5000 };

/** Any value as a head: what is not fit is as in an empty one. @returns {Head} */
export function headFrom(value) {
  const text = (name) => (typeof value?.[name] === "string" ? value[name].slice(0, LONGEST[name]) : "");
  return { title: text("title"), introduction: text("introduction"), extent: EXTENTS.includes(value?.extent) ? value.extent : EMPTY.extent };
}

/** @returns {Head} */
export function readHead() {
  try {
    return headFrom(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return forgotten;
  }
}

/** @param {Head} head */
export function writeHead(head) {
  forgotten = head;
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: 1, ...head }));
  } catch { /* lasts for this page only, which `isKept` tells */ }
  for (const listener of listeners) listener();
}

/** Calls back when it changes, in this tab or another. @param {() => void} listener */
export function onHeadChange(listener) {
  listeners.add(listener);
}

/** Whether this browser keeps anything at all for this site. */
export function isKept() {
  const probe = `${KEY}.probe`;
  try {
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    return true;
  } catch {
    return false;
  }
}

addEventListener("storage", (event) => {
  if (event.key === KEY) for (const listener of listeners) listener();
});
