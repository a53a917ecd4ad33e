/**
 * The builder of submissions: whom one writes to, which practices, and a draft to complete. Choices are in the address; what
 * one writes stays on the device.
 */

import { all as collected, onChange } from "../collected.js";
import { el } from "../dom.js";
import { toggle } from "../explore/state.js";
import { word } from "../words.js";
import { createAudience } from "./submission/audience.js";
import { loadBook } from "./submission/book.js";
import { createChoice } from "./submission/choice.js";
import { createDraft } from "./submission/draft.js";
import { MOST, readState, writeState } from "./submission/state.js";

/** @param {HTMLElement} mount @param {import("./submission/book.js").Book} book */
function build(mount, book) {
  let state = readState(location.search, book);
  const audience = createAudience(book, {
    onAudience: (id) => change({ audience: id, body: "" }),
    onBody: (id) => change({ body: id }),
  });
  const choice = createChoice(book, {
    onFilter: (facet, id) => { toggle(facet, state.chosen.get(facet.id), id); change({}); },
    onFlag: (flag, on) => change({ [flag]: on }),
    onReset: () => { state.chosen.forEach((values) => values.clear()); change({ collected: false, watched: false }); },
    onPick: (id, on) => change({ picks: on ? [...state.picks, id].slice(0, MOST) : state.picks.filter((one) => one !== id) }),
    onPickAll: (ids) => change({ picks: [...new Set([...state.picks, ...ids])].slice(0, MOST) }),
    onMove: (id, step) => change({ picks: moved(state.picks, id, step) }),
  });
  const draft = createDraft(book);

  function show() {
    audience.update(state);
    choice.update(state, new Set(collected().map(({ id }) => id)));
    draft.update(state);
  }

  /** Each choice is a step to go back from. */
  function change(changes) {
    state = { ...state, ...changes };
    const words = writeState(state);
    try {
      history.pushState(null, "", words ? `?${words}` : location.pathname);
    } catch { /* Safari refuses more than a hundred changes in half a minute; the next one catches up. */ }
    show();
  }

  addEventListener("popstate", () => {
    const wanted = readState(location.search, book);
    if (writeState(wanted) === writeState(state)) return; // a link within the page
    state = wanted;
    show();
  });
  onChange(() => choice.update(state, new Set(collected().map(({ id }) => id))));
  mount.replaceChildren(audience.node, choice.node, draft.node);
  show();
}

/** The same practices with one of them a step up or down. */
function moved(picks, id, step) {
  const others = picks.filter((one) => one !== id);
  others.splice(Math.max(0, picks.indexOf(id) + step), 0, id);
  return others;
}

/** @param {HTMLElement} mount @param {Node[]} fallback what the page has without this script */
export async function start(mount, fallback = [...mount.childNodes]) {
  mount.classList.add("submission");
  mount.replaceChildren(el("p", { role: "status" }, word("submission.loading")));
  let book;
  try {
    book = await loadBook();
  } catch {
    const retry = el("button.action", { type: "button", onclick: () => start(mount, fallback) }, word("submission.retry"));
    mount.replaceChildren(el("p.note", { role: "alert" }, word("submission.error")), el("p", {}, retry), ...fallback);
    return;
  }
  build(mount, book);
}
