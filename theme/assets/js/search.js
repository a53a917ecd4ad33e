/**
 * The search dialog of every page. It is a plain field and a plain list of links, not a combobox: the links keep
 * their own meaning (open in a new tab, touch exploration, headings), and the arrow keys move real focus among them.
 */

import { el, icon, markedPieces } from "./dom.js";
import { exploreUrl, pageUrl } from "./addresses.js";
import { load, search, told } from "./fulltext.js";
import { inList, word } from "./words.js";

const PAUSE = 120;
const SHORTCUT = "practicebook.shortcut";
const SIZE = 6;

let view;
let opener;
let latest = 0;
let pause;

/** @typedef {{name: string, total: number, entries: {id: string, page: import("./fulltext.js").PageData}[]}} Group */

/** @returns {Promise<Group[]>} the groups that found something */
async function findGroups(query) {
  const [{ numbers, marked }, { practices }] = await Promise.all([search(query), load()]);
  const group = async (name, found) => ({ name, total: found.length, entries: await told(found.slice(0, SIZE), marked) });
  const groups = [
    group("practices", numbers.filter((number) => number < practices)),
    group("pages", numbers.filter((number) => number >= practices)),
  ];
  return (await Promise.all(groups)).filter(({ total }) => total);
}

/** Where a practice is, or what sort of page another page is. */
function kindOf({ kind, meta }) {
  return kind === "practice" ? [meta.place, meta.country].filter(Boolean).join(" · ") : word(`search.types.${kind}`);
}

function entry({ page }) {
  const tongue = { lang: page.meta.language, dir: page.meta.direction };
  return el("li.search-entry", {},
    el("a", { href: page.url, ...tongue }, page.meta.title ?? page.url),
    el("span.search-kind", {}, kindOf(page)),
    el("p", tongue, ...(page.passage ? markedPieces(page.passage) : [page.meta.summary])));
}

function section({ name, total, entries }) {
  const id = `search-${name}`;
  return el("section", { "aria-labelledby": id },
    el("h3.search-heading", { id }, word(`search.${name}`, { count: total })),
    el("ul", {}, ...entries.map(entry)));
}

const waysOn = () => el("ul.search-ways", {},
  el("li", {}, el("a", { href: pageUrl("themes/") }, word("search.browse_themes"))),
  el("li", {}, el("a", { href: exploreUrl() }, word("search.browse_practices"))));

/** Words instead of results, with ways to go on. */
function message(name, values, ...more) {
  return el("div.search-message", {},
    el("p.search-lead", {}, word(`search.${name}`, values)),
    el("p", {}, word(`search.${name}_hint`)), ...more, waysOn());
}

function show(...nodes) {
  view.results.replaceChildren(...nodes);
  view.results.removeAttribute("aria-busy");
  view.body.scrollTop = 0;
}

function showGroups(query, groups) {
  if (!groups.length) {
    view.status.textContent = word("search.none", { query });
    return show(message("none", { query }));
  }
  view.status.textContent = inList(groups.map(({ name, total }) => word(`search.count_${name}`, { count: total })));
  // Explore lists practices only: without one, it would be a dead end.
  const onward = groups[0].name === "practices" ? [el("a.search-all", { href: exploreUrl(query) }, word("search.all", { query }))] : [];
  return show(...groups.map(section), ...onward);
}

function showError() {
  view.status.textContent = word("search.error");
  show(message("error", {}, el("button.search-retry", { type: "button", onclick: run }, word("search.retry"))));
}

/** Only the first search of a page takes long enough to say so. */
function showWaiting() {
  view.results.setAttribute("aria-busy", "true");
  if (view.results.querySelector(".search-entry")) return;
  show(el("p.search-lead.search-waiting", {}, word("search.loading")));
}

/** Searches for what the field holds, and shows the answer unless a later search has begun. */
async function run() {
  const query = view.input.value.trim();
  const mine = ++latest;
  if (!query) {
    view.status.textContent = "";
    return show(message("empty"));
  }
  showWaiting();
  try {
    const groups = await findGroups(query);
    if (mine === latest) showGroups(query, groups);
  } catch {
    if (mine === latest) showError();
  }
}

function onInput() {
  clearTimeout(pause);
  pause = setTimeout(run, PAUSE);
}

/** Arrow keys go through the field and the links; a letter typed on a link goes on in the field. */
function onKey(event) {
  if (event.key === "Escape") {
    event.preventDefault();
    view.dialog.close();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [view.input, ...view.results.querySelectorAll("a, button")];
  const place = stops.indexOf(document.activeElement);
  if (step && place >= 0) {
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, place + step))].focus();
  } else if (place > 0 && event.key.length === 1 && event.key !== " " && !(event.ctrlKey || event.metaKey || event.altKey)) {
    view.input.focus();
  }
}

/** People who speak to their computer can turn the "/" key off. */
function shortcutSwitch() {
  const box = el("input", { type: "checkbox", onchange: () => {
    try { localStorage.setItem(SHORTCUT, box.checked ? "on" : "off"); } catch { /* nowhere to remember it */ }
  } });
  try { box.checked = localStorage.getItem(SHORTCUT) !== "off"; } catch { box.checked = true; }
  return el("label", {}, box, word("search.shortcut"));
}

function build() {
  const input = el("input", { type: "search", name: "q", id: "search-field", autocomplete: "off", spellcheck: "false", maxlength: 200,
    enterkeyhint: "search", placeholder: word("search.placeholder"), oninput: onInput });
  const status = el("p.find-hidden", { role: "status" });
  const results = el("div.search-results");
  const body = el("div.search-body", {}, results);
  const close = el("button.find-button", { type: "button", "aria-label": word("search.close"), onclick: () => dialog.close() }, icon("close"));
  const form = el("form.search-form", { role: "search", action: exploreUrl() },
    icon("search"), el("label.find-hidden", { for: "search-field" }, word("search.label")), input, close);
  const foot = el("p.search-foot", {}, el("span", {}, word("search.keys")), shortcutSwitch());
  const dialog = el("dialog.search-dialog", { "aria-label": word("search.title"), onkeydown: onKey, onclose: () => opener?.focus() },
    el("div.search-frame", {}, form, status, body, foot));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return { dialog, input, status, results, body };
}

/** The stylesheet comes with the dialog, so that no page pays for it before somebody searches. */
function styled() {
  const href = new URL("../css/explore.css", import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href?.split("?")[0] === href)) return Promise.resolve();
  return new Promise((resolve) => {
    document.head.append(el("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve }));
  });
}

const ready = styled();

/** @param {HTMLElement} from where focus returns to when the dialog closes */
export async function openSearch(from) {
  load().catch(() => {}); // Told when a search asks for it.
  await ready;
  view ??= build();
  if (view.dialog.open) return;
  opener = from;
  view.dialog.showModal();
  view.input.focus();
  view.input.select();
  run();
}
