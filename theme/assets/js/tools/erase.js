/** What this browser keeps of the site, and a button that erases all of it. */

import { entries, eraseAll, pages } from "../offline/kept.js";
import { el } from "../dom.js";
import { word } from "../words.js";

/** @param {HTMLElement} mount */
export async function start(mount) {
  const list = el("ul");
  const said = el("p", { role: "status", tabindex: "-1" }); // takes the focus of a button that is gone
  const button = el("button.action", { type: "button", onclick: erase }, word("offline.erase.button"));

  async function show() {
    const names = entries().sort();
    const count = (await pages()).length;
    const found = [
      names.length && el("li", {}, word("offline.erase.storage", { count: names.length }), ": ", ...names.flatMap((name) => [el("code", {}, name), " "])),
      count && el("li", {}, word("offline.erase.pages", { count })),
    ].filter(Boolean);
    list.replaceChildren(...(found.length ? found : [el("li", {}, word("offline.erase.nothing"))]));
    button.hidden = !found.length;
  }

  async function erase() {
    let result = "done";
    await eraseAll().catch(() => { result = "failed"; });
    delete document.documentElement.dataset.theme;
    await show();
    said.textContent = word(`offline.erase.${result}`);
    if (button.hidden) said.focus();
  }

  mount.classList.add("offline");
  mount.replaceChildren(el("h3", {}, word("offline.erase.title")), list, el("p.small", {}, word("offline.erase.hint")), button, said);
  await show();
}
