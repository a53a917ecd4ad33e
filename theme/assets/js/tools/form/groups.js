/** The form as one reads it: groups of fields in the order of a conversation, lists that grow, parts that may stay closed. */

import { el } from "../../dom.js";
import { inWords, word } from "../../words.js";
import { createField, idOf, labelOf } from "./controls.js";
import { citeField } from "./cite.js";
import { createPlace } from "./place.js";
import { fieldName, put, today, valueAt } from "./record.js";

/** Which fields stand together; what is not named here is not asked for, and kept as it is. */
export const GROUPS = {
  what: ["language", "title", "summary", "place", "themes", "kind", "stage", "stage_note", "period", "lead", "partners"],
  whom: ["rights", "groups", "sdgs", "reach"],
  sources: ["sources"],
  story: ["problem", "action"],
  results: ["results", "obstacles", "did_not_work", "contradictions"],
  cost: ["resources"],
  others: ["preconditions", "lessons", "adaptations", "reused_by"],
  contact: ["contact", "credit", "criteria", "recommendations", "declarations", "id"],
};
// Parts of an entry that most do without.
const CLOSED = new Set(["stage_note", "figure", "budget", "staff", "note"]);
const RARE = new Set(["title_is_description", "note", "archived", "id"]);

/** One field, group or list of the form. @param {import("./state.js").Form} form @param {import("./check.js").Node} node */
export function createPart(form, node, steps) {
  if (steps.join() === "place") return createPlace(form, node);
  if (node.kind === "group") return createGroup(form, node, steps);
  if (node.kind === "list" && !node.item.register) return createList(form, node, steps);
  return createField(form, node, steps, (input) => (node.markdown ? citeField(form, input) : null));
}

/** The fields of a group that are rarely used come last, behind a heading that opens. */
function createFields(form, node, steps) {
  const isRare = (one) => steps[0] === "sources" && RARE.has(one.name);
  const make = (fields) => fields.map((one) => createPart(form, one, [...steps, one.name]));
  const rare = make(node.fields.filter(isRare));
  return [...make(node.fields.filter((one) => !isRare(one))), rare.length ? el("details.form-more", {}, el("summary", {}, word("form.rare")), ...rare) : null];
}

function createGroup(form, node, steps) {
  const name = labelOf(steps);
  const fields = createFields(form, node, steps);
  const help = node.help ? el("p.form-help", {}, node.help) : null;
  if (!CLOSED.has(steps.at(-1)) || steps.length === 1) return el("fieldset.form-group", { "data-field": fieldName(steps) }, el("legend", {}, name), help, ...fields);
  return el("details.form-more", { open: valueAt(form.record(), steps) !== undefined, "data-field": fieldName(steps) }, el("summary", {}, name), help, ...fields);
}

/** What a new entry begins with. */
function beginning(form, node, steps) {
  if (node.item.kind !== "group") return "";
  return steps[0] === "sources" ? { id: form.newSource(), accessed_on: today() } : {};
}

function createList(form, node, steps) {
  const name = labelOf(steps);
  const one = word(`form.one.${steps.at(-1)}`);
  const items = el("ol.form-items", {});
  const values = () => valueAt(form.record(), steps) ?? [];
  const add = el("button.action.form-add", { type: "button", id: idOf(steps), onclick: () => {
    put(form.record(), [...steps, values().length], beginning(form, node, steps));
    show();
    form.onChange();
    items.lastChild.querySelector("input, textarea")?.focus();
  } }, word("form.add", { one }));

  function takeOut(place) {
    values().splice(place, 1);
    show();
    form.onChange();
    (items.children[Math.min(place, items.children.length - 1)]?.querySelector("input, textarea") ?? add).focus();
  }

  function createItem(_, place) {
    const at = [...steps, place];
    const title = word("form.numbered", { one, number: place + 1 });
    const out = el("button.quiet.form-remove", { type: "button", onclick: () => takeOut(place) }, word("form.remove", { one: title }));
    if (node.item.kind !== "group") return el("li.form-line", {}, createField(form, node.item, at), out);
    return el("li", {}, el("fieldset.form-item", {}, el("legend", {}, title), ...createFields(form, node.item, at), out));
  }

  function show() {
    form.forget(`${fieldName(steps)}[`);
    items.replaceChildren(...values().map(createItem));
    items.hidden = !values().length;
  }

  const fault = el("p.form-fault", { id: `${idOf(steps)}-fault`, hidden: true });
  const help = node.help ? el("p.form-help", {}, node.help) : null;
  show();
  form.register({ name: fieldName(steps), node: add, input: add, show, tell(text, link) {
    fault.replaceChildren(...(text ? [text, ...(link ? [" ", link] : [])] : []));
    fault.hidden = !text;
  } });
  add.setAttribute("aria-describedby", fault.id);
  return el("fieldset.form-list", { "data-field": fieldName(steps) }, el("legend", {}, name), help, items, add, fault);
}

const numbered = (name, place) => [el("span.form-step", { "aria-hidden": "true" }, inWords(place + 1)), word(`form.groups.${name}`)];

/** The way to each group. */
export function createContents() {
  const links = Object.keys(GROUPS).map((name, place) => el("li", {}, el("a", { href: `#form-head-${name}` }, ...numbered(name, place))));
  return el("nav.form-contents", { "aria-label": word("form.contents") }, el("ol", {}, ...links));
}

/** All groups as sections, each with its heading. @param {import("./state.js").Form} form */
export function createGroups(form) {
  const nodes = new Map(form.book.practice.fields.map((one) => [one.name, one]));
  return Object.entries(GROUPS).map(([name, fields], place) => {
    const intro = word(`form.intros.${name}`);
    return el("section.form-section", { id: `form-part-${name}`, "aria-labelledby": `form-head-${name}` },
      el("h2", { id: `form-head-${name}`, tabindex: "-1" }, ...numbered(name, place)),
      intro === `form.intros.${name}` ? null : el("p.form-intro", {}, intro),
      ...fields.map((one) => createPart(form, nodes.get(one), [one])));
  });
}
