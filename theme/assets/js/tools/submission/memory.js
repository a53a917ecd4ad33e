/** What somebody writes into drafts. It stays on this device, in the local storage of the browser. */

const KEY = "practicebook.submission";
let forgotten = {};

/** Storage can be forbidden; then texts last for this page only. */
function read() {
  try {
    const { texts } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return Object.fromEntries(Object.entries(texts ?? {}).filter(([, text]) => typeof text === "string"));
  } catch {
    return forgotten;
  }
}

function write(texts) {
  forgotten = texts;
  try {
    if (Object.keys(texts).length) localStorage.setItem(KEY, JSON.stringify({ version: 1, texts }));
    else localStorage.removeItem(KEY);
  } catch { /* lasts for this page only */ }
}

/** @param {string} key @returns {string|undefined} nothing where nobody wrote */
export function recall(key) {
  const texts = read();
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}

/** Read again before writing, so that two windows do not undo each other. @param {string} key @param {string|undefined} text */
export function keep(key, text) {
  const { [key]: _, ...others } = read();
  write(text === undefined ? others : { ...others, [key]: text });
}

/** Whether anything is kept. */
export function isKept() {
  return Object.keys(read()).length > 0;
}

/** Forgets all texts. @returns {() => void} takes that back */
export function forget() {
  const before = read();
  write({});
  return () => write(before);
}
