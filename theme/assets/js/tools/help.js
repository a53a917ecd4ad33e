/** Filters for the page “Who can help me with this”. The choice is in the address; the lists are in the page already. */

import { el } from "../dom.js";
import { word } from "../words.js";

const NAMES = { themes: "theme", rights: "right", languages: "language" }; // as the finder calls them in addresses

/** A theme takes in its parts, and what is about the whole theme helps with each part. */
function fits(own, wanted) {
  return own.some((id) => id === wanted || id.startsWith(`${wanted}/`) || wanted.startsWith(`${id}/`));
}

function isFound(item, chosen) {
  return chosen.every(([facet, wanted]) => fits(item.dataset[facet].split(" "), wanted));
}

/** @param {HTMLElement} mount */
export function start(mount) {
  const selects = [...mount.querySelector("template").content.cloneNode(true).children];
  const items = [...document.querySelectorAll("[data-help]")];
  const parts = [...document.querySelectorAll("[data-help-part]")].map((part) => {
    const none = el("p.absent", { hidden: true }, word("help.none_fits"));
    part.append(none);
    return { none, items: [...part.querySelectorAll("[data-help]")] };
  });
  const status = el("p.count", { role: "status" });
  const clear = el("button.action", { type: "button", onclick: () => { for (const one of selects) one.value = ""; changed(); } }, word("help.clear"));

  function show() {
    const chosen = selects.filter(({ value }) => value).map(({ name, value }) => [name, value]);
    for (const item of items) item.hidden = !isFound(item, chosen);
    for (const { none, items: own } of parts) none.hidden = !own.length || own.some(({ hidden }) => !hidden);
    status.textContent = word("help.found", { count: items.filter(({ hidden }) => !hidden).length });
    clear.hidden = !chosen.length;
  }

  function changed() {
    const words = new URLSearchParams(selects.filter(({ value }) => value).map(({ name, value }) => [NAMES[name], value]));
    history.replaceState(null, "", `${words.size ? `?${words}`.replaceAll("%2F", "/") : location.pathname}${location.hash}`);
    show();
  }

  /** What an address names and the page does not have leaves the choice open. */
  function read() {
    const given = new URLSearchParams(location.search);
    for (const one of selects) {
      one.value = given.get(NAMES[one.name]) ?? "";
      if (one.selectedIndex < 0) one.value = "";
    }
  }

  const fields = selects.map((select) => {
    select.addEventListener("change", changed);
    return el("label", {}, el("span", {}, word(`help.facets.${select.name}`)), select);
  });
  mount.replaceChildren(...fields, clear, status);
  read();
  show();
}
