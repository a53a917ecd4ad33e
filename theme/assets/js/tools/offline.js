/**
 * Reading offline: the reader decides whether this browser keeps pages, and sees which. A mount with `data-brief` shows the
 * decision alone, for pages that are about something else.
 */

import { begin, canKeep, end, isOn, pages } from "../offline/kept.js";
import { root, pageUrl } from "../addresses.js";
import { el } from "../dom.js";
import { word } from "../words.js";

/** The page that was asked for and is not kept, if this is where the reader was sent; only addresses of this site count. */
function missing() {
  const path = new URLSearchParams(location.search).get("missing");
  const there = path === null ? undefined : new URL(path, root);
  if (!there?.href.startsWith(root.href)) return null;
  return el("div.offline-missing", { role: "alert" }, el("p", {}, word("offline.missing")),
    el("p", {}, el("a.action", { href: there.href }, word("offline.retry"))));
}

async function shelf() {
  const found = await pages();
  const list = found.map(({ url, title }) => el("li", {}, el("a", { href: url }, title)));
  return [el("h2", {}, word("offline.pages")), list.length ? el("ul.plain-list", {}, ...list) : el("p.absent", {}, word("offline.none"))];
}

/** @param {HTMLElement} mount */
export async function start(mount) {
  const brief = "brief" in mount.dataset;
  const state = el("p", { role: "status" });
  const button = el("button.action", { type: "button", onclick: change });
  const kept = el("div.offline-kept");
  let on = false;

  async function show(said) {
    on = await isOn();
    state.textContent = said ?? word(on ? "offline.on" : "offline.off");
    button.textContent = word(on ? "offline.stop" : "offline.keep");
    kept.replaceChildren(...(on && !brief ? await shelf() : []));
  }

  async function change() {
    button.disabled = true;
    state.textContent = on ? "" : word("offline.keeping");
    try {
      await (on ? end() : begin());
      await show(on ? word("offline.stopped") : undefined);
    } catch {
      await show(word("offline.failed"));
    }
    button.disabled = false;
  }

  const parts = canKeep ? [state, el("p.small", {}, word("offline.hint")), button, kept] : [el("p", {}, word("offline.unable"))];
  const heading = brief ? el("h2", {}, word("offline.control")) : missing();
  const more = brief ? el("p", {}, el("a", { href: pageUrl("offline/") }, word("offline.all"))) : el("p", {}, el("a", { href: `${pageUrl("data/")}#offline` }, word("offline.zip")));
  mount.classList.add("offline");
  mount.replaceChildren(...[heading, ...parts, more].filter(Boolean));
  if (canKeep) await show();
}
