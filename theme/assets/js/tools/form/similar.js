/** Practices that may be the same one: at the same place with a theme in common, or with a title of nearly the same words. */

import { pageUrl } from "../../addresses.js";
import { el } from "../../dom.js";
import { plain, word } from "../../words.js";
import { whereIs } from "../practice_list.js";

const MOST = 3;
const SHORT = 4; // words shorter than this say little
const ALIKE = 0.5;

function wordsOf(title) {
  return new Set(plain(title).split(/[^\p{L}\p{N}]+/u).filter((one) => one.length >= SHORT));
}

/** How much of the words of both titles is common to both. */
function likeness(first, second) {
  const common = [...first].filter((one) => second.has(one)).length;
  return common / Math.max(1, new Set([...first, ...second]).size);
}

/** @param {import("../practice_list.js").List} list @param {object} record @param {string} own the practice that is being corrected */
export function similarTo(list, { title = "", place, themes = [] }, own) {
  const words = wordsOf(title);
  const lead = (id) => id.split("/")[0];
  const chosen = new Set(themes.map(lead));
  return list.practices.filter((one) => one.id !== own)
    .map((one) => ({ one, isHere: one.place[0] === place && one.theme.some((id) => chosen.has(lead(id))), like: likeness(words, wordsOf(one.title)) }))
    .filter(({ isHere, like }) => isHere || like >= ALIKE)
    .sort((a, b) => b.like - a.like).slice(0, MOST).map(({ one }) => one);
}

/** @param {(id: string) => void} onOpen */
export function createSimilar(onOpen) {
  const list = el("ul", {});
  const node = el("div.form-similar", { role: "status" });
  let shown = "";

  return { node, /** @param {import("../practice_list.js").List|null} all */ update(all, record, own) {
    const found = all ? similarTo(all, record, own) : [];
    const key = found.map(({ id }) => id).join();
    if (key === shown) return;
    shown = key;
    list.replaceChildren(...found.map((one) => el("li", {},
      el("a", { href: pageUrl(`practices/${one.id}/`), target: "_blank", lang: one.tongue, dir: "auto" }, one.title), ` (${whereIs(all, one)}) `,
      el("button.quiet", { type: "button", "aria-label": word("form.correct_one", { title: one.title }), onclick: () => onOpen(one.id) }, word("form.correct")))));
    node.replaceChildren(...(found.length ? [el("p", {}, word("form.similar")), list] : []));
  } };
}
