/** The list of practices, and what stands in its place when there is nothing to list. */

import { el, excerpt, hidden, keepingFocus } from "../dom.js";
import { pages } from "../pagefind.js";
import { word } from "../words.js";
import { countChosen, STEP } from "./state.js";

/** @typedef {import("./state.js").Facet} Facet */

/** How far the evidence goes, in words and as a row of steps. @param {Facet|undefined} scale the facet "evidence" */
function evidence({ meta, filters }, scale) {
  if (!meta.evidence) return null;
  const level = [...(scale?.options.keys() ?? [])].indexOf(filters.evidence?.[0]);
  const steps = [...Array(Math.max(0, (scale?.options.size ?? 0) - 1)).keys()];
  return el("span.explore-evidence", {},
    el("span.explore-steps", { "aria-hidden": "true" }, ...steps.map((step) => el(step < level ? "i.is-reached" : "i"))),
    hidden(word("explore.evidence")), meta.evidence);
}

/** The passage with the words searched for, or the summary when they are only in the title, or when there are none. */
function passage({ meta, excerpt: html }, query) {
  if (query && html.includes("<mark>")) return ["… ", ...excerpt(html), " …"];
  return [meta.summary ?? ""];
}

function createCard(page, query, scale) {
  const { meta, url } = page;
  const tongue = { lang: meta.language, dir: meta.direction };
  return el("li", {}, el("article.explore-card", {},
    el("h3", {}, el("a", { href: url, ...tongue }, meta.title ?? url)),
    meta.theme ? el("p.explore-theme", {}, meta.theme) : null,
    el("p.explore-where", {}, [meta.place, meta.country].filter(Boolean).join(" · ")),
    el("p.explore-text", tongue, ...passage(page, query)),
    el("p.explore-foot", {}, evidence(page, scale), meta.since ? el("span", {}, word("explore.since", { year: meta.since })) : null)));
}

/** Shapes of cards, until the first ones come. */
const ghosts = () => [1, 2, 3].map(() => el("li.explore-ghost", { "aria-hidden": "true" }));

/**
 * @param {{facets: Facet[], fallback: Node}} options
 * `fallback`: the links that the page has without this script, shown when search cannot be had.
 */
export function createResults({ facets, fallback, onMore, onLoosen, onResetAll, onRetry }) {
  const scale = facets.find(({ id }) => id === "evidence");
  const cards = new Map();
  const list = el("ul.explore-list", {}, ...ghosts());
  const aside = el("div.explore-message", { hidden: true });
  const more = el("button.explore-more", { type: "button", hidden: true, onclick: onMore });
  const node = el("div.explore-results", { "aria-busy": "true" }, list, aside, more);

  /** A card is made anew only when its text changes: what a reader looks at or has focus on stays the same node. */
  function cardFor({ id, page }, query) {
    if (cards.get(id)?.query !== query) cards.set(id, { query, card: createCard(page, query, scale) });
    return cards.get(id).card;
  }

  function showInstead(...nodes) {
    node.removeAttribute("aria-busy");
    list.replaceChildren();
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

  return {
    node,
    showWaiting: () => node.setAttribute("aria-busy", "true"),
    showError() {
      showInstead(el("h3", {}, word("explore.error")), el("p", {}, word("explore.error_hint")),
        button(word("explore.retry"), onRetry), fallback);
    },
    /**
     * @param {import("./find.js").Found} found
     * @param {import("./state.js").State} state
     * @param {() => boolean} isCurrent asked after loading: an answer outrun by another is not shown
     */
    async show(found, state, isCurrent) {
      if (!found.results.length) return showNone(found, state);
      const loaded = await pages(found.results.slice(0, state.shown));
      if (!isCurrent()) return undefined;
      const left = found.results.length - state.shown;
      keepingFocus(() => list.replaceChildren(...loaded.map((one) => cardFor(one, state.query.trim()))));
      node.removeAttribute("aria-busy");
      aside.hidden = true;
      more.hidden = left <= 0;
      more.textContent = word("explore.more", { count: Math.min(STEP, left) });
      return undefined;
    },
    /** Where reading goes on after "show more". */
    focusCard: (place) => list.children[place]?.querySelector("a").focus(),
  };
}
