/** What is written into the form. It stays on this device, in the local storage of the browser, until it is erased. */

const KEY = "practicebook.form";

/** @returns {object|null} what was kept, if anything */
export function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept?.version === 1 && typeof kept.state?.record === "object" ? kept.state : null;
  } catch {
    return null;
  }
}

/** @param {object} state @returns {boolean} whether it is kept: storage can be forbidden or full */
export function keep(state) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: 1, state }));
    return true;
  } catch {
    return false;
  }
}

export function erase() {
  try {
    localStorage.removeItem(KEY);
  } catch { /* nothing was kept */ }
}
