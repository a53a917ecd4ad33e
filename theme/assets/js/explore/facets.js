/**
 * The panel of facets. Its nodes are made once, when they are first seen, and then only updated, so that focus stays where the reader put it.
 *
 * @typedef {import("./state.js").Facet} Facet
 * @typedef {{facet: Facet, counts: Record<string, number>, chosen: Set<string>}} Standing what there is to show of a facet
 */

import { el, hidden } from "../dom.js";
import { inWords, plain, word } from "../words.js";
import { isWithin } from "./state.js";

const LONG = 12;
const SHORT = 8;
const OPEN_AT_FIRST = 1;

function createOption(option, onToggle) {
  const box = el("input", { type: "checkbox", onchange: () => onToggle(option.id) });
  const count = el("span.explore-count");
  const children = option.children.map((child) => createOption(child, onToggle));
  const node = el("li", { hidden: true }, // Until it is known what it leads to.
    el("label.explore-option", {}, box, el("span", {}, option.label), count),
    children.length ? el("ul", {}, ...children.map((child) => child.node)) : null);
  return { option, box, count, node, children, words: plain(option.label) };
}

const flat = (rows) => rows.flatMap((row) => [row, ...flat(row.children)]);

/** An option leads to something, or must stay because it is chosen or in use; and so must what it hangs from. */
function isUseful(row, standing) {
  const { id } = row.option;
  return standing.counts[id] > 0 || standing.chosen.has(id) || row.box === document.activeElement
    || row.children.some((child) => isUseful(child, standing));
}

/** In a short view a tree shows its top and what is below choices; a flat list its most frequent options. */
function shortView(rows, standing) {
  const { facet, counts, chosen } = standing;
  const opened = ({ parent }) => !parent || chosen.has(parent) || [...chosen].some((id) => isWithin(facet, id, parent));
  if (rows.some((row) => row.option.parent)) return rows.filter(({ option }) => opened(option));
  const frequent = [...rows].sort((a, b) => (counts[b.option.id] ?? 0) - (counts[a.option.id] ?? 0)).slice(0, SHORT);
  return rows.filter((row) => frequent.includes(row) || chosen.has(row.option.id) || row.box === document.activeElement);
}

/** Options with the sought text, and those they hang from. */
function matching(rows, sought) {
  const hits = new Set(rows.filter((row) => row.words.includes(sought)));
  return rows.filter((row) => flat([row]).some((one) => hits.has(one)));
}

function updateOption(row, { facet, counts, chosen }, visible) {
  const { id } = row.option;
  const count = inWords(counts[id] ?? 0);
  row.node.hidden = !visible.has(row);
  row.box.checked = chosen.has(id);
  row.box.indeterminate = !row.box.checked && [...chosen].some((other) => isWithin(facet, other, id));
  if (row.count.textContent !== count) row.count.textContent = count;
}

/** The heading of a facet, with the number of its choices so that a closed one does not hide them. */
function createHeading(facet, id) {
  const chosen = el("span.explore-chosen");
  return { node: el("summary", {}, el("span", { id }, facet.label), chosen), chosen };
}

function updateHeading(heading, count) {
  heading.chosen.hidden = !count;
  if (count) heading.chosen.replaceChildren(el("span", { "aria-hidden": "true" }, inWords(count)), hidden(word("explore.chosen", { count })));
}

/** Escape empties the box first, and only then closes the sheet around it. */
function createNarrowing(facet, onChange) {
  const input = el("input", { type: "search", autocomplete: "off", spellcheck: "false", "aria-label": word("explore.narrow", { facet: facet.label }),
    placeholder: word("explore.narrow_hint"), oninput: onChange, onkeydown: (event) => {
      if (event.key === "Enter") event.preventDefault();
      if (event.key !== "Escape" || !input.value) return;
      event.preventDefault();
      input.value = "";
      onChange();
    } });
  return input;
}

function createFacet(facet, onToggle, onOpen, open) {
  const id = `explore-facet-${facet.id}`;
  const heading = createHeading(facet, id);
  const narrowing = createNarrowing(facet, () => draw());
  const none = el("p.explore-none", { hidden: true }, word("explore.no_option"));
  const more = el("button.explore-more-options", { type: "button", hidden: true, onclick: () => { whole = !whole; draw(); } });
  const list = el("ul");
  const node = el("details.explore-facet", { open, ontoggle: () => node.open && onOpen() }, heading.node,
    el("div", { role: "group", "aria-labelledby": id }, narrowing, list, none, more));
  let rows = [];
  let every = [];
  let standing = { facet, counts: null, chosen: new Set() };
  let whole = false;

  function draw() {
    const sought = plain(narrowing.value.trim());
    if (!standing.counts) return;
    const useful = every.filter((row) => isUseful(row, standing));
    const long = useful.length > LONG;
    const found = sought ? matching(useful, sought) : useful;
    const visible = new Set(sought || whole || !long ? found : shortView(useful, standing));
    for (const row of every) updateOption(row, standing, visible);
    none.hidden = visible.size > 0;
    narrowing.hidden = !long && !sought && narrowing !== document.activeElement;
    more.hidden = !long || Boolean(sought);
    more.setAttribute("aria-expanded", String(whole));
    more.textContent = whole ? word("explore.fewer_options") : word("explore.all_options", { count: useful.length });
  }

  return { node, facet,
    /** There are hundreds of places: their options are made when somebody looks, not while the page comes up. */
    fill() {
      if (rows.length) return;
      rows = facet.roots.map((option) => createOption(option, (chosen) => onToggle(facet, chosen)));
      every = flat(rows);
      list.append(...rows.map((row) => row.node));
    },
    setChosen(chosen) {
      if (chosen.size > standing.chosen.size) node.open = true;
      standing = { ...standing, chosen: new Set(chosen) };
      updateHeading(heading, chosen.size);
    },
    setCounts(counts) {
      standing = { ...standing, counts };
      draw();
    } };
}

/**
 * Only facets that can be seen are counted: what a count needs is loaded no sooner than somebody looks at it.
 * @param {Facet[]} facets
 * @param {(facet: Facet, id: string) => void} onToggle
 * @param {() => void} onOpen told when a further facet is to be seen
 */
export function createFacets(facets, onToggle, onOpen) {
  const views = facets.map((facet, index) => createFacet(facet, onToggle, onOpen, index < OPEN_AT_FIRST));
  const node = el("div.explore-facets", {}, ...views.map((view) => view.node));
  return {
    node,
    setChosen: (chosen) => views.forEach((view) => view.setChosen(chosen.get(view.facet.id))),
    /** @param {(facet: Facet) => Promise<Record<string, number>>} count @param {() => boolean} isCurrent */
    async recount(count, isCurrent) {
      node.setAttribute("aria-busy", "true");
      const shut = node.closest("dialog:not([open])"); // Asked first: what can be seen is known only after all is laid out.
      const seen = views.filter((view) => !shut && view.node.open && view.node.checkVisibility());
      for (const view of seen) view.fill();
      const counts = await Promise.all(seen.map(({ facet }) => count(facet)));
      if (!isCurrent()) return;
      seen.forEach((view, index) => view.setCounts(counts[index]));
      node.removeAttribute("aria-busy");
    },
  };
}
