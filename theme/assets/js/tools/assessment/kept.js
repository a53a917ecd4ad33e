/** The assessment that this browser keeps, in its local storage and nowhere else, in the form of the file. */

import { emptyAssessment, isEmpty, readAssessment, writeAssessment } from "./answers.js";

const KEY = "practicebook.assessment";

/** Today where the reader is, as 2026-11-23. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/**
 * What is kept, or an empty one. What cannot be read is left alone until something new is written.
 * @param {Set<string>} ids
 */
export function readKept(ids) {
  try {
    const text = localStorage.getItem(KEY);
    return text ? readAssessment(text, ids) : emptyAssessment();
  } catch {
    return emptyAssessment();
  }
}

/** @returns {boolean} whether the browser keeps it */
export function keep(assessment) {
  try {
    if (isEmpty(assessment)) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, writeAssessment(assessment, today()));
    return true;
  } catch {
    return false;
  }
}

/** Calls back when another tab has changed it. @param {() => void} listener */
export function onKeptElsewhere(listener) {
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) listener(); });
}
