/** What stands before the form: that it is kept on this device, how to erase it, and how to open a record to correct it. */

import { el } from "../../dom.js";
import { word } from "../../words.js";
import { createPicker } from "../practice_picker.js";

/**
 * @param {{onPractice: (id: string) => void, onFile: (file: File) => void, onErase: () => void, onUndo: () => void}} listeners
 */
export function createOpening({ onPractice, onFile, onErase, onUndo }) {
  const status = el("span", {});
  const undo = el("button.quiet", { type: "button", hidden: true, onclick: () => { undo.hidden = true; onUndo(); } }, word("form.undo"));
  const file = el("input.form-input", { id: "form-file", type: "file", accept: ".yaml,.yml,.txt", "aria-describedby": "form-file-help", onchange: () => {
    if (file.files[0]) onFile(file.files[0]);
    file.value = "";
  } });
  const picker = createPicker({ label: word("form.open_practice"), isExcluded: () => false, onChoose: ({ id }) => onPractice(id) });
  const open = el("details.form-more.form-open", {}, el("summary", {}, word("form.open")), picker.node,
    el("div.form-field", {}, el("label", { for: file.id }, word("form.open_file")), el("p.form-help", { id: "form-file-help" }, word("form.open_file_help")), file));
  const kept = el("p.form-kept", {});
  const erase = el("button.action", { type: "button", onclick: onErase }, word("form.erase"));
  const node = el("div.form-opening", {}, el("div.form-keeping", {}, kept, erase), open, el("p.form-told", {}, el("span", { role: "status" }, status), " ", undo));

  return {
    node,
    /** @param {boolean} isKept whether this device lets us keep anything */
    showKept(isKept) {
      kept.textContent = word(isKept ? "form.kept" : "form.unkept");
    },
    /** @param {string} text @param {boolean} canUndo */
    tell(text, canUndo = false) {
      status.textContent = text;
      undo.hidden = !canUndo;
    },
  };
}
