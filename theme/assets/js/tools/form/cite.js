/** A way to put the sign of a source, [@id], where one is writing. */

import { el } from "../../dom.js";
import { word } from "../../words.js";

/** @param {import("./state.js").Form} form @param {HTMLTextAreaElement} area */
export function citeField(form, area) {
  const id = `${area.id}-cite`;
  const select = el("select.form-input", { id });
  const button = el("button.action", { type: "button", onclick: insert }, word("form.cite_insert"));
  const node = el("div.form-cite", {}, el("label", { for: id }, word("form.cite")), select, button);

  function insert() {
    if (!select.value) return;
    const { selectionEnd: end, value } = area;
    const before = value.slice(0, end);
    const sign = `${/\s$|^$/.test(before) ? "" : " "}[@${select.value}]`;
    area.setRangeText(sign, end, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  }

  function show() {
    const before = select.value;
    const options = form.options("sources");
    select.replaceChildren(...options.map((one) => el("option", { value: one.id }, one.label)));
    if (options.some((one) => one.id === before)) select.value = before;
    button.disabled = !options.length;
  }

  form.onRefresh(show);
  show();
  return node;
}
