/** The builder of frames: what to show on another site, how it looks, the lines to copy, and how that will be. */

import { el } from "../dom.js";
import { pageUrl } from "../addresses.js";
import { word } from "../words.js";
import { createForm } from "./embed/form.js";
import { addressesOf, LISTS, readState, withFacet, writeState } from "./embed/state.js";
import { loadList } from "./practice_list.js";

/** @typedef {import("./practice_list.js").List} List */
/** @typedef {import("./embed/state.js").State} State */

function createFrame({ height }, title, address) {
  return el("iframe", { src: address, title, width: "100%", height, loading: "lazy", referrerpolicy: "no-referrer" });
}

/** The lines to copy; the serialiser escapes what a title may hold. A plain link is left where frames are not shown. */
function codeFor(state, title) {
  const { frame, page } = addressesOf(state);
  const link = el("p", {}, el("a", { href: page }, title));
  const shown = createFrame(state, title, frame);
  shown.style.border = "0"; // as an attribute, the content policy of this page would refuse it
  return `${shown.outerHTML}\n${link.outerHTML}\n`;
}

/** What a practice or a term is called. @param {List} list @param {State} state */
function titleOf(list, { facet, id }) {
  return facet === "practice" ? list.practices.find((one) => one.id === id)?.title ?? "" : list.labels[facet][id] ?? "";
}

function createResult() {
  const code = el("textarea.embed-code", { id: "embed-code", readonly: true, rows: 6, spellcheck: "false", dir: "ltr" });
  const copy = el("button.button", { type: "button", "data-copy": "#embed-code" }, word("embed.copy"));
  const preview = el("div.embed-preview");
  const none = el("p.note", {}, word("embed.none"));
  const whole = el("div.embed-result", {}, el("h2", {}, el("label", { for: code.id }, word("embed.code"))), code,
    el("p", {}, copy, el("span.copy-status", { role: "status" })), el("h2", {}, word("embed.preview")), preview);
  return { node: el("div", {}, none, whole), /** @param {State} state @param {string} title */ update(state, title) {
    none.hidden = Boolean(title);
    whole.hidden = !title;
    if (!title) return preview.replaceChildren();
    code.value = codeFor(state, title);
    const name = `${word("embed.preview")}: ${title}`;
    return preview.replaceChildren(createFrame(state, name, addressesOf(state).preview));
  } };
}

/** @param {HTMLElement} mount @param {List} list */
function build(mount, list) {
  const known = { practice: new Set(list.practices.map(({ id }) => id)),
    ...Object.fromEntries(Object.keys(LISTS).map((facet) => [facet, new Set(Object.keys(list.labels[facet]))])) };
  let state = readState(location.search, known);
  const form = createForm(list, {
    onFacet: (facet) => change({ ...withFacet(state, facet), id: facet === "practice" ? "" : [...known[facet]][0] ?? "" }),
    onTell: (told) => change({ ...state, ...told }),
  });
  const result = createResult();

  function show() {
    const title = titleOf(list, state);
    form.update(state, title);
    result.update(state, title);
  }

  function change(next) {
    state = next;
    history.replaceState(null, "", `?${writeState(state)}`);
    show();
  }

  mount.replaceChildren(el("div.embed-bench", {}, form.node, result.node),
    el("p", {}, el("a", { href: pageUrl("about/embed/") }, word("embed.how"))));
  show();
}

/** @param {HTMLElement} mount @param {Node[]} fallback what the page has without this script */
export async function start(mount, fallback = [...mount.childNodes]) {
  mount.classList.add("embed");
  try {
    build(mount, await loadList());
  } catch {
    const retry = el("button.action", { type: "button", onclick: () => start(mount, fallback) }, word("embed.retry"));
    mount.replaceChildren(el("p.note", { role: "alert" }, word("embed.error")), el("p", {}, retry), ...fallback);
  }
}
