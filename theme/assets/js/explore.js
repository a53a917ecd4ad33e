/** The explore page: joins the address, the search and the views. Takes the place of the links that work without it. */

import { pageUrl } from "./addresses.js";
import { el } from "./dom.js";
import { createChips, createField, createSheet, createSorting, createViews } from "./explore/controls.js";
import { createDownloads } from "./explore/download.js";
import { createFacets } from "./explore/facets.js";
import { count as countTerms, find } from "./explore/find.js";
import { createResults } from "./explore/results.js";
import { countChosen, linkFacets, readState, STEP, toggle, writeState } from "./explore/state.js";
import { word } from "./words.js";

const PAUSE = 90;

/**
 * @param {HTMLElement} mount @param {import("./explore/state.js").Facet[]} facets
 * @param {number} total how many practices there are @param {import("./fulltext.js").PageData[]} newest the first of them
 */
function explore(mount, facets, total, newest) {
  let state = readState(location.search, facets);
  let found;
  let latest = 0;
  let pause;

  const field = createField(onType, onTyped);
  const onSort = (sort) => change(() => { state.sort = sort; });
  const sorting = createSorting(onSort);
  const views = createViews((view) => change(() => { state.view = view; }));
  const downloads = createDownloads(() => found?.numbers ?? []);
  const chips = createChips(facets, onToggle, onReset);
  const panel = createFacets(facets, onToggle, recount);
  const sheet = createSheet(panel.node, onReset, recount);
  const fallback = el("div.explore-fallback", {}, ...mount.childNodes);
  const results = createResults({ facets, newest, fallback, onMore, onSort, onLoosen, onResetAll, onRetry: run });
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
    results.focusResult(first);
  }

  function showFound() {
    const { length } = found.numbers;
    count.textContent = word("explore.count", { count: length });
    sheet.update(countChosen(state), length);
    downloads.update(length);
  }

  function showError() {
    count.textContent = word("explore.error");
    results.showError();
  }

  /** A count that cannot be had leaves the panel as it was; the results stand. */
  async function recount() {
    const mine = found;
    if (mine) await panel.recount((facet) => countTerms(mine, facet), () => mine === found);
  }

  /** Shows at once what follows from the state alone, then searches; an answer outrun by a later one is dropped. */
  async function run() {
    const mine = ++latest;
    const isCurrent = () => mine === latest;
    sorting.update(state);
    views.update(state);
    panel.setChosen(state.chosen);
    if (chips.update(state.chosen)) count.focus();
    results.setBusy(true);
    try {
      const answer = await find(state, facets, total);
      if (!isCurrent()) return;
      found = answer;
      showFound();
      await results.show(found, state, isCurrent);
      if (isCurrent()) await recount();
    } catch {
      if (isCurrent()) showError();
    }
    if (isCurrent()) results.setBusy(false);
  }

  /** The browser cannot restore how far one had scrolled in a list that is not there yet. */
  async function runFirst() {
    const depth = history.state?.depth;
    await run();
    if (depth) scrollTo(0, depth);
    import("./fulltext.js").then(({ load }) => load()).catch(() => {}); // Ready for the first words; a failure is told when they come.
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
      el("div.explore-bar", {}, count, sheet.opener, sorting.node),
      el("div.explore-bar", {}, views.node, downloads.node), chips.node, results.node),
    sheet.sheet);
  runFirst();
}

const mount = document.querySelector("[data-explore]");
const described = document.getElementById("explore-facts");
if (mount && described) {
  const { facets, total, newest } = JSON.parse(described.textContent);
  explore(mount, linkFacets(facets), total, newest.map(({ id, ...meta }) => ({ url: pageUrl(`practices/${id}/`), meta, passage: null })));
}
