/** The choices in force, each a button that gives it up. */

import { el, hidden, icon, keepingFocus } from "../dom.js";
import { word } from "../words.js";

/** @typedef {import("./state.js").Facet} Facet */

function createChip(facet, option, onRemove) {
  return el("li", {}, el("button.explore-chip", { type: "button", onclick: () => onRemove(facet, option.id) },
    hidden(`${word("explore.remove", { facet: facet.label })} `), el("span", { dir: "auto" }, option.label), icon("close")));
}

/**
 * @param {Facet[]} facets
 * @param {(facet: Facet, id: string) => void} onRemove
 * @param {() => void} onReset
 */
export function createChips(facets, onRemove, onReset) {
  const chips = new Map();
  const list = el("ul");
  const reset = el("button.explore-reset", { type: "button", onclick: onReset }, word("explore.reset"));
  const node = el("div.explore-chips", { role: "group", "aria-label": word("explore.active"), hidden: true }, list, reset);

  function chipFor(facet, id) {
    const key = `${facet.id}=${id}`;
    if (!chips.has(key)) chips.set(key, createChip(facet, facet.options.get(id), onRemove));
    return chips.get(key);
  }

  /** The place of the chip with focus: its neighbour inherits it when the chip goes. */
  const focusedPlace = () => [...list.children].findIndex((item) => item.contains(document.activeElement));

  return {
    node,
    /**
     * @param {Map<string, Set<string>>} chosen
     * @returns {boolean} whether focus was here and has nowhere left to go
     */
    update(chosen) {
      const place = focusedPlace();
      const hadFocus = node.contains(document.activeElement);
      const wanted = facets.flatMap((facet) => [...chosen.get(facet.id)].map((id) => chipFor(facet, id)));
      keepingFocus(() => list.replaceChildren(...wanted));
      node.hidden = !wanted.length;
      if (!hadFocus || node.contains(document.activeElement)) return hadFocus && !wanted.length;
      wanted[Math.min(place, wanted.length - 1)]?.querySelector("button").focus();
      return !wanted.length;
    },
  };
}
