/**
 * The field for a place of ours: it suggests as one types, whatever the accents. A combobox with a list, as the ARIA
 * Authoring Practices describe it. What is not the name of a place of ours is told, and chooses none.
 */

import { el, icon } from "../../dom.js";
import { plain, word } from "../../words.js";

const MOST = 30;
const ID = "like-place";

/** @typedef {{id: string, name: string, country: string, words: string}} Place */

/** Every place that has a practice, by name. @param {import("./state.js").List} list @returns {Place[]} */
function placesOf(list) {
  const countries = new Map(list.practices.map((one) => [one.place[0], list.labels.country[one.country[0]] ?? ""]));
  const { compare } = new Intl.Collator(document.documentElement.lang);
  return Object.entries(list.labels.place)
    .map(([id, name]) => ({ id, name, country: countries.get(id) === name ? "" : countries.get(id), words: plain(name) }))
    .sort((a, b) => compare(a.name, b.name));
}

/** Those whose name begins so come before those that have it somewhere, or in the name of the country. */
function matching(places, query) {
  const sought = plain(query.trim());
  const begins = ({ words }) => words.startsWith(sought);
  const found = places.filter(({ words, country }) => words.includes(sought) || plain(country).startsWith(sought));
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, MOST);
}

/**
 * @param {import("./state.js").List} list
 * @param {(id: string) => void} onChoose the place chosen; empty when it is given up
 */
export function createPlaceField(list, onChoose) {
  const places = placesOf(list);
  const options = el("ul.like-options", { id: `${ID}-options`, role: "listbox", "aria-label": word("like_mine.places"), hidden: true });
  const status = el("p.like-note", { role: "status" });
  const input = el("input", { id: ID, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: 100,
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": options.id, "aria-describedby": `${ID}-hint`,
    oninput: () => open(matching(places, input.value)), onblur: settle, onkeydown: onKey });
  const clear = el("button.like-clear", { type: "button", hidden: true, onclick: () => { choose(""); input.focus(); } }, icon("close"));
  const node = el("div.like-field", {}, el("label", { for: ID }, word("like_mine.place")), el("p.like-hint", { id: `${ID}-hint` }, word("like_mine.place_hint")),
    el("div.like-combobox", {}, input, clear, options), status);
  let chosen = "";
  let active = -1;

  function point(to) {
    active = to;
    [...options.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options.children[active].id);
    return options.children[active].scrollIntoView({ block: "nearest" });
  }

  function createOption(place) {
    return el("li", { id: `${ID}-${place.id}`, role: "option", "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: () => choose(place.id) },
      el("span", {}, place.name), el("span.like-country", {}, place.country));
  }

  function open(found) {
    options.replaceChildren(...found.map(createOption));
    options.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    point(-1);
    status.textContent = found.length ? "" : unknown();
    if (found.length) status.append(el("span.find-hidden", {}, word("like_mine.place_found", { count: found.length })));
  }

  const unknown = () => (input.value.trim() ? word("like_mine.place_none", { query: input.value.trim() }) : "");

  function close() {
    options.hidden = true;
    input.setAttribute("aria-expanded", "false");
    point(-1);
  }

  function choose(id) {
    close();
    onChoose(id);
  }

  /** On leaving, a text that is a name chooses its place; any other text chooses none, and is told to be unknown. */
  function settle() {
    close();
    const named = places.filter(({ words }) => words === plain(input.value.trim()));
    const id = named.length === 1 ? named[0].id : "";
    if (id !== chosen) onChoose(id);
    status.textContent = id ? "" : unknown();
  }

  function onEnter() {
    const at = options.hidden ? -1 : options.children.length === 1 ? 0 : active;
    if (at < 0) settle();
    else options.children[at].click();
  }

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { length } = options.children;
    if (event.key === "Enter") onEnter();
    else if (event.key === "Escape" && !options.hidden) close();
    else if (step && options.hidden) open(matching(places, chosen ? "" : input.value));
    else if (step) point((active + step + length + (active < 0 && step < 0 ? 1 : 0)) % length);
    else return;
    event.preventDefault();
  }

  return {
    node,
    /** Shows a choice; a text that chose nothing stays, so that it can be mended. @param {string} id */
    update(id) {
      const name = list.labels.place[id] ?? "";
      if (id || input.value === list.labels.place[chosen]) input.value = name;
      if (id) status.textContent = "";
      chosen = id;
      clear.hidden = !id;
      clear.setAttribute("aria-label", word("like_mine.place_clear", { place: name }));
    },
    reset() {
      input.value = status.textContent = "";
    },
  };
}
