/** Two to four practices side by side. Which ones stands in the address and nowhere else. */

import { all, onChange } from "../collected.js";
import { compareUrl, share } from "../collect.js";
import { el } from "../dom.js";
import { exploreUrl } from "../addresses.js";
import { inList, word } from "../words.js";
import { MOST, readChoice, writeChoice } from "./compare/choice.js";
import { createTable } from "./compare/table.js";
import { loadList } from "./practice_list.js";
import { createPicker } from "./practice_picker.js";
import { Gone, loadPractice } from "./practice_pages.js";

const SUGGESTED = 6;
const button = (kind, text, onclick) => el(`button.${kind}`, { type: "button", onclick }, text);

/**
 * What came of an address. `ids`: the present ids, each once, without those of practices that are gone; `again`: those
 * that were asked for under a former id as well; `left`: how many more were asked for than there is room for.
 * @typedef {{ids: string[], practices: import("./practice_pages.js").Practice[], again: string[], gone: string[], unreachable: number, left: number}} Found
 */

/** @returns {Found} */
function sorted(asked, settled) {
  const isGone = ({ reason }) => reason instanceof Gone;
  const found = settled.flatMap(({ value }) => value ?? []);
  const present = settled.flatMap((one, place) => (isGone(one) ? [] : [one.value?.id ?? asked[place]]));
  return {
    ids: [...new Set(present)],
    practices: found.filter((one) => found.find(({ id }) => id === one.id) === one),
    again: present.filter((id, place) => present.indexOf(id) < place),
    gone: asked.filter((_, place) => settled[place] && isGone(settled[place])),
    unreachable: settled.filter((one) => one.reason && !isGone(one)).length,
    left: asked.length - settled.length,
  };
}

/** Loads as many as there is room for; the place of one that is gone goes to the next, within reason. @returns {Promise<Found>} */
async function loadAll(asked) {
  const settled = [];
  for (let room = MOST; room > 0 && settled.length < Math.min(asked.length, MOST * 3); room = MOST - sorted(asked, settled).ids.length) {
    settled.push(...await Promise.allSettled(asked.slice(settled.length, settled.length + room).map(loadPractice)));
  }
  return sorted(asked, settled);
}

/** Everything that was asked for and is not shown as it was asked for, each in a sentence. */
function remarks({ twice }, { practices, gone, again, left }) {
  const known = new Map(practices.map(({ id, name }) => [id, name]));
  const doubled = [...new Set([...twice, ...again])].filter((id) => known.has(id));
  return [
    ...gone.map((id) => word("compare.unknown", { id: id.slice(0, 80) })),
    ...doubled.map((id) => word("compare.twice", { title: known.get(id) })),
    ...(left ? [word("compare.too_many", { count: left })] : []),
  ];
}

/** Collected practices that are not in the comparison yet, each a button that adds it. */
function createSuggestions(isShown, onAdd) {
  const list = el("ul.compare-suggested");
  const node = el("div.compare-suggestions", { hidden: true }, el("p.compare-suggestions-title", {}, word("compare.collected")), list);

  async function update() {
    const ids = all().map(({ id }) => id).filter((id) => !isShown(id));
    const entries = ids.length ? new Map((await loadList()).practices.map((one) => [one.id, one])) : new Map();
    const known = ids.flatMap((id) => entries.get(id) ?? []).slice(0, SUGGESTED);
    list.replaceChildren(...known.map(({ id, title, tongue }) => el("li", {},
      el("button.action", { type: "button", onclick: () => onAdd(id, title), "aria-label": word("compare.add_one", { title }) },
        el("span", { "aria-hidden": "true" }, "+"), el("span", { lang: tongue, dir: "auto" }, title)))));
    node.hidden = !known.length;
    return known.map(({ id }) => id);
  }

  return { node, update: () => update().catch(() => []) };
}

/** Says what the page is for while nothing is chosen. */
function createEmpty() {
  const whole = el("a.button", { hidden: true });
  const node = el("div.compare-empty", {}, el("p", {}, word("compare.empty")), el("p.compare-ways", {}, whole, el("a.quiet", { href: exploreUrl() }, word("compare.explore"))));
  return { node, offer(ids) {
    whole.hidden = ids.length < 2;
    whole.href = compareUrl(ids);
    whole.textContent = word("compare.all_collected", { count: Math.min(ids.length, MOST) });
  } };
}

/** @param {HTMLElement} mount */
export function start(mount) {
  const siteTitle = document.title;
  let shown = [];
  let latest = 0;

  const status = el("p.compare-status", { role: "status" });
  const messages = el("div.compare-messages", { role: "status" });
  const picker = createPicker({ label: word("compare.add"), isExcluded: (id) => shown.includes(id), onChoose: ({ id, title }) => add(id, title) });
  const suggestions = createSuggestions((id) => shown.includes(id), add);
  const full = el("p.compare-full", { hidden: true }, word("compare.full"));
  const adding = el("div.compare-adding", {}, picker.node, suggestions.node);
  const empty = createEmpty();
  const sharing = button("action", word("collect.share"), () => share(sharing, location.href));
  const taking = el("div.compare-taking", { hidden: true }, sharing, el("span.copy-status", { role: "status" }),
    button("action", word("collect.print"), () => window.print()));
  const bar = el("div.compare-bar", {}, status, taking);
  const address = el("p.compare-address");
  const result = el("div.compare-result");
  mount.classList.add("compare");
  mount.replaceChildren(messages, empty.node, adding, full, bar, address, result);

  function go(ids) {
    history.pushState(null, "", writeChoice(ids) || location.pathname);
    return show();
  }

  async function add(id, title) {
    await go([...shown, id]);
    if (shown.length < MOST) picker.input.focus();
    else focusColumn(MOST - 1);
    status.textContent = `${word("compare.added", { title })} ${status.textContent}`;
  }

  async function remove(id) {
    const place = shown.indexOf(id);
    await go(shown.filter((other) => other !== id));
    focusColumn(Math.min(place, shown.length - 1));
  }

  /** The button to remove a column is the one thing in each that is always there. */
  function focusColumn(place) {
    (result.querySelectorAll(".compare-remove")[place] ?? picker.input).focus();
  }

  function showMessages(choice, found) {
    const texts = remarks(choice, found).map((text) => el("p", {}, text));
    const lost = found.unreachable
      ? [el("p", {}, word("compare.unreachable", { count: found.unreachable })), button("action", word("compare.retry"), show)] : [];
    messages.replaceChildren(...texts, ...lost);
  }

  async function offer() {
    if (shown.length < MOST) empty.offer(await suggestions.update());
  }

  function showTable(practices) {
    const count = practices.length;
    taking.hidden = !count;
    address.textContent = location.href;
    result.replaceChildren(...(count ? [createTable(practices, remove)] : []));
    status.textContent = count ? word(count > 1 ? "compare.count" : "compare.one", { count }) : "";
    document.title = count ? `${inList(practices.map(({ place }) => place))} – ${siteTitle}` : siteTitle;
  }

  function showFound(choice, found) {
    shown = found.ids;
    showMessages(choice, found);
    showTable(found.practices);
    empty.node.hidden = shown.length > 0;
    adding.hidden = shown.length >= MOST;
    full.hidden = !adding.hidden;
    offer();
  }

  /** Shows what the address asks for; an answer that a later address has outrun is dropped. */
  async function show() {
    const mine = ++latest;
    const choice = readChoice(location.search);
    status.textContent = choice.ids.length ? word("compare.loading") : "";
    result.setAttribute("aria-busy", "true");
    const found = await loadAll(choice.ids);
    if (mine !== latest) return;
    result.removeAttribute("aria-busy");
    showFound(choice, found);
  }

  addEventListener("popstate", show);
  onChange(offer);
  show();
}
