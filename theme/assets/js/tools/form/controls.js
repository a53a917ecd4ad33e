/** The fields of the form, by the kind of value they hold. Each reads and writes one place of the record. */

import { el } from "../../dom.js";
import { inWords, word } from "../../words.js";
import { createChoice } from "./choice.js";
import { fieldName, put, tidy, valueAt } from "./record.js";

const LONG = 200; // a text that may be longer has several lines
const NUMBER = /^-?\d+([.]\d+)?$/;
const GROWS_ITSELF = CSS.supports("field-sizing", "content");

/**
 * @typedef {import("./state.js").Form} Form
 * @typedef {{name: string, node: HTMLElement, input: HTMLElement, show: () => void, tell: (text: string, link: Node|null) => void}} Field
 */

/** A word under the name of a field within its group, or else under its name alone; empty where there is none. */
function named(section, steps) {
  const names = steps.filter((one) => typeof one === "string").slice(-2).map((one) => (one === "id" ? "short_name" : one)); // `id` names entries of lists of words
  const keys = [names.join("_"), names.at(-1)].map((one) => `form.${section}.${one}`);
  return keys.map((key) => word(key)).find((text, place) => text !== keys[place]) ?? "";
}

/** What a field is called; an entry of a list is called like the list. @param {(string|number)[]} steps */
export function labelOf(steps) {
  if (typeof steps.at(-1) === "number") return word("form.numbered", { one: word(`form.one.${steps.at(-2)}`), number: steps.at(-1) + 1 });
  const isCited = steps.length > 1 && steps.at(-1) === "sources";
  return isCited ? word("form.labels.cited") : named("labels", steps);
}

/** Where a field is, from the outside in: "Result 2, Text". */
export function pathOf(steps) {
  const parts = [];
  steps.forEach((step, place) => {
    if (typeof step === "number") parts[parts.length - 1] += ` ${inWords(step + 1)}`;
    else parts.push(labelOf(steps.slice(0, place + 1)));
  });
  return parts.join(" – ");
}

export function idOf(steps) {
  return `form-${fieldName(steps).replace(/[[\].]+/g, "-").replace(/-$/, "")}`;
}

function grow(area) {
  if (GROWS_ITSELF) return;
  area.rows = 3;
  while (area.scrollHeight > area.clientHeight && area.rows < 40) area.rows += 1;
}

/** A line or an area to write in. */
function createText(form, node, steps, id) {
  const isLong = node.most > LONG && node.kind === "text";
  const isCode = node.kind === "address" || (node.pattern && !node.text);
  const write = () => {
    put(form.record(), steps, tidy(isLong ? input.value : input.value.replaceAll("\n", " ")));
    if (isLong) grow(input);
    form.onChange();
  };
  const own = { id, dir: isCode ? "ltr" : "auto", oninput: write, spellcheck: isCode ? "false" : "true", autocomplete: "off" };
  const type = { address: "url", date: "date" }[node.kind] ?? "text";
  const input = isLong ? el("textarea.form-input", { ...own, rows: node.markdown ? 8 : 3 }) : el("input.form-input", { ...own, type });
  return { input, show() {
    input.value = valueAt(form.record(), steps) ?? "";
    if (isLong) grow(input);
  } };
}

/** What is no number stays as it was typed, so that the check can say so. */
function createNumber(form, node, steps, id) {
  const input = el("input.form-input.form-number", { id, type: "text", inputmode: "decimal", dir: "ltr", autocomplete: "off", oninput: () => {
    const typed = input.value.trim();
    put(form.record(), steps, NUMBER.test(typed) ? Number(typed) : typed);
    form.onChange();
  } });
  return { input, show: () => { input.value = valueAt(form.record(), steps) ?? ""; } };
}

function createTruth(form, node, steps, id) {
  const input = el("input", { id, type: "checkbox", onchange: () => {
    put(form.record(), steps, input.checked);
    form.onChange();
  } });
  return { input, show: () => { input.checked = valueAt(form.record(), steps) === true; } };
}

function createChosen(form, node, steps, id) {
  const many = node.kind === "list";
  const { words, register } = many ? node.item : node;
  const options = () => (words ? words.map((one) => ({ id: one, label: word(`form.words.${one}`) })) : form.options(register));
  const choice = createChoice({ id, label: labelOf(steps), many, leads: register === "themes", options, onChange: (ids) => {
    put(form.record(), steps, many ? ids : ids[0] ?? "");
    form.onChange();
  } });
  const value = () => valueAt(form.record(), steps);
  return { ...choice, show: () => choice.update(many ? value() ?? [] : value() ? [value()] : []) };
}

function makeOf({ kind, register, words, item }) {
  if (register || words || item?.register) return createChosen;
  return { truth: createTruth, whole: createNumber, number: createNumber }[kind] ?? createText;
}

function helpOf(node, steps) {
  if (node.item?.register === "sources") return word("form.help.cited");
  return named("help", steps) || node.help;
}

/** What stands below a text: how long it may be, and a way to cite. */
function counter(node, control) {
  if (node.kind !== "text" || !node.text || !node.most || node.most < 90) return null;
  const count = el("p.form-count", { "aria-hidden": "true" });
  const update = () => { count.textContent = word("form.length", { count: [...control.input.value].length, most: node.most }); };
  const { show } = control;
  control.show = () => { show(); update(); };
  control.input.addEventListener("input", update);
  return count;
}

/** A field with its name, its help and what is wrong with it. @param {Form} form @param {import("./check.js").Node} node */
export function createField(form, node, steps, extra = () => null) {
  const id = idOf(steps);
  const control = makeOf(node)(form, node, steps, id);
  const help = helpOf(node, steps);
  const fault = el("p.form-fault", { id: `${id}-fault`, hidden: true });
  const { input } = control;
  input.setAttribute("aria-describedby", [help && `${id}-help`, fault.id].filter(Boolean).join(" "));
  const isNeeded = node.required && (steps.length === 1 || steps.some((one) => typeof one === "number")); // not in a group that may stay empty
  if (isNeeded) input.setAttribute("aria-required", "true");
  input.addEventListener("blur", () => form.onLeave(fieldName(steps)));
  const label = el("label", { for: id }, labelOf(steps), isNeeded ? el("span.form-required", {}, ` ${word("form.required")}`) : null);
  const about = help ? el("p.form-help", { id: `${id}-help` }, help) : null;
  const count = counter(node, control);
  const isTick = node.kind === "truth";
  const body = isTick ? [el("div.form-tick", {}, input, label), about] : [label, about, control.node ?? input, count];
  const field = el("div.form-field", { "data-field": fieldName(steps) }, ...body, extra(input), fault);
  control.show();
  form.register({ name: fieldName(steps), node: field, input, show: () => control.show(), tell(text, link) {
    fault.replaceChildren(...(text ? [text, ...(link ? [" ", link] : [])] : []));
    fault.hidden = !text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  } });
  return field;
}
