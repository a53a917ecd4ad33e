/**
 * A field to choose one practice: it suggests as one types, by title, place, country and theme, whatever the accents.
 * A combobox with a list, as the ARIA Authoring Practices describe it.
 */

import { el } from "../dom.js";
import { plain, word } from "../words.js";
import { loadList, whereIs } from "./practice_list.js";

const MOST = 8;
let fields = 0;

/** @typedef {import("./practice_list.js").Entry} Entry */

/** Where the words of each practice are looked for, by weight: the title and place first. */
function indexed(list) {
  const names = (facet, ids) => ids.map((id) => list.labels[facet][id] ?? "").join(" ");
  return list.practices.map((entry) => {
    const where = whereIs(list, entry);
    return { entry, where, first: plain(`${entry.title} ${where}`), all: plain(`${entry.title} ${where} ${names("theme", entry.theme)} ${entry.id}`) };
  });
}

/** Every word must be found; those with all of them in title or place come first. */
function matching(index, query, isExcluded) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const fits = (text) => words.every((one) => text.includes(one));
  const found = index.filter(({ entry, all }) => !isExcluded(entry.id) && fits(all));
  return [...found.filter(({ first }) => fits(first)), ...found.filter(({ first }) => !fits(first))];
}

function createOption({ entry, where }, id, onChoose) {
  return el("li.picker-option", { id, role: "option", "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: () => onChoose(entry) },
    el("span.picker-where", {}, where), el("span.picker-title", { lang: entry.tongue, dir: "auto" }, entry.title));
}

/**
 * @param {{label: string, isExcluded: (id: string) => boolean, onChoose: (entry: Entry) => void}} options
 */
export function createPicker({ label, isExcluded, onChoose }) {
  const id = `picker-${++fields}`;
  const options = el("ul.picker-options", { id: `${id}-options`, role: "listbox", "aria-label": label, hidden: true });
  const status = el("p.picker-status", { role: "status" });
  const input = el("input.picker-field", { id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: 100,
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": options.id, "aria-describedby": `${id}-hint`,
    oninput: () => show(), onfocus: () => prepare(), onblur: () => close(), onkeydown: onKey });
  const node = el("div.picker", {}, el("label.picker-label", { for: id }, label), el("p.picker-hint", { id: `${id}-hint` }, word("picker.hint")),
    el("div.picker-frame", {}, input, options), status);
  let active = -1;
  let index;

  /** A first letter may come before the list has. */
  async function prepare() {
    try {
      index ??= indexed(await loadList());
      if (input.value) show();
    } catch {
      status.textContent = word("picker.error");
    }
  }

  function point(to) {
    active = to;
    [...options.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    const chosen = options.children[active];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  function open(isOpen) {
    options.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    point(-1);
  }

  function close() {
    open(false);
    if (index) status.textContent = "";
  }

  function show() {
    if (!input.value.trim()) return close();
    if (!index) return prepare();
    const found = matching(index, input.value, isExcluded);
    options.replaceChildren(...found.slice(0, MOST).map((one, place) => createOption(one, `${id}-${place}`, choose)));
    open(found.length > 0);
    status.textContent = found.length ? word("picker.count", { count: found.length }) : word("picker.none", { query: input.value.trim() });
    return undefined;
  }

  function choose(entry) {
    input.value = "";
    close();
    onChoose(entry);
  }

  /** Enter takes what is pointed at, or the only one there is; it may be pressed before the list has come. */
  async function onEnter() {
    if (!index) await prepare();
    const chosen = options.hidden ? null : options.children[options.children.length === 1 ? 0 : active];
    chosen?.click();
  }

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") onEnter();
    else if (event.key === "Escape" && input.value) {
      input.value = "";
      close();
    } else if (step && options.hidden) show();
    else if (step) point((active + step + options.children.length + (active < 0 && step < 0 ? 1 : 0)) % options.children.length);
    else return;
    event.preventDefault();
  }

  return { node, input };
}
