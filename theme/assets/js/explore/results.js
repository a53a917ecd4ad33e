/** The practices found, in one of the views, and what stands in its place when there is nothing to show. */

import { el, keepingFocus } from "../dom.js";
import { word } from "../words.js";
import { createCard } from "./cards.js";
import { countChosen, STEP } from "./state.js";

/** @typedef {import("./state.js").Facet} Facet @typedef {import("./state.js").State} State @typedef {import("./find.js").Found} Found */

const FIRST = 5;
const SOON = 150;

/** Shapes of cards, until the first ones come. */
const ghosts = () => [1, 2, 3].map(() => el("li.explore-ghost", { "aria-hidden": "true" }));

/**
 * @param {{facets: Facet[], newest: import("../fulltext.js").PageData[], fallback: Node}} options
 * `newest`: the first practices, which the page brings along so that its first view asks for nothing. `fallback`: the links that the page has without this script, shown when search cannot be had.
 */
export function createResults({ facets, newest, fallback, onMore, onSort, onLoosen, onResetAll, onRetry }) {
  const scale = facets.find(({ id }) => id === "evidence");
  const place = facets.find(({ id }) => id === "place");
  const cards = new Map();
  const list = el("ul.explore-list", {}, ...ghosts());
  const view = el("div", {}, list);
  const aside = el("div.explore-message", { hidden: true });
  const more = el("button.explore-more", { type: "button", hidden: true, onclick: onMore });
  const node = el("div.explore-results", { "aria-busy": "true" }, view, aside, more);

  /** A card is made anew only when its text changes: what a reader looks at or has focus on stays the same node. */
  function cardFor({ id, page }, query) {
    if (cards.get(id)?.query !== query) cards.set(id, { query, card: createCard(page, scale) });
    return cards.get(id).card;
  }

  /** @param {Found} found @param {number} count how many of them */
  async function tell({ numbers, marked }, count) {
    const wanted = numbers.slice(0, count);
    if (marked.size || wanted.some((number) => number >= newest.length)) return (await import("../fulltext.js")).told(wanted, marked);
    return wanted.map((number) => ({ id: number, page: newest[number] }));
  }

  function showInstead(...nodes) {
    view.replaceChildren();
    more.hidden = true;
    aside.hidden = false;
    aside.replaceChildren(...nodes);
  }

  const button = (text, onclick) => el("button.explore-secondary", { type: "button", onclick }, text);

  /** What to give up, and how many that would find; most first. */
  function ways({ without }) {
    const names = new Map(facets.map(({ id, label }) => [id, label]));
    return [...without].filter(([, count]) => count).sort((a, b) => b[1] - a[1]).map(([facet, count]) =>
      el("li", {}, button(facet ? word("explore.without", { facet: names.get(facet), count }) : word("explore.without_query", { count }),
        () => onLoosen(facet))));
  }

  function showNone(found, state) {
    const query = state.query.trim();
    const several = countChosen(state) > 0;
    showInstead(el("h3", {}, several ? word("explore.none") : word("explore.none_query", { query })),
      el("p", {}, word(several ? "explore.none_hint" : "explore.none_query_hint")),
      el("ul", {}, ...ways(found), el("li", {}, button(word("explore.reset_all"), onResetAll))));
  }

  /** The rarer views come with their scripts when they are asked for. @param {Found} found @param {State} state */
  async function render(found, state) {
    if (state.view === "map") return (await import("./map.js")).createMap(found.numbers, state, place);
    const shown = await tell(found, state.shown);
    if (state.view === "table") return (await import("./table.js")).createTable(shown.map(({ page }) => page), state, onSort);
    return shown.map((one) => cardFor(one, state.query.trim()));
  }

  /** The first few, once it is clear that the others take their time. */
  async function renderFirst(found, state) {
    await new Promise((resolve) => { setTimeout(resolve, SOON); });
    return render(found, { ...state, shown: FIRST });
  }

  function replace(rendered) {
    if (Array.isArray(rendered)) list.replaceChildren(...rendered);
    const wanted = Array.isArray(rendered) ? list : rendered;
    if (view.firstChild !== wanted) view.replaceChildren(wanted);
  }

  /** Cards stay the same nodes; the heading of a table, which is made anew, gets its focus back. */
  function put(rendered, state) {
    const sort = document.activeElement?.dataset.sort;
    list.classList.toggle("is-cards", state.view === "cards");
    keepingFocus(() => replace(rendered));
    if (sort) view.querySelector(`[data-sort="${sort}"]`)?.focus();
    aside.hidden = true;
  }

  return {
    node,
    setBusy: (isBusy) => (isBusy ? node.setAttribute("aria-busy", "true") : node.removeAttribute("aria-busy")),
    showError() {
      showInstead(el("h3", {}, word("explore.error")), el("p", {}, word("explore.error_hint")),
        button(word("explore.retry"), onRetry), fallback);
    },
    /**
     * @param {Found} found @param {State} state
     * @param {() => boolean} isCurrent asked after loading: an answer outrun by another is not shown
     */
    async show(found, state, isCurrent) {
      if (!found.numbers.length) return showNone(found, state);
      const whole = render(found, state);
      const first = await Promise.race([whole, renderFirst(found, state)]);
      if (isCurrent()) put(first, state);
      const rendered = await whole;
      if (!isCurrent()) return undefined;
      if (rendered !== first) put(rendered, state);
      const left = state.view === "map" ? 0 : found.numbers.length - state.shown;
      more.hidden = left <= 0;
      more.textContent = word("explore.more", { count: Math.min(STEP, left) });
      return undefined;
    },
    /** Where reading goes on after "show more". */
    focusResult: (number) => view.querySelectorAll("h3 a, tbody a")[number]?.focus(),
  };
}
