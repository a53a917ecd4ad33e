/** Handing a text to the reader as a file, made here and sent nowhere. */

import { el } from "../dom.js";
import { plain } from "../words.js";

const LONGEST = 60;

/** A name that every file system takes: letters and digits of any script, joined by hyphens. */
function nameFor(title, fallback) {
  return plain(title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, LONGEST) || fallback;
}

/**
 * @param {{title: string, fallback: string, ending: string, type: string}} file what to call it, and what it is
 * @param {string} text
 */
export function saveFile({ title, fallback, ending, type }, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = el("a", { href: url, download: `${nameFor(title, fallback)}.${ending}`, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
