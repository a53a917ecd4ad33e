/** The second step: which practices. Filters, the practices that fit them, and those that are in the draft. */

import { el, keepingFocus } from "../../dom.js";
import { createFacets } from "../../explore/facets.js";
import { countChosen } from "../../explore/state.js";
import { pageUrl } from "../../addresses.js";
import { word } from "../../words.js";
import { whereIs } from "../practice_list.js";
import { matching, watchedBy } from "./book.js";
import { MOST } from "./state.js";
import { plainOf, said, titleOf } from "./texts.js";

const STEP = 12;
const WIDE = "(min-width: 60rem)";

/** @typedef {import("./book.js").Book} Book @typedef {import("./state.js").State} State */
/** @typedef {{onFilter: (facet: object, id: string) => void, onFlag: (flag: string, on: boolean) => void, onReset: () => void,
 *   onPick: (id: string, on: boolean) => void, onPickAll: (ids: string[]) => void, onMove: (id: string, step: number) => void}} Actions */

/** A box that narrows the list to something that is no facet. */
function createFlag(flag, onFlag) {
  const box = el("input", { type: "checkbox", onchange: () => onFlag(flag, box.checked) });
  const text = el("span");
  return { node: el("label.submission-flag", {}, box, text), box, text };
}

/** @param {Book} book @param {Actions} actions */
function createFilters(book, actions) {
  let counted = {};
  const recount = () => panel.recount((facet) => counted[facet.id] ?? {}, () => true);
  const panel = createFacets(book.facets, actions.onFilter, recount);
  const collected = createFlag("collected", actions.onFlag);
  const watched = createFlag("watched", actions.onFlag);
  const summary = el("summary");
  const reset = el("button.action", { type: "button", onclick: actions.onReset }, word("submission.reset"));
  const node = el("details.submission-filters", { open: matchMedia(WIDE).matches, ontoggle: recount },
    summary, collected.node, watched.node, el("div.explore", {}, panel.node), reset);
  return { node, update(state, counts, count) {
    const chosen = countChosen(state) + Number(state.collected) + Number(state.watched && Boolean(state.body));
    summary.textContent = chosen ? word("submission.filters_chosen", { count: chosen }) : word("submission.filters");
    counted = counts;
    panel.setChosen(state.chosen);
    recount();
    collected.node.hidden = !count && !state.collected;
    collected.box.checked = state.collected;
    collected.text.textContent = word("submission.collected", { count });
    watched.node.hidden = !state.body || !watchedBy(book, state.body).size;
    watched.box.checked = state.watched;
    watched.text.textContent = word("submission.watched");
    reset.hidden = !chosen;
  } };
}

/** @param {Book} book @param {Actions} actions */
function createCandidate(book, entry, { onPick }) {
  const id = `choose-${entry.id}`;
  const box = el("input", { type: "checkbox", id, onchange: () => onPick(entry.id, box.checked) });
  const evidence = word("submission.doc.evidence");
  const about = `${whereIs(book.list, entry)} · ${evidence} ${book.list.labels.evidence[entry.evidence[0]] ?? ""}`;
  const title = titleOf(entry);
  const read = el("a.small", { href: pageUrl(`practices/${entry.id}/`), "aria-label": word("submission.read_one", { title: entry.title }) }, word("submission.read"));
  return { box, node: el("li.submission-candidate", {}, box, el("label", { for: id }, said("span.submission-name", title), el("span.small", {}, about)), read) };
}

/** @param {Book} book @param {Actions} actions */
function createCandidates(book, actions) {
  const made = new Map();
  const count = el("p.submission-count", { role: "status" });
  const list = el("ul.submission-candidates");
  const all = el("button.action", { type: "button", onclick: () => actions.onPickAll(found.map(({ id }) => id)) });
  const more = el("button.action", { type: "button", onclick: () => { shown += STEP; draw(shown - STEP); } }, word("submission.more"));
  const full = el("p.note", { hidden: true }, word("submission.full", { count: MOST }));
  const node = el("div.submission-found", {}, el("div.submission-bar", {}, count, all), full, list, more);
  let found = [];
  let picks = [];
  let shown = STEP;
  let last = "";

  function nodeFor(entry) {
    if (!made.has(entry.id)) made.set(entry.id, createCandidate(book, entry, actions));
    const { box, node: item } = made.get(entry.id);
    box.checked = picks.includes(entry.id);
    box.disabled = !box.checked && picks.length >= MOST;
    return item;
  }

  function draw(focused) {
    keepingFocus(() => list.replaceChildren(...found.slice(0, shown).map(nodeFor)));
    more.hidden = found.length <= shown;
    if (focused !== undefined) list.children[focused]?.querySelector("input").focus();
  }

  return { node, /** @param {State} state */ update(state, entries) {
    const ids = entries.map(({ id }) => id).join(" ");
    if (ids !== last) shown = STEP;
    [found, picks, last] = [entries, state.picks, ids];
    const open = found.filter(({ id }) => !picks.includes(id)).length;
    count.textContent = found.length ? word("submission.found", { count: found.length }) : word("submission.none_fits");
    all.hidden = !open || picks.length + open > MOST;
    all.textContent = word("submission.choose_all", { count: open });
    full.hidden = picks.length < MOST;
    draw();
  } };
}

/** @param {Book} book @param {Actions} actions */
function createPick(entry, { onMove, onPick }) {
  const title = titleOf(entry);
  const button = (name, sign, onclick) => el(`button.submission-${name}`, { type: "button", onclick,
    "aria-label": word(`submission.${name}`, { title: plainOf(title) }) }, el("span", { "aria-hidden": "true" }, sign));
  const up = button("up", "↑", () => onMove(entry.id, -1));
  const down = button("down", "↓", () => onMove(entry.id, 1));
  const out = button("out", "×", () => onPick(entry.id, false));
  const node = el("li.submission-pick", {}, said("span.submission-name", title), el("span.submission-tools", {}, up, down, out));
  return { node, out, update(place, total) {
    const focused = document.activeElement;
    up.disabled = place === 0;
    down.disabled = place === total - 1;
    if (focused === up && up.disabled) down.focus();
    if (focused === down && down.disabled) up.focus();
  } };
}

/** @param {Book} book @param {Actions} actions */
function createPicks(book, actions) {
  const made = new Map();
  const heading = el("h3", { id: "submission-picks", tabindex: -1 });
  const list = el("ol.submission-picks");
  const none = el("p.absent", {}, word("submission.none_chosen"));
  const node = el("section.submission-chosen", { "aria-labelledby": "submission-picks" }, heading, none, list);

  function itemFor(id) {
    if (!made.has(id)) made.set(id, createPick(book.entries.get(id), actions));
    return made.get(id);
  }

  /** One that goes leaves its focus to its neighbour. */
  function update({ picks }) {
    const left = [...list.children].findIndex((item) => item.contains(document.activeElement));
    heading.textContent = word("submission.chosen", { count: picks.length });
    none.hidden = picks.length > 0;
    keepingFocus(() => list.replaceChildren(...picks.map((id) => itemFor(id).node)));
    picks.forEach((id, place) => itemFor(id).update(place, picks.length));
    if (left < 0 || list.contains(document.activeElement)) return;
    (picks.length ? itemFor(picks[Math.min(left, picks.length - 1)]).out : heading).focus();
  }

  return { node, update };
}

/** @param {Book} book @param {Actions} actions */
export function createChoice(book, actions) {
  const [filters, candidates, picks] = [createFilters, createCandidates, createPicks].map((create) => create(book, actions));
  const node = el("section.submission-step", { "aria-labelledby": "submission-what" },
    el("h2", { id: "submission-what" }, word("submission.what")), el("p", {}, word("submission.what_note")),
    el("div.submission-choice", {}, filters.node, candidates.node), picks.node);
  return { node, /** @param {State} state @param {Set<string>} collected */ update(state, collected) {
    const { found, counts } = matching(book, state, collected);
    filters.update(state, counts, collected.size);
    candidates.update(state, found);
    picks.update(state);
  } };
}
