/**
 * What is written into a draft. A field is an area to write in, and beside it what the finished document says there:
 * paper and the finished view show that. Its node stays the same as long as the page is open, so that focus stays too.
 */

import { el } from "../../dom.js";
import { word } from "../../words.js";
import { keep, recall } from "./memory.js";
import { settled } from "./outline.js";
import { createRenderer, TOP } from "./render.js";

const LONGEST = 20_000;
const GROWS_ITSELF = CSS.supports("field-sizing", "content");

/** @typedef {import("./outline.js").Field} Field */

/** What a field holds: somebody's words, or what it begins with. @param {Field} field */
export function valueOf({ key, initial }) {
  return recall(key) ?? initial;
}

/** Whether a field still waits for words. @param {Field} field */
export function isOpen(field) {
  return !valueOf(field).trim();
}

function grow(area, least) {
  if (GROWS_ITSELF) return;
  area.rows = least;
  while (area.scrollHeight > area.clientHeight && area.rows < 60) area.rows += 1;
}

function hint({ hints }, id) {
  if (hints.length < 2) return el("p.submission-hint", { id }, hints[0] ?? "");
  return el("ul.submission-hint", { id }, ...hints.map((one) => el("li", {}, one)));
}

/** @param {Field} field @param {() => void} onWrite */
function createField(field, onWrite) {
  const id = `draft-${field.key.replaceAll(":", "-")}`;
  const area = el("textarea", { id, rows: field.lines, maxlength: LONGEST, dir: "auto", spellcheck: "true", autocomplete: "off",
    "aria-describedby": field.hints.length ? `${id}-hint` : null, oninput: write });
  const clean = el("div.submission-clean");
  const link = field.link ? el("p.submission-hint", {}, el("a", { href: field.link.href }, field.link.label)) : null;
  const node = el(`div.submission-field${field.role ? `.is-${field.role}` : ""}`, {},
    el("div.submission-writing", {}, el("label", { for: id }, field.label), field.hints.length ? hint(field, `${id}-hint`) : null, link, area), clean);
  const { block } = createRenderer([], { top: TOP });

  function show() {
    node.classList.toggle("is-open", isOpen(field));
    clean.replaceChildren(...settled(field, valueOf(field)).map(block));
    grow(area, field.lines);
  }

  function write() {
    keep(field.key, area.value === field.initial ? undefined : area.value);
    show();
    onWrite();
  }

  /** A title and the like are one line: Enter would only look like a second one. */
  if (field.lines === 1) area.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());

  return { node, area, update() {
    if (area.value !== valueOf(field)) area.value = valueOf(field);
    show();
  } };
}

/** All fields that were ever shown on this page. @param {() => void} onWrite */
export function createFields(onWrite) {
  const made = new Map();
  return {
    /** @param {Field} field @returns {HTMLElement} */
    nodeOf(field) {
      const key = `${field.key} ${field.label}`;
      if (!made.has(key)) made.set(key, createField(field, onWrite));
      made.get(key).update();
      return made.get(key).node;
    },
  };
}
