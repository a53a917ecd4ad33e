/**
 * The practices of a dossier in the order the reader gives them: each with its note and buttons to move it or to take it
 * out. The node of a practice stays the same as long as it is there, so that focus and what is being typed stay too.
 *
 * @typedef {import("../../collected.js").Item} Item
 * @typedef {import("./shelf.js").Standing} Standing
 */

import { el, keepingFocus } from "../../dom.js";
import { word } from "../../words.js";
import { copyOf } from "../practice_pages.js";
import { LONGEST } from "./head.js";

/** @typedef {{onMove: (id: string, step: number) => void, onRemove: (id: string) => void, onNote: (id: string, note: string) => void,
 *   onRetry: () => void, onLook: (id: string) => void}} Actions */

const TOLD = { waiting: "dossier.waiting", gone: "dossier.gone", failed: "dossier.failed" };

/** @param {string} id @param {Actions} actions */
function createItem(id, actions) {
  const number = el("span.dossier-number", { "aria-hidden": "true" });
  const where = el("p.dossier-where");
  const title = el("h3.dossier-title", {}, id);
  const state = el("p.dossier-state");
  const retry = el("button.action", { type: "button", hidden: true, onclick: actions.onRetry }, word("dossier.retry"));
  const note = el("textarea.dossier-note", { id: `note-${id}`, rows: 2, maxlength: LONGEST.note, dir: "auto",
    oninput: () => actions.onNote(id, note.value), onfocus: () => actions.onLook(id) });
  const tool = (name, sign, onclick) => el(`button.dossier-tool.dossier-${name}`, { type: "button", onclick }, el("span", { "aria-hidden": "true" }, sign));
  const up = tool("up", "↑", () => actions.onMove(id, -1));
  const down = tool("down", "↓", () => actions.onMove(id, 1));
  const remove = tool("remove", "✕", () => actions.onRemove(id));
  const node = el("li.dossier-item", {}, number, el("div.dossier-name", {}, where, title),
    el("div.dossier-tools", {}, up, down, remove), el("div.dossier-standing", {}, state, retry),
    el("div.dossier-writing", {}, el("label", { for: note.id }, word("dossier.note")), note));
  let shown;

  function name(text) {
    up.setAttribute("aria-label", word("dossier.up", { title: text }));
    down.setAttribute("aria-label", word("dossier.down", { title: text }));
    remove.setAttribute("aria-label", word("dossier.remove", { title: text }));
    note.setAttribute("aria-label", word("dossier.note_for", { title: text }));
  }

  function showPractice(practice) {
    where.replaceChildren(copyOf(practice.where));
    title.replaceChildren(el("a", { href: practice.url }, copyOf(practice.title)));
    name(practice.name);
  }

  /** @param {{state: string, practice?: object}} standing */
  function showStanding(standing) {
    if (shown === standing) return;
    shown = standing;
    if (standing.practice) showPractice(standing.practice);
    state.textContent = TOLD[standing.state] ? word(TOLD[standing.state]) : "";
    retry.hidden = standing.state !== "failed";
  }

  /** A button that has just lost its use hands its focus to its neighbour. */
  function showPlace(place, count) {
    const focused = document.activeElement;
    number.textContent = String(place + 1);
    up.disabled = place === 0;
    down.disabled = place === count - 1;
    if (focused === up && up.disabled) down.focus();
    else if (focused === down && down.disabled) up.focus();
  }

  name(id);
  return { node, remove, update({ note: text = "" }, place, count, standing) {
    showPlace(place, count);
    showStanding(standing);
    if (note.value !== text && note !== document.activeElement) note.value = text;
  } };
}

/** @param {Actions} actions */
export function createList(actions) {
  const items = new Map();
  const list = el("ol.dossier-list");

  return {
    node: list,
    /**
     * @param {Item[]} wanted
     * @param {(id: string) => Standing} standingOf
     * @param {{node: Node, place: number}|undefined} extra what stands in the place of one that was taken out
     */
    update(wanted, standingOf, extra) {
      for (const id of [...items.keys()]) if (!wanted.some((one) => one.id === id)) items.delete(id);
      for (const { id } of wanted) if (!items.has(id)) items.set(id, createItem(id, actions));
      const nodes = wanted.map(({ id }) => items.get(id).node);
      if (extra) nodes.splice(extra.place, 0, extra.node);
      if (nodes.some((node, place) => list.children[place] !== node) || list.children.length !== nodes.length) {
        keepingFocus(() => list.replaceChildren(...nodes));
      }
      wanted.forEach((item, place) => items.get(item.id).update(item, place, wanted.length, standingOf(item.id)));
    },
    /** @param {string} id where reading goes on after it was brought back */
    focus: (id) => items.get(id)?.remove.focus(),
    /** @param {string} id */
    reveal: (id) => items.get(id)?.node.scrollIntoView({ block: "nearest" }),
  };
}
