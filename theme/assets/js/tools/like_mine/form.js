/** The questions about a city. Their nodes are made once and then only updated, so that focus stays where it is. */

import { el } from "../../dom.js";
import { inWords, word } from "../../words.js";
import { createPlaceField } from "./place_field.js";
import { factsOf } from "./state.js";

/** @typedef {import("./state.js").List} List */
/** @typedef {import("./state.js").State} State */

const WIDE = "(min-width: 60rem)"; // as in like_mine.css
const INDENT = "\u2003";

/** How deep each region lies: practices name theirs with all that they are part of, smallest first. */
function depthsOf(list) {
  return new Map(list.practices.flatMap(({ region }) => region.map((id, place) => [id, region.length - 1 - place])));
}

/**
 * @param {string} facet @param {string} none what the choice of nothing is called
 * @param {(id: string) => number} depth
 */
function createSelect(list, facet, none, depth, onChange) {
  const options = Object.entries(list.labels[facet]).map(([id, label]) => el("option", { value: id }, INDENT.repeat(depth(id)) + label));
  const id = `like-${facet}`;
  const select = el("select", { id, "aria-describedby": `${id}-note`, onchange: () => onChange(select.value) }, el("option", { value: "" }, none), ...options);
  const note = el("p.like-note", { id: `${id}-note` });
  const node = el("div.like-field", {}, el("label", { for: id }, word(`like_mine.${facet}`)), select, note);
  return { node, update(value, text = "") {
    select.value = value;
    note.textContent = text;
  } };
}

function createPowers(list, onChange) {
  const boxes = Object.entries(list.labels.power).map(([id, label]) => {
    const box = el("input", { type: "checkbox", id: `like-power-${id}`, value: id, "aria-describedby": `like-power-${id}-about`, onchange: () => tell() });
    return { box, node: el("li", {}, box, el("label", { for: box.id }, label), el("p.like-hint", { id: `like-power-${id}-about` }, list.powers[id])) };
  });
  const tell = () => onChange(new Set(boxes.filter(({ box }) => box.checked).map(({ box }) => box.value)));
  const all = el("button.quiet", { type: "button", onclick: () => {
    const isWhole = boxes.every(({ box }) => box.checked);
    for (const { box } of boxes) box.checked = !isWhole;
    tell();
  } });
  const chosen = el("span.like-chosen");
  const node = el("details.like-powers", { open: matchMedia(WIDE).matches },
    el("summary", {}, el("span", { id: "like-powers" }, word("like_mine.powers")), chosen),
    el("div", { role: "group", "aria-labelledby": "like-powers" }, el("p.like-hint", {}, word("like_mine.powers_hint")),
      el("ul", {}, ...boxes.map((one) => one.node)), all));
  return { node, update(powers) {
    for (const { box } of boxes) box.checked = powers.has(box.value);
    chosen.textContent = powers.size ? inWords(powers.size) : "";
    all.textContent = word(powers.size === boxes.length ? "like_mine.no_powers" : "like_mine.all_powers");
  } };
}

/**
 * @param {List} list
 * @param {{onPlace: (id: string) => void, onTell: (told: Partial<State>) => void, onReset: () => void, onJump: () => void}} listeners
 */
export function createForm(list, { onPlace, onTell, onReset, onJump }) {
  const depths = depthsOf(list);
  const place = createPlaceField(list, onPlace);
  const unsaid = word("like_mine.unsaid");
  const size = createSelect(list, "size", unsaid, () => 0, (id) => onTell({ size: id }));
  const region = createSelect(list, "region", unsaid, (id) => depths.get(id) ?? 0, (id) => onTell({ region: id }));
  const powers = createPowers(list, (chosen) => onTell({ powers: chosen }));
  const theme = createSelect(list, "theme", word("like_mine.any_theme"), (id) => id.split("/").length - 1, (id) => onTell({ theme: id }));
  const jump = el("button.button.like-jump", { type: "button", onclick: onJump }); // where the answers are below the questions
  const reset = el("button.quiet.like-reset", { type: "button", onclick: () => { place.reset(); onReset(); } }, word("like_mine.reset"));
  const node = el("form.like-form", { "aria-labelledby": "like-form", onsubmit: (event) => event.preventDefault() },
    el("h2", { id: "like-form" }, word("like_mine.form")), place.node, size.node, region.node, theme.node, powers.node, reset, jump);

  /** A place whose population nobody recorded leaves the question open, and says so. */
  function askForSize(state) {
    const isOpen = state.place && !state.size && !factsOf(list, state.place).size;
    return isOpen ? word("like_mine.size_unknown", { place: list.labels.place[state.place] }) : "";
  }

  return { node, /** @param {State} state @param {number} found how many practices fit */ update(state, found) {
    reset.hidden = !(state.place || state.size || state.region || state.theme || state.powers.size);
    jump.hidden = !found;
    jump.textContent = word("like_mine.show", { count: found });
    place.update(state.place);
    size.update(state.size, askForSize(state));
    region.update(state.region);
    powers.update(state.powers);
    theme.update(state.theme);
  } };
}
