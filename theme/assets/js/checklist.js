/**
 * What a city needs first, as boxes to tick. The ticks stay on this device, in the local storage of the browser, and each
 * belongs to its text: when the text changes, the tick is gone. Without this script the list is a plain one.
 */

import { el } from "./dom.js";
import { inWords } from "./words.js";

const KEY = "practicebook.checklists";

/** @returns {Record<string, string[]>} practice → keys of what is ticked; nothing where storage is forbidden */
function read() {
  try {
    const { ticked } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return ticked && typeof ticked === "object" ? ticked : {};
  } catch {
    return {};
  }
}

/** @param {string} id @param {string[]} keys */
function write(id, keys) {
  const { [id]: _, ...others } = read();
  const ticked = keys.length ? { ...others, [id]: keys } : others;
  try {
    if (Object.keys(ticked).length) localStorage.setItem(KEY, JSON.stringify({ version: 1, ticked }));
    else localStorage.removeItem(KEY);
  } catch { /* lasts for this page only */ }
}

/** Puts a box before a text; its sources stay links of their own, outside of the label. */
function createBox(item, place, onChange) {
  const sources = [...item.querySelectorAll(":scope > .cite")];
  const box = el("input", { type: "checkbox", id: `needed-${place + 1}`, onchange: onChange });
  const label = el("label", { for: box.id });
  for (const source of sources) source.remove();
  label.append(...item.childNodes);
  item.append(box, el("div", {}, label, ...sources));
  return box;
}

/** @param {HTMLElement} list its `data-` hold the practice and the words */
function start(list) {
  const { checklist: id, ticked: words, kept } = list.dataset;
  const known = read()[id];
  const items = [...list.children];
  const status = el("span", { role: "status" });
  const boxes = items.map((item, place) => createBox(item, place, () => {
    write(id, items.filter((_, at) => boxes[at].checked).map((one) => one.dataset.key));
    tell();
  }));

  function tell() {
    const count = boxes.filter((box) => box.checked).length;
    status.textContent = words.replace("{ticked}", inWords(count)).replace("{total}", inWords(boxes.length));
  }

  boxes.forEach((box, place) => { box.checked = Array.isArray(known) && known.includes(items[place].dataset.key); });
  list.classList.add("is-checklist");
  list.after(el("p.checklist-note.small", {}, status, ` ${kept}`));
  tell();
}

for (const list of document.querySelectorAll("[data-checklist]")) start(list);
