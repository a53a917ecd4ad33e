/** The explore page: joins the address, the search and the views. Takes the place of the links that work without it. */

import { el } from "./dom.js";
import { createChips, createField, createSheet, createSorting } from "./explore/controls.js";
import { createFacets } from "./explore/facets.js";
import { find } from "./explore/find.js";
import { createResults } from "./explore/results.js";
import { countChosen, linkFacets, readState, STEP, toggle, writeState } from "./explore/state.js";
import { word } from "./words.js";

const PAUSE = 120;

/** @param {HTMLElement} mount @param {import("./explore/state.js").Facet[]} facets */
function explore(mount, facets) {
  let state = readState(location.search, facets);
  let latest = 0;
  let pause;

  const field = createField(onType, onTyped);
  const sorting = createSorting((sort) => change(() => { state.sort = sort; }));
  const chips = createChips(facets, onToggle, onReset);
  const panel = createFacets(facets, onToggle);
  const sheet = createSheet(panel.node, onReset);
  const fallback = el("div.explore-fallback", {}, ...mount.childNodes);
  const results = createResults({ facets, fallback, onMore, onLoosen, onResetAll, onRetry: run });
  const count = el("p.explore-total", { role: "status", tabindex: -1 }, word("explore.loading"));

  /** A choice is a step to go back from ("pushState"), a letter typed is not ("replaceState"). */
  function remember(method) {
    const words = writeState(state);
    try {
      history[method](null, "", words ? `?${words}` : location.pathname);
    } catch { /* Safari refuses more than a hundred changes in half a minute; the next one catches up. */ }
  }

  function change(apply) {
    apply();
    state.shown = STEP;
    remember("pushState");
    run();
  }

  function onType() {
    clearTimeout(pause);
    pause = setTimeout(onTyped, PAUSE);
  }

  function onTyped() {
    clearTimeout(pause);
    if (field.input.value === state.query) return;
    state.query = field.input.value;
    state.shown = STEP;
    remember("replaceState");
    run();
  }

  function onToggle(facet, id) {
    change(() => toggle(facet, state.chosen.get(facet.id), id));
  }

  function onReset() {
    change(() => state.chosen.forEach((values) => values.clear()));
  }

  function clearQuery() {
    field.input.value = state.query = "";
  }

  function onResetAll() {
    clearQuery();
    onReset();
    count.focus();
  }

  /** @param {string} facet the one to give up; "" is the query */
  function onLoosen(facet) {
    change(() => (facet ? state.chosen.get(facet).clear() : clearQuery()));
    count.focus();
  }

  async function onMore() {
    const first = state.shown;
    state.shown += STEP;
    remember("replaceState");
    await run();
    results.focusCard(first);
  }

  function showFound(found) {
    const total = found.results.length;
    count.textContent = word("explore.count", { count: total });
    panel.update(found.counts, state.chosen);
    sheet.update(countChosen(state), total);
  }

  /** Shows at once what follows from the state alone, then searches; an answer outrun by a later one is dropped. */
  async function run() {
    const mine = ++latest;
    const isCurrent = () => mine === latest;
    sorting.update(state);
    if (chips.update(state.chosen)) count.focus();
    results.showWaiting();
    try {
      const found = await find(state);
      if (!isCurrent()) return;
      showFound(found);
      await results.show(found, state, isCurrent);
    } catch {
      if (!isCurrent()) return;
      count.textContent = word("explore.error");
      results.showError();
    }
  }

  /** The browser cannot restore how far one had scrolled in a list that is not there yet. */
  async function runFirst() {
    const depth = history.state?.depth;
    await run();
    if (depth) scrollTo(0, depth);
  }

  addEventListener("popstate", () => {
    state = readState(location.search, facets);
    field.input.value = state.query;
    run();
  });
  addEventListener("pagehide", () => history.replaceState({ depth: scrollY }, ""));

  field.input.value = state.query;
  mount.classList.add("explore");
  mount.append(field.node, sheet.column,
    el("section.explore-main", { "aria-labelledby": "explore-results" },
      el("h2.find-hidden", { id: "explore-results" }, word("explore.results")),
      el("div.explore-bar", {}, count, sheet.opener, sorting.node), chips.node, results.node),
    sheet.sheet);
  // A view that somebody asked for comes at once; the plain one lets the page finish first.
  if (location.search || !("requestIdleCallback" in window)) runFirst();
  else requestIdleCallback(runFirst, { timeout: 400 });
}

const mount = document.querySelector("[data-explore]");
const described = document.getElementById("explore-facets");
if (mount && described) explore(mount, linkFacets(JSON.parse(described.textContent)));
