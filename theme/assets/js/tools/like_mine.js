/** "Cities like mine": joins the address, the questions about a city, and the practices that fit it. */

import { el } from "../dom.js";
import { word } from "../words.js";
import { pointsOf, ranked } from "./like_mine/fit.js";
import { createForm } from "./like_mine/form.js";
import { createResults } from "./like_mine/results.js";
import { readState, STEP, withPlace, writeState } from "./like_mine/state.js";
import { loadList } from "./practice_list.js";

/** @param {HTMLElement} mount @param {import("./like_mine/state.js").List} list */
function answer(mount, list) {
  let state = readState(location.search, list);
  const results = createResults(list, onMore);
  const form = createForm(list, {
    onPlace: (place) => change(withPlace(list, state, place)),
    onTell: (told) => change({ ...state, ...told, shown: STEP }),
    onReset: () => {
      change(readState("", list));
      results.focusCount();
    },
    onJump: () => results.focusCount(),
  });

  function run() {
    const points = pointsOf(list, state);
    const fits = ranked(list, state, points);
    form.update(state, fits.length);
    results.show(state, fits, points.length);
  }

  /** @param {"pushState"|"replaceState"} method a choice is a step to go back from, a longer list is not */
  function change(next, method = "pushState") {
    state = next;
    const words = writeState(state, list);
    history[method](null, "", words ? `?${words}` : location.pathname);
    run();
  }

  function onMore() {
    const first = state.shown;
    change({ ...state, shown: first + STEP }, "replaceState");
    results.focusCard(first);
  }

  addEventListener("popstate", () => {
    state = readState(location.search, list);
    run();
  });
  run();
  mount.replaceChildren(form.node, results.node);
}

/**
 * Takes the place of the words that the page has without scripts; when the practices cannot be had, these come back.
 * @param {HTMLElement} mount
 */
export async function start(mount) {
  const fallback = [...mount.childNodes];
  mount.classList.add("like-mine");
  mount.replaceChildren(el("p.like-note", { role: "status" }, word("like_mine.loading")));
  try {
    answer(mount, await loadList());
  } catch {
    mount.replaceChildren(el("p", { role: "alert" }, word("like_mine.error")),
      el("button.button", { type: "button", onclick: () => start(mount) }, word("like_mine.retry")), ...fallback);
  }
}
