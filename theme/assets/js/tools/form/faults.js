/** What is wrong, shown where it is: at a field once it was left, and all of it in the list of what is still to do. */

import { pageUrl } from "../../addresses.js";
import { el } from "../../dom.js";
import { word } from "../../words.js";
import { codeOf, sentence } from "./check.js";
import { labelOf, pathOf } from "./controls.js";
import { fieldName } from "./record.js";

/** The sentence of a problem; where the command line speaks of files, the form speaks of its fields. */
function told(problem, book) {
  if (problem.name === "taken") return { message: word("form.taken", problem.values), hint: "" };
  const own = word(`form.hints.${problem.name}`);
  const { message, hint } = sentence(problem, book);
  return { message, hint: own === `form.hints.${problem.name}` ? hint : own };
}

function ruleLink(code) {
  return el("a", { href: pageUrl(`contribute/rules/#${code}`), target: "_blank", "aria-label": word("form.rule", { code }) }, code);
}

function reveal(field) {
  for (let part = field.node; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  field.input.focus();
}

/** @param {import("./state.js").Form} form @param {Map<string, import("./controls.js").Field>} fields */
export function createFaults(form, fields) {
  const list = el("ul.form-todo", {});
  const node = el("div.form-faults", {}, list);

  /** The field itself, or the nearest one around it. */
  function fieldOf(steps) {
    for (let rest = steps; rest.length; rest = rest.slice(0, -1)) if (fields.has(fieldName(rest))) return fields.get(fieldName(rest));
    return [...fields.values()].find(({ name }) => name.startsWith(fieldName(steps)));
  }

  function entry(problem) {
    const { message, hint } = told(problem, form.book);
    const { code, isError } = codeOf(problem, form.book);
    const name = pathOf(problem.steps) || labelOf(problem.steps);
    const field = fieldOf(problem.steps);
    const link = field ? el("a", { href: `#${field.input.id}`, onclick: (event) => { event.preventDefault(); reveal(field); } }, name) : name;
    return el("li", {}, link, `: ${message}. ${hint} `, ruleLink(code), isError ? null : el("span.small", {}, ` (${word("form.advice")})`));
  }

  /** @param {import("./check.js").Problem[]} problems @param {(name: string) => boolean} isLeft whether one has been at a field */
  function update(problems, isLeft) {
    const first = new Map();
    for (const problem of problems) {
      const field = fieldOf(problem.steps);
      const isOwn = field && (isLeft(field.name) || field.input.value);
      if (isOwn && isLeft(field.name) && !first.has(field)) first.set(field, problem);
    }
    for (const field of fields.values()) {
      const problem = first.get(field);
      const { message, hint } = problem ? told(problem, form.book) : {};
      field.tell(problem ? `${message}. ${hint}`.trim() : "", problem ? ruleLink(codeOf(problem, form.book).code) : null);
    }
    list.replaceChildren(...problems.map(entry));
    list.hidden = !problems.length;
  }

  return { node, update };
}
