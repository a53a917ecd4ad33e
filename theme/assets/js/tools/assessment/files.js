/** Taking an assessment along, bringing one back, looking at an earlier one beside, and erasing it. */

import { el } from "../../dom.js";
import { word } from "../../words.js";
import { Unreadable } from "./answers.js";

const SHOWN = 5; // faults of a file: the first ones say enough

const action = (text, onclick) => el("button.action", { type: "button", onclick }, text);

function createChooser(id, label, onChosen) {
  const input = el("input.assessment-file", { type: "file", id, accept: ".json,application/json", onchange: async () => {
    const [file] = input.files;
    if (file) await onChosen(file);
    input.value = "";
  } });
  return [input, el("label.action", { for: id }, label)];
}

function describe({ where, reason, values }) {
  return el("li", {}, el("code", { dir: "ltr" }, where), ` ${word(`assessment.faults.parts.${reason}`, values)}`);
}

/** Why a file cannot be opened, and where it is wrong. */
function createFault(name, error) {
  const { message, faults } = error instanceof Unreadable ? error : new Unreadable("not_json");
  const more = faults.length - SHOWN;
  return [el("p", {}, word(`assessment.faults.${message}`, { name })),
    faults.length ? el("ul", {}, ...faults.slice(0, SHOWN).map(describe)) : "",
    more > 0 ? el("p", {}, word("assessment.faults.more", { count: more })) : ""];
}

/**
 * @param {{onSave: () => void, onOpen: (file: File) => Promise<void>, onCompare: (file: File) => Promise<void>, onUncompare: () => void, onErase: () => void}} listeners
 */
export function createFiles({ onSave, onOpen, onCompare, onUncompare, onErase }) {
  const fault = el("div.assessment-fault", { role: "alert" });
  const status = el("p.assessment-status", { role: "status" });
  const back = action(word("assessment.undo"), () => undo());
  const uncompare = action(word("assessment.uncompare"), onUncompare);
  let undo = () => {};

  /** Runs what opens a file, and says why where it fails. */
  const trying = (open) => async (file) => {
    fault.replaceChildren();
    try {
      await open(file);
    } catch (error) {
      fault.replaceChildren(...createFault(file.name, error));
    }
  };
  back.hidden = true;
  const node = el("section.assessment-files", { "aria-labelledby": "files" }, el("h2", { id: "files" }, word("assessment.files")),
    el("p.assessment-hint", {}, word("assessment.files_hint")),
    el("div.assessment-row", {}, action(word("assessment.save"), onSave), ...createChooser("assessment-open", word("assessment.open"), trying(onOpen)),
      ...createChooser("assessment-compare", word("assessment.compare"), trying(onCompare)), uncompare,
      action(word("assessment.print"), () => print()), action(word("assessment.erase"), onErase)),
    fault, el("div.assessment-row", {}, status, back));

  return { node, update(isComparing) {
    uncompare.hidden = !isComparing;
  },
  /** What was done, with a way back if there is one. @param {string} text @param {() => void} [how] */
  tell(text, how) {
    fault.replaceChildren();
    status.textContent = text;
    back.hidden = !how;
    undo = () => {
      how();
      back.hidden = true;
      status.textContent = word("assessment.undone");
    };
  } };
}
