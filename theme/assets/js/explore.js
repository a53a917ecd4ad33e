/** The explore page: joins the address, the search and the views. Takes the place of the links that work without it. */

import { el, icon } from "./dom.js";
import { createChips } from "./explore/chips.js";
import { createFacets } from "./explore/facets.js";
import { find } from "./explore/find.js";
import { createResults } from "./explore/results.js";
import { createSheet } from "./explore/sheet.js";
import { countChosen, linkFacets, readState, SORTS, sortOf, STEP, toggle, writeState } from "./explore/state.js";
import { word } from "./words.js";

const PAUSE = 120;

/** @param {() => void} onInput @param {() => void} onSubmit */
function createField(onInput, onSubmit) {
  const input = el("input", { type: "search", id: "explore-field", autocomplete: "off", spellcheck: "false", maxlength: 200,
    enterkeyhint: "search", placeholder: word("explore.placeholder"), oninput: onInput });
  const submit = (event) => { event.preventDefault(); onSubmit(); };
  const node = el("form.explore-field", { role: "search", onsubmit: submit },
    icon("search"), el("label.find-hidden", { for: "explore-field" }, word("explore.label")), input);
  return { node, input };
}

/** @param {(sort: string) => void} onSort */
function createSorting(onSort) {
  const options = Object.keys(SORTS).map((sort) => el("option", { value: sort }, word(`explore.sorts.${sort}`)));
  const select = el("select", { id: "explore-sort", onchange: () => onSort(select.value) }, ...options);
  const node = el("p.explore-sorting", {}, el("label", { for: "explore-sort" }, word("explore.sort")), select);
  return { node, update(state) {
    const relevance = options.find(({ value }) => value === "relevance");
    relevance.hidden = relevance.disabled = !state.query.trim();
    select.value = sortOf(state);
  } };
}

/** @param {HTMLElement} mount @param {import("./explore/state.js").Facet[]} facets */
function explore(mount, facets) {
  let state = readState(location.search, facets);
  let latest = 0;
  let pause;

  const field = createField(onType, () => { clearTimeout(pause); onTyped(); });
  const sorting = createSorting((sort) => change(() => { state.sort = sort; }));
  const chips = createChips(facets, onToggle, onReset);
  const panel = createFacets(facets, onToggle);
  const sheet = createSheet(panel.node, onReset);
  const fallback = el("div.explore-fallback", {}, ...mount.childNodes);
  const results = createResults({ facets, fallback, onMore, onLoosen, onReset: onResetAll, onRetry: run });
  const count = el("p.explore-total", { role: "status", tabindex: -1 }, word("explore.loading"));

  /** @param {"pushState"|"replaceState"} method a choice is a step one can go back from, a letter typed is not */
  function remember(method) {
    const words = writeState(state);
    history[method](null, "", words ? `?${words}` : location.pathname);
  }

  function change(apply) {
    apply();
    state.shown = STEP;
    remember("pushState");
    return run();
  }

  function onType() {
    clearTimeout(pause);
    pause = setTimeout(onTyped, PAUSE);
  }

  function onTyped() {
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
    change(() => { for (const values of state.chosen.values()) values.clear(); });
  }

  function onResetAll() {
    field.input.value = state.query = "";
    onReset();
    count.focus();
  }

  /** @param {string} facet the one to give up; "" is the query */
  function onLoosen(facet) {
    change(() => {
      if (facet) state.chosen.get(facet).clear();
      else field.input.value = state.query = "";
    });
    count.focus();
  }

  async function onMore() {
    const first = state.shown;
    state.shown += STEP;
    remember("replaceState");
    await run();
    results.focusCard(first);
  }

  /** What follows from the state alone is shown at once; it does not wait for the search. */
  function showState() {
    sorting.update(state);
    if (chips.update(state.chosen)) count.focus();
    results.showWaiting();
  }

  function showFound(found) {
    const total = found.results.length;
    count.textContent = word("explore.count", { count: total });
    panel.update(found.counts, state.chosen);
    sheet.update(countChosen(state), total);
  }

  /** Searches for the state; an answer that a later one has outrun is dropped. */
  async function run() {
    const mine = ++latest;
    const isCurrent = () => mine === latest;
    showState();
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
