/** The questions about a frame. Their nodes are made once and then only updated, so that focus stays where it is. */

import { el } from "../../dom.js";
import { word } from "../../words.js";
import { createPicker } from "../practice_picker.js";
import { HEIGHTS, LISTS, MOST, SCHEMES } from "./state.js";

const INDENT = "\u2003";

/** @typedef {import("../practice_list.js").List} List */
/** @typedef {import("./state.js").State} State */

const option = (value, label) => el("option", { value }, label);

function field(name, input) {
  input.id = `embed-${name}`;
  return el("div.embed-field", {}, el("label", { for: input.id }, word(`embed.${name}`)), input);
}

function createSelect(name, options, onChange) {
  const select = el("select", { onchange: () => onChange(select.value) }, ...options);
  return { select, node: field(name, select) };
}

/** A number that is no longer within bounds while one types is not taken. */
function createNumber(name, least, most, step, onChange) {
  const input = el("input", { type: "number", min: least, max: most, step, onchange: () => {
    if (input.validity.rangeUnderflow || input.validity.rangeOverflow || input.validity.badInput || !input.value) input.reportValidity();
    else onChange(Math.round(Number(input.value)));
  } });
  return { input, node: field(name, input) };
}

/** Parts of a theme stand below it. @param {List} list */
function termsOf({ labels }, facet) {
  return Object.entries(labels[facet]).map(([id, label]) => option(id, INDENT.repeat(id.split("/").length - 1) + label));
}

/**
 * @param {List} list
 * @param {{onFacet: (facet: string) => void, onTell: (told: Partial<State>) => void}} listeners
 */
export function createForm(list, { onFacet, onTell }) {
  const facets = Object.keys(LISTS).map((facet) => option(facet, word("embed.list", { facet: list.facets[facet] })));
  const kind = createSelect("kind", [option("practice", word("embed.one")), ...facets], onFacet);
  const which = createSelect("which", [], (id) => onTell({ id }));
  const picker = createPicker({ label: word("embed.practice"), isExcluded: () => false, onChoose: ({ id }) => onTell({ id }) });
  const chosen = el("p.embed-chosen", { role: "status" });
  const colours = createSelect("colours", SCHEMES.map((one) => option(one, word(`embed.schemes.${one}`))), (scheme) => onTell({ colours: scheme }));
  const accent = el("input", { type: "color", onchange: () => onTell({ accent: accent.value.slice(1) }) });
  const number = createNumber("number", 1, MOST, 1, (value) => onTell({ number: value }));
  const height = createNumber("height", HEIGHTS.least, HEIGHTS.most, 10, (value) => onTell({ height: value }));
  const node = el("form.embed-form", { "aria-labelledby": "embed-what-title", onsubmit: (event) => event.preventDefault() },
    el("h2", { id: "embed-what-title" }, word("embed.what")), kind.node, which.node, picker.node, chosen,
    el("h2", {}, word("embed.look")), colours.node, field("accent", accent), number.node, height.node);
  let shown = "";

  return { node, /** @param {State} state @param {string} title */ update(state, title) {
    const isPractice = state.facet === "practice";
    if (shown !== state.facet && !isPractice) which.select.replaceChildren(...termsOf(list, state.facet));
    shown = state.facet;
    kind.select.value = state.facet;
    which.node.hidden = isPractice;
    picker.node.hidden = !isPractice;
    number.node.hidden = isPractice;
    if (!isPractice) which.select.value = state.id;
    chosen.textContent = isPractice && title ? word("embed.chosen", { title }) : "";
    colours.select.value = state.colours;
    accent.value = `#${state.accent}`;
    number.input.value = state.number;
    height.input.value = state.height;
  } };
}
