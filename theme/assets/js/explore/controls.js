/** What stands around the results: the field, the order, the choices in force, and the place of the facets. */

import { el, hidden, icon, keepingFocus } from "../dom.js";
import { word } from "../words.js";
import { SORTS, sortOf, VIEWS } from "./state.js";

/** @typedef {import("./state.js").Facet} Facet */

/** The same width as in explore.css. */
const WIDE = "(min-width: 60rem)";

const button = (kind, attributes, ...children) => el(`button.${kind}`, { type: "button", ...attributes }, ...children);

export function createField(onInput, onSubmit) {
  const input = el("input", { type: "search", id: "explore-field", autocomplete: "off", spellcheck: "false", maxlength: 200,
    enterkeyhint: "search", placeholder: word("explore.placeholder"), oninput: onInput });
  const submit = (event) => { event.preventDefault(); onSubmit(); };
  const node = el("form.explore-field", { role: "search", onsubmit: submit },
    icon("search"), el("label.find-hidden", { for: input.id }, word("explore.label")), input);
  return { node, input };
}

export function createSorting(onSort) {
  const options = SORTS.map((sort) => el("option", { value: sort }, word(`explore.sorts.${sort}`)));
  const select = el("select", { id: "explore-sort", onchange: () => onSort(select.value) }, ...options);
  const node = el("p.explore-sorting", {}, el("label", { for: select.id }, word("explore.sort")), select);
  return { node, update(state) {
    options[0].hidden = options[0].disabled = !state.query.trim();
    select.value = sortOf(state);
  } };
}

/** @param {(view: string) => void} onView */
export function createViews(onView) {
  const buttons = VIEWS.map((view) => button("explore-view", { onclick: () => onView(view) }, icon(view), word(`explore.views.${view}`)));
  const node = el("div.explore-views", { role: "group", "aria-label": word("explore.view") }, ...buttons);
  return { node, update({ view }) {
    buttons.forEach((one, place) => one.setAttribute("aria-pressed", String(VIEWS[place] === view)));
  } };
}

/**
 * The choices in force, each a button that gives it up.
 * @param {Facet[]} facets
 */
export function createChips(facets, onRemove, onReset) {
  const chips = new Map();
  const list = el("ul");
  const node = el("div.explore-chips", { role: "group", "aria-label": word("explore.active"), hidden: true },
    list, button("explore-reset", { onclick: onReset }, word("explore.reset")));

  function chipFor(facet, id) {
    const key = `${facet.id}=${id}`;
    if (!chips.has(key)) {
      chips.set(key, el("li", {}, button("explore-chip", { onclick: () => onRemove(facet, id) },
        hidden(`${word("explore.remove", { facet: facet.label })} `), facet.options.get(id).label, icon("close"))));
    }
    return chips.get(key);
  }

  /** The neighbour of a chip that goes inherits its focus. Tells whether there was focus and is no neighbour. */
  function update(chosen) {
    const hadFocus = node.contains(document.activeElement);
    const place = [...list.children].findIndex((item) => item.contains(document.activeElement));
    const wanted = facets.flatMap((facet) => [...chosen.get(facet.id)].map((id) => chipFor(facet, id)));
    keepingFocus(() => list.replaceChildren(...wanted));
    node.hidden = !wanted.length;
    if (!hadFocus || !wanted.length) return hadFocus;
    if (!node.contains(document.activeElement)) wanted[Math.min(place, wanted.length - 1)].firstChild.focus();
    return false;
  }

  return { node, update };
}

/**
 * Where the facets are: a column beside the results, or on a small screen a sheet that a button opens.
 * @param {Node} panel
 * @param {() => void} onOpen told when a sheet that was closed shows the facets
 */
export function createSheet(panel, onReset, onOpen) {
  const title = (id) => el("h2.explore-title", { id }, word("explore.filters"));
  const column = el("aside.explore-column", { "aria-labelledby": "explore-filters", hidden: true }, title("explore-filters"));
  const done = button("explore-primary", { onclick: () => sheet.close() });
  const status = el("p.find-hidden", { role: "status" });
  const slot = el("div.explore-sheet-body");
  const sheet = el("dialog.explore-sheet", { "aria-labelledby": "explore-sheet-title", onclose: () => opener.focus(),
    onclick: (event) => event.target === sheet && sheet.close() },
  el("div.explore-sheet-head", {}, title("explore-sheet-title"),
    button("find-button", { "aria-label": word("explore.close"), onclick: () => sheet.close() }, icon("close"))),
  slot, status,
  el("div.explore-sheet-foot", {}, button("explore-reset", { onclick: onReset }, word("explore.reset")), done));
  const label = el("span");
  const opener = button("explore-open", { "aria-haspopup": "dialog", hidden: true, onclick: () => { sheet.showModal(); onOpen(); } }, icon("filters"), label);

  /** One panel in two places: it moves, so that what is open and written in it stays. */
  function place({ matches }) {
    if (matches && sheet.open) sheet.close();
    (matches ? column : slot).append(panel);
  }
  const width = matchMedia(WIDE);
  width.addEventListener("change", place);
  place(width);

  /** Before the first answer nothing of this is shown: without counts, facets are only promises. */
  function update(chosen, count) {
    column.hidden = opener.hidden = false;
    label.textContent = word(chosen ? "explore.filters_chosen" : "explore.filters", { count: chosen });
    done.textContent = word("explore.show", { count });
    status.textContent = word("explore.count", { count });
  }

  return { column, sheet, opener, update };
}
