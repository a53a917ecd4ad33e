/** A practice in the list: as an entry of it, or as a card among others. */

import { collectButton } from "../collect.js";
import { el, hidden, markedPieces } from "../dom.js";
import { word } from "../words.js";

/** @typedef {import("./state.js").Facet} Facet @typedef {import("../fulltext.js").PageData} PageData */

/** How far the evidence goes, in words and as a row of steps. @param {PageData} page @param {Facet|undefined} scale the facet "evidence" */
function evidence({ meta }, scale) {
  if (!meta.evidence) return null;
  const levels = [...(scale?.options.values() ?? [])];
  const level = levels.findIndex(({ label }) => label === meta.evidence);
  return el("span.explore-evidence", {},
    el("span.explore-steps", { "aria-hidden": "true" }, ...levels.slice(1).map((_, step) => el(step < level ? "i.is-reached" : "i"))),
    hidden(word("explore.evidence")), meta.evidence);
}

/** The practice that a result leads to. @param {PageData} page */
export const idOf = ({ url }) => url.split("/").at(-2);

/** The link to a practice; its title may be in another language than the page. @param {PageData} page */
export function linkTo({ meta, url }) {
  return el("a", { href: url, lang: meta.language, dir: meta.direction }, meta.title ?? url);
}

/** @param {PageData} page whose summary is told when the words searched for are only in the title @param {Facet|undefined} scale */
export function createCard(page, scale) {
  const { meta } = page;
  return el("li", {}, el("article.explore-card", {},
    el("h3", {}, linkTo(page)),
    meta.theme ? el("p.explore-theme", {}, meta.theme) : null,
    el("p.explore-where", {}, [meta.place, meta.country].filter(Boolean).join(" · ")),
    el("p.explore-text", { lang: meta.language, dir: meta.direction }, ...(page.passage ? markedPieces(page.passage) : [meta.summary ?? ""])),
    el("div.explore-foot", {}, evidence(page, scale), meta.since ? el("span", {}, word("explore.since", { year: meta.since })) : null,
      collectButton(idOf(page), meta.title))));
}
