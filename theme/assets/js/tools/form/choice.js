/**
 * A field to choose from a list by typing: a combobox with a list, as the ARIA Authoring Practices describe it. With `many`
 * the chosen stand above the field, each with a button to take it out; otherwise the field itself shows the one that is chosen.
 */

import { el, icon } from "../../dom.js";
import { plain, word } from "../../words.js";

/** @typedef {{id: string, label: string, about?: string, lang?: string}} Option */

/** Options whose label begins so come first, then those that have it anywhere. */
function matching(options, query) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const found = options.filter(({ id, label, about = "" }) => words.every((one) => plain(`${label} ${about} ${id}`).includes(one)));
  const begins = ({ label }) => words.length && plain(label).startsWith(words[0]);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))];
}

/**
 * `leads`: the first that is chosen counts most.
 * @param {{id: string, label: string, many?: boolean, leads?: boolean, options: () => Option[], onChange: (ids: string[]) => void}} field
 */
export function createChoice({ id, label, many = false, leads = false, options, onChange }) {
  const list = el("ul.form-options", { id: `${id}-options`, role: "listbox", "aria-label": label, hidden: true });
  const status = el("p.hidden", { role: "status" });
  const chosenList = el("ul.form-chosen", { hidden: true, "aria-label": word("form.chosen", { field: label }) });
  const input = el("input.form-input", { id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", maxlength: 120, placeholder: word("form.search"),
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    oninput: () => open(input.value), onfocus: () => input.select(), onclick: () => open(""), onblur: settle, onkeydown: onKey });
  const node = el("div.form-choice", {}, many ? chosenList : null, el("div.form-combobox", {}, input, list), status);
  let chosen = [];
  let active = -1;

  const labelOf = (one) => options().find(({ id: found }) => found === one)?.label ?? one;
  const isOpen = () => !list.hidden;

  function point(to) {
    active = to;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[active].id);
    return list.children[active].scrollIntoView({ block: "nearest" });
  }

  function createOption(option, place) {
    return el("li.form-option", { id: `${id}-${place}`, role: "option", "aria-selected": "false", "data-id": option.id,
      onpointerdown: (event) => event.preventDefault(), onclick: () => choose(option.id) },
      el("span", { dir: "auto" }, option.label), option.about ? el("span.form-about", { dir: "auto" }, option.about) : null);
  }

  function open(query) {
    const found = matching(options().filter((one) => !many || !chosen.includes(one.id)), query);
    list.replaceChildren(...found.map(createOption));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    point(-1);
    status.textContent = found.length ? word("form.found", { count: found.length }) : word("form.none_fits", { query: query.trim() });
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    status.textContent = "";
    point(-1);
  }

  function choose(one) {
    update(many ? [...chosen, one] : [one]);
    close();
    onChange(chosen);
  }

  function takeOut(one) {
    update(chosen.filter((other) => other !== one));
    onChange(chosen);
    input.focus();
  }

  /** On leaving, the name of an option chooses it, an empty field gives up the choice, and anything else goes. */
  function settle() {
    close();
    const typed = plain(input.value.trim());
    const named = typed && options().find((one) => plain(one.label) === typed);
    const before = chosen.join();
    if (named && !chosen.includes(named.id)) update(many ? [...chosen, named.id] : [named.id]);
    else update(!many && !typed ? [] : chosen);
    if (chosen.join() !== before) onChange(chosen);
  }

  function onEnter() {
    const at = !isOpen() ? -1 : list.children.length === 1 ? 0 : active;
    if (at >= 0) list.children[at].click();
    else if (isOpen()) point(0);
    else open("");
  }

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { length } = list.children;
    if (event.key === "Enter") onEnter();
    else if (event.key === "Escape" && isOpen()) close();
    else if (event.key === "Backspace" && many && !input.value && chosen.length) takeOut(chosen.at(-1));
    else if (step && !isOpen()) open("");
    else if (step && length) point((active + step + length + (active < 0 && step < 0 ? 1 : 0)) % length);
    else return;
    event.preventDefault();
  }

  function createChosen(one, place) {
    const name = labelOf(one);
    return el("li", {}, el("bdi", {}, name), leads && place === 0 ? el("span.form-lead", {}, word("form.leads")) : null,
      el("button.form-out", { type: "button", "aria-label": word("form.take_out", { name }), onclick: () => takeOut(one) }, icon("close")));
  }

  /** Shows what is chosen. @param {string[]} ids */
  function update(ids) {
    chosen = ids;
    if (many) chosenList.replaceChildren(...chosen.map(createChosen));
    chosenList.hidden = !chosen.length;
    input.value = many || !chosen.length ? "" : labelOf(chosen[0]);
  }

  return { node, input, update };
}
