/** What stands around the list of a dossier: its title and introduction, how far its pages have come, its files. */

import { el } from "../../dom.js";
import { word } from "../../words.js";
import { EXTENTS, LONGEST } from "./head.js";

/** @typedef {import("./head.js").Head} Head */

export const action = (text, onclick) => el("button.action", { type: "button", onclick }, text);

/** A part of the page under its heading; words and classes are called like it. */
export function section(name, ...children) {
  return el(`section.dossier-${name}`, { "aria-labelledby": `dossier-${name}` },
    el("h2.dossier-heading", { id: `dossier-${name}` }, word(`dossier.${name}`)), ...children);
}

function createExtent(extent, onWrite) {
  const box = el("input", { type: "radio", name: "extent", value: extent, onchange: () => onWrite({ extent }) });
  const node = el("label.dossier-extent", {}, box, el("span", {}, word(`dossier.extents.${extent}`),
    el("span.dossier-hint", {}, word(`dossier.extent_hints.${extent}`))));
  return { box, node };
}

/** What the dossier says itself. @param {(change: Partial<Head>) => void} onWrite */
export function createHeadFields(onWrite) {
  const field = (tag, name, attributes) => {
    const node = el(`${tag}.dossier-field`, { id: `dossier-${name}`, maxlength: LONGEST[name], dir: "auto", oninput: () => onWrite({ [name]: node.value }), ...attributes });
    return node;
  };
  const title = field("input", "title", { type: "text", autocomplete: "off", placeholder: word("dossier.name_default") });
  const introduction = field("textarea", "introduction", { rows: 4, "aria-describedby": "dossier-introduction-hint" });
  const extents = EXTENTS.map((extent) => createExtent(extent, onWrite));
  const node = section("cover",
    el("label", { for: title.id }, word("dossier.name")), title,
    el("label", { for: introduction.id }, word("dossier.introduction")), introduction,
    el("p.dossier-hint", { id: "dossier-introduction-hint" }, word("dossier.introduction_hint")),
    el("fieldset.dossier-extents", {}, el("legend", {}, word("dossier.extent")), ...extents.map((one) => one.node)));

  /** A field that is being typed in is left alone. @param {Head} head */
  function update(head) {
    for (const [one, text] of [[title, head.title], [introduction, head.introduction]]) {
      if (one.value !== text && one !== document.activeElement) one.value = text;
    }
    for (const { box } of extents) box.checked = box.value === head.extent;
  }

  return { node, update };
}

/** The dossier itself as a file, and back. */
export function createFiles({ onSave, onOpen, onClear }) {
  const file = el("input.dossier-file", { type: "file", id: "dossier-file", accept: ".json,application/json", onchange: async () => {
    const [chosen] = file.files;
    if (chosen) await onOpen(chosen);
    file.value = "";
  } });
  const fault = el("p.dossier-fault", { role: "alert" });
  const save = action(word("dossier.save_json"), onSave);
  const clear = action(word("dossier.clear"), onClear);
  const node = section("keep", el("p.dossier-hint", {}, word("dossier.keep_hint")),
    el("div.dossier-row", {}, save, file, el("label.action", { for: file.id }, word("dossier.open")), clear), fault);
  return { node, file, fault, update(isEmpty) {
    save.hidden = clear.hidden = isEmpty;
  } };
}

/** How far the pages have come. @param {() => void} onRetry */
export function createProgress(onRetry) {
  const status = el("p", { role: "status" });
  const bar = el("progress", { "aria-hidden": "true" });
  const retry = action(word("dossier.retry"), onRetry);
  const node = el("div.dossier-progress", {}, bar, status, retry);

  function saying(done, count, failed) {
    if (done < count) return word("dossier.loading", { done, count });
    return failed ? word("dossier.missing", { count: failed }) : "";
  }

  /** @param {string[]} states one of each practice */
  function update(states) {
    const count = states.length;
    const done = states.filter((state) => state !== "waiting").length;
    const failed = states.filter((state) => state === "failed").length;
    bar.max = count || 1;
    bar.value = done;
    bar.hidden = done === count;
    retry.hidden = done < count || !failed;
    const text = saying(done, count, failed);
    if (status.textContent !== text) status.textContent = text;
  }

  return { node, update };
}

/** A way back from what was just done; it stands where it was done. */
export function createUndo() {
  const text = el("span");
  const button = action(word("dossier.undo"), () => back());
  const node = el("p.dossier-undo", {}, text, button);
  let back = () => {};
  return { node, button,
    /** @param {string} said @param {() => void} how */
    offer(said, how) {
      text.textContent = said;
      back = how;
    } };
}
