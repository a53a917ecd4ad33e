/** The part of the form that says what is still to do, and what is checked only after the record was handed on. */

import { pageUrl } from "../../addresses.js";
import { el } from "../../dom.js";
import { word } from "../../words.js";
import { createFaults } from "./faults.js";

function createLater({ later }) {
  const rules = later.map(([code, title]) => el("li", {}, el("a", { href: pageUrl(`contribute/rules/#${code}`), target: "_blank" }, code), ` ${title}`));
  return el("details.form-more", {}, el("summary", {}, word("form.later")), el("p.form-help", {}, word("form.later_note")), el("ul", {}, ...rules));
}

/** @param {import("./state.js").Form} form @param {() => void} onAll when everything is to be shown, also what nobody has touched */
export function createChecking(form, onAll) {
  const faults = createFaults(form, form.fields);
  const status = el("p.form-status", { role: "status" });
  const all = el("p", {}, el("button.button", { type: "button", onclick: onAll }, word("form.check")));
  const node = el("section.form-section", { "aria-labelledby": "form-check-head" }, el("h2", { id: "form-check-head" }, word("form.todo")), all, status, faults.node, createLater(form.book));

  return {
    node,
    /** @param {import("./check.js").Problem[]} problems @param {(name: string) => boolean} isLeft */
    update(problems, isLeft) {
      status.textContent = "";
      faults.update(problems, isLeft);
    },
    /** @param {number} left how many things are still to be put right */
    tell(left) {
      status.textContent = left ? word("form.not_ready", { count: left }) : word("form.ready");
    },
  };
}
