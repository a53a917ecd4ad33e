/** The self-assessment: joins what this browser keeps, the questions, the result, and where to go on from there. */

import { el } from "../dom.js";
import { word } from "../words.js";
import { emptyAssessment, LARGEST, readAssessment, Unreadable, withAnswer, writeAssessment } from "./assessment/answers.js";
import { loadBook } from "./assessment/book.js";
import { createCity } from "./assessment/city.js";
import { createFiles } from "./assessment/files.js";
import { keep, onKeptElsewhere, readKept, today } from "./assessment/kept.js";
import { createQuestions } from "./assessment/questions.js";
import { createResult } from "./assessment/result.js";
import { createWays } from "./assessment/ways.js";
import { saveFile } from "./save_file.js";

const PARTS = ["questions", "result", "ways", "files"];

/** The parts of a long page, to go to. */
function createContents() {
  return el("nav.assessment-contents", { "aria-label": word("assessment.contents") },
    el("ul", {}, ...PARTS.map((part) => el("li", {}, el("a", { href: `#${part}` }, word(`assessment.${part}`))))));
}

/** @param {HTMLElement} mount @param {import("./assessment/book.js").Book} book */
function assess(mount, book) {
  let assessment = readKept(book.ids);
  let earlier;
  const unkept = el("strong", { hidden: true }, ` ${word("assessment.unkept")}`);
  const city = createCity(book, (change) => become({ ...assessment, city: { ...assessment.city, ...change } }));
  const questions = createQuestions(book, (id, change) => become(withAnswer(assessment, id, change)));
  const result = createResult(book);
  const ways = createWays(book);
  const files = createFiles({ onSave: save, onOpen: open, onCompare: compare, onUncompare: () => beside(undefined), onErase: erase });

  function show() {
    city.update(assessment.city);
    questions.update(assessment);
    result.update(assessment, earlier);
    ways.update(assessment);
    files.update(Boolean(earlier));
  }

  function become(next) {
    assessment = next;
    unkept.hidden = keep(next);
    show();
  }

  /** Takes the place of what is here, and can be undone. */
  function replace(next, said) {
    const before = assessment;
    become(next);
    files.tell(said, () => become(before));
  }

  function beside(next, said = "") {
    earlier = next;
    show();
    files.tell(said);
  }

  async function read(file) {
    if (file.size > LARGEST) throw new Unreadable("too_large");
    return readAssessment(await file.text(), book.ids);
  }

  async function open(file) {
    const { city: place, answers } = await read(file);
    replace({ city: place, answers }, word("assessment.opened", { name: file.name }));
  }

  async function compare(file) {
    beside(await read(file), word("assessment.opened_beside", { name: file.name }));
  }

  function save() {
    const title = [word("assessment.file"), assessment.city.name, today()].filter(Boolean).join(" ");
    saveFile({ title, fallback: "assessment", ending: "json", type: "application/json" }, writeAssessment(assessment, today()));
  }

  function erase() {
    replace(emptyAssessment(), word("assessment.erased"));
  }

  mount.replaceChildren(el("p.assessment-private", {}, word("assessment.private"), unkept), createContents(),
    city.node, questions.node, result.node, ways.node, files.node);
  onKeptElsewhere(() => {
    assessment = readKept(book.ids);
    show();
  });
  show();
}

/** @param {HTMLElement} mount @param {Node[]} fallback what the page has without this script */
export async function start(mount, fallback = [...mount.childNodes]) {
  mount.classList.add("assessment");
  mount.replaceChildren(el("p", { role: "status" }, word("assessment.loading")));
  let book;
  try {
    book = await loadBook();
  } catch {
    const retry = el("button.action", { type: "button", onclick: () => start(mount, fallback) }, word("assessment.retry"));
    mount.replaceChildren(el("p.note", { role: "alert" }, word("assessment.error")), el("p", {}, retry), ...fallback);
    return;
  }
  assess(mount, book);
}
