/** The practices that fit, in groups by the number of points in which they match; each card says which these are. */

import { collectButton } from "../../collect.js";
import { el, hidden } from "../../dom.js";
import { pageUrl } from "../../addresses.js";
import { inList, word } from "../../words.js";
import { whereIs } from "../practice_list.js";
import { factsOf, STEP } from "./state.js";

/** @typedef {import("./fit.js").Fit} Fit */
/** @typedef {import("./state.js").List} List */

function reasons(list, { held, lacks }) {
  const needed = lacks.map((id) => list.labels.power[id]);
  return el("ul.like-points", {},
    ...held.map((name) => el("li.is-held", {}, word(`like_mine.points.${name}`))),
    lacks.length ? el("li.is-lacking", {}, word("like_mine.lacks", { powers: inList(needed) })) : null);
}

/** What else helps to judge: the kind of action, how well results are supported, and what is needed first. */
function foot(list, { kind, evidence, preconditions }, url) {
  const count = preconditions && word("like_mine.preconditions", { count: preconditions });
  return el("p.like-foot", {}, el("span", {}, list.labels.kind[kind[0]]),
    el("span", {}, hidden(`${list.facets.evidence}: `), list.labels.evidence[evidence[0]]),
    count ? el("a", { href: `${url}#preconditions` }, count) : null);
}

function createCard(list, fit) {
  const { practice } = fit;
  const url = pageUrl(`practices/${practice.id}/`);
  const tongue = practice.tongue === document.documentElement.lang ? {} : { lang: practice.tongue, dir: "auto" };
  return el("li.card.like-card", {}, el("p.card-place", {}, whereIs(list, practice)),
    el("h4.card-title", {}, el("a", { href: url, ...tongue }, practice.title)),
    reasons(list, fit), el("p.card-text", tongue, practice.summary), foot(list, practice, url),
    collectButton(practice.id, practice.title));
}

/** Neighbours that match in equally many points stand together. @param {Fit[]} fits */
function grouped(fits) {
  const groups = new Map();
  for (const fit of fits) groups.set(fit.held.length, [...(groups.get(fit.held.length) ?? []), fit]);
  return [...groups];
}

/** Of each population band the place of which most is told, for those who only want to see how it works. */
function examplesOf(list) {
  const totals = new Map();
  for (const { place } of list.practices) totals.set(place[0], (totals.get(place[0]) ?? 0) + 1);
  const most = (size) => [...totals].filter(([place]) => factsOf(list, place).size === size).sort((a, b) => b[1] - a[1])[0]?.[0];
  return Object.keys(list.labels.size).map((size) => ({ size, place: most(size) }));
}

function createExamples(list) {
  return el("div.like-examples", {}, el("h3", {}, word("like_mine.examples")), el("ul", {}, ...examplesOf(list).map(({ size, place }) =>
    el("li", {}, el("a", { href: `${pageUrl("like-mine/")}?place=${place}` }, list.labels.place[place]), ` ${list.labels.size[size]}`))));
}

/** @param {List} list @param {() => void} onMore */
export function createResults(list, onMore) {
  const count = el("p.like-total", { role: "status", tabindex: -1 });
  const about = el("div.like-about");
  const groups = el("div.like-groups");
  const more = el("button.button.like-more", { type: "button", onclick: onMore });
  const node = el("section.like-results", { "aria-labelledby": "like-results" },
    el("h2.find-hidden", { id: "like-results" }, word("like_mine.results")), count, about, groups, more);
  const cards = new Map();

  /** A card is made anew only when its reasons change: what has focus stays the same node. */
  function cardFor(fit) {
    const key = [...fit.held, "", ...fit.lacks].join();
    if (cards.get(fit.practice.id)?.key !== key) cards.set(fit.practice.id, { key, card: createCard(list, fit) });
    return cards.get(fit.practice.id).card;
  }

  function showGroup(held, asked, fits) {
    return el("section", {}, el("h3", {}, word("like_mine.group", { held, asked })), el("ul.cards", {}, ...fits.map(cardFor)));
  }

  function showText(title, ...texts) {
    count.textContent = title;
    about.replaceChildren(...texts.map((text) => el("p", {}, text)));
  }

  function showStart() {
    showText(word("like_mine.start"), word("like_mine.start_hint"));
    groups.replaceChildren(createExamples(list));
    more.hidden = true;
  }

  function explain(state) {
    return [word("like_mine.how"), state.powers.size ? word("like_mine.reading") : "",
      state.place ? word("like_mine.own", { place: list.labels.place[state.place] }) : ""].filter(Boolean);
  }

  return {
    node,
    /** @param {import("./state.js").State} state @param {Fit[]} fits @param {number} asked how many points were asked */
    show(state, fits, asked) {
      if (!asked) return showStart();
      if (!fits.length) showText(word("like_mine.none"), word("like_mine.none_hint"));
      else showText(word("like_mine.count", { count: fits.length }), ...explain(state));
      groups.replaceChildren(...grouped(fits.slice(0, state.shown)).map(([held, some]) => showGroup(held, asked, some)));
      more.hidden = fits.length <= state.shown;
      more.textContent = word("like_mine.more", { count: Math.min(STEP, fits.length - state.shown) });
      return undefined;
    },
    /** Where the answers begin. */
    focusCount() {
      count.scrollIntoView();
      count.focus({ preventScroll: true });
    },
    /** Where reading goes on after "show more". */
    focusCard: (place) => groups.querySelectorAll(".card-title a")[place]?.focus(),
  };
}
