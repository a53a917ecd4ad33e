/** Where the facets are: a column beside the results, or on a small screen a sheet that a button opens. */

import { el, icon } from "../dom.js";
import { word } from "../words.js";

/** The same width as in explore.css. */
const WIDE = "(min-width: 60rem)";

/**
 * @param {Node} panel
 * @param {() => void} onReset
 */
export function createSheet(panel, onReset) {
  const column = el("aside.explore-column", { "aria-labelledby": "explore-filters" },
    el("h2.explore-title", { id: "explore-filters" }, word("explore.filters")));
  const close = el("button.find-button", { type: "button", "aria-label": word("explore.close"), onclick: () => sheet.close() }, icon("close"));
  const done = el("button.explore-primary", { type: "button", onclick: () => sheet.close() });
  const status = el("p.find-hidden", { role: "status" });
  const slot = el("div.explore-sheet-body");
  const sheet = el("dialog.explore-sheet", { "aria-labelledby": "explore-sheet-title" },
    el("div.explore-sheet-head", {}, el("h2.explore-title", { id: "explore-sheet-title" }, word("explore.filters")), close),
    slot, status,
    el("div.explore-sheet-foot", {}, el("button.explore-reset", { type: "button", onclick: onReset }, word("explore.reset")), done));
  const label = el("span");
  const opener = el("button.explore-open", { type: "button", "aria-haspopup": "dialog", onclick: () => sheet.showModal() }, icon("filters"), label);
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  sheet.addEventListener("close", () => opener.focus());

  /** One panel in two places: it moves, so that what is open and written in it stays. */
  function place({ matches }) {
    if (matches && sheet.open) sheet.close();
    (matches ? column : slot).append(panel);
  }
  const width = matchMedia(WIDE);
  width.addEventListener("change", place);
  place(width);

  return {
    column,
    sheet,
    opener,
    /** @param {number} chosen @param {number} count */
    update(chosen, count) {
      label.textContent = chosen ? word("explore.filters_chosen", { count: chosen }) : word("explore.filters");
      done.textContent = word("explore.show", { count });
      status.textContent = word("explore.count", { count });
    },
  };
}
