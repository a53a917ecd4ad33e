/**
 * What a reader has collected, in the order they gave it. It stays on this device, in the local storage of the browser.
 * @typedef {{id: string, note?: string}} Item
 */

const KEY = "practicebook.collected";
const listeners = new Set();
let forgotten = [];

/** Storage can be forbidden; then what is collected lasts for this page only. */
function read() {
  try {
    const { items } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return Array.isArray(items) ? items.filter((item) => typeof item?.id === "string") : [];
  } catch {
    return forgotten;
  }
}

/** @returns {Item[]} */
export function all() {
  return read();
}

/** @param {string} id */
export function has(id) {
  return read().some((item) => item.id === id);
}

/** @param {Item[]} items */
export function replace(items) {
  forgotten = items;
  try {
    if (items.length) localStorage.setItem(KEY, JSON.stringify({ version: 1, items }));
    else localStorage.removeItem(KEY);
  } catch { /* lasts for this page only */ }
  for (const listener of listeners) listener();
}

/** @param {string} id @returns {boolean} whether it is collected now */
export function toggle(id) {
  const items = read();
  const without = items.filter((item) => item.id !== id);
  replace(without.length < items.length ? without : [...items, { id }]);
  return has(id);
}

/** Calls back when anything changes, in this tab or another. @param {() => void} listener */
export function onChange(listener) {
  listeners.add(listener);
}

addEventListener("storage", (event) => {
  if (event.key === KEY) for (const listener of listeners) listener();
});
