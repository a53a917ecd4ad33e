/** The questions, pillar by pillar. Their nodes are made once and then only updated, so that focus stays where it is. */

import { pageUrl } from "../../addresses.js";
import { el, hidden } from "../../dom.js";
import { word } from "../../words.js";
import { answerTo, LONGEST, MOST, STATES } from "./answers.js";
import { said } from "../submission/texts.js";
import { symbol } from "./symbol.js";

/** @typedef {import("./book.js").Criterion} Criterion */

const linesOf = (text) => text.split("\n").map((line) => line.trim().slice(0, LONGEST.evidence)).filter(Boolean).slice(0, MOST);

function createChoice(id, state, onChange) {
  const box = el("input", { type: "radio", name: id, value: state, onchange: () => onChange({ state }) });
  return { box, node: el("label.assessment-choice", {}, box, symbol(state), el("span", {}, word(`assessment.states.${state}`))) };
}

function createField(id, name, attributes, onInput) {
  const field = el("textarea.assessment-field", { id: `${id}-${name}`, rows: 2, dir: "auto", oninput: () => onInput(field.value), ...attributes });
  return { field, node: el("p", {}, el("label", { for: field.id }, word(`assessment.${name}`)), field) };
}

/** A field that is being typed in is left alone. */
function fill(field, text) {
  if (field !== document.activeElement) field.value = text;
}

/** @param {Criterion} criterion @param {(id: string, change: object) => void} onChange */
function createQuestion(criterion, onChange) {
  const { id } = criterion;
  const tell = (change) => onChange(id, change);
  const choices = STATES.map((state) => createChoice(id, state, tell));
  const clear = el("button.quiet.assessment-clear", { type: "button", onclick: () => {
    tell({ state: "" });
    choices[0].box.focus();
  } }, word("assessment.clear"), hidden(` (${criterion.number})`));
  const note = createField(id, "note", { maxlength: LONGEST.note }, (text) => tell({ note: text }));
  const evidence = createField(id, "evidence", { "aria-describedby": `${id}-hint` }, (text) => tell({ evidence: linesOf(text) }));
  const more = el("details.assessment-more", {}, el("summary", {}, word("assessment.more"), hidden(` (${criterion.number})`)),
    note.node, evidence.node, el("p.assessment-hint", { id: `${id}-hint` }, word("assessment.evidence_hint")));
  const node = el("fieldset.assessment-question", { id, tabindex: -1, "aria-describedby": `${id}-shown` },
    el("legend", {}, el("span.assessment-number", {}, `${criterion.number}. `), said("span", criterion.label)),
    el("p.assessment-hint", { id: `${id}-shown` }, `${word("assessment.shown_by")} `, said("span", criterion.shown_by), " ",
      el("a", { href: pageUrl(`criteria/${id}/`) }, word("assessment.about_criterion"), hidden(` (${criterion.number})`))),
    el("div.assessment-choices", {}, ...choices.map((one) => one.node), clear), more);

  return { node, /** @param {import("./answers.js").Answer} answer */ update(answer) {
    for (const { box } of choices) box.checked = box.value === answer.state;
    clear.hidden = !answer.state;
    const isNews = !note.field.value && !evidence.field.value && (answer.note || answer.evidence.length);
    fill(note.field, answer.note);
    fill(evidence.field, answer.evidence.join("\n"));
    if (isNews) more.open = true; // what was written before is seen; closing it again is up to the reader
  } };
}

/** @param {import("./book.js").Book} book @param {(id: string, change: object) => void} onChange */
export function createQuestions(book, onChange) {
  const questions = new Map(book.criteria.map((one) => [one.id, createQuestion(one, onChange)]));
  const counts = new Map(book.pillars.map(({ id }) => [id, el("p.assessment-count")]));
  const sections = book.pillars.map(({ id, label, about, criteria }) =>
    el("section.assessment-pillar", { "aria-labelledby": `pillar-${id}` }, said("h3", label, { id: `pillar-${id}` }),
      said("p.assessment-about", about), counts.get(id), ...criteria.map((one) => questions.get(one.id).node)));
  const node = el("section.assessment-questions", { "aria-labelledby": "questions" }, el("h2", { id: "questions" }, word("assessment.questions")), ...sections);

  return { node, update(assessment) {
    for (const [id, question] of questions) question.update(answerTo(assessment, id));
    for (const { id, criteria } of book.pillars) {
      const done = criteria.filter((one) => answerTo(assessment, one.id).state).length;
      counts.get(id).textContent = word("assessment.answered", { done, count: criteria.length });
    }
  } };
}
