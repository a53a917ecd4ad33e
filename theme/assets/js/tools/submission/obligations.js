/** The part of a draft on the law: the rights in question, where treaties state them, and who watches over them. */

import { inList, word } from "../../words.js";
import { watchedBy } from "./book.js";
import { filled, listed, run } from "./texts.js";

const doc = (name, values) => word(`submission.doc.${name}`, values);
const text = (...runs) => ({ type: "text", runs });

/** The rights that were asked for, or else those that the practices serve, in the order of the vocabulary. */
function rightsOf(book, { chosen, picks }) {
  const wanted = chosen.get("right");
  const served = new Set(picks.flatMap((id) => book.entries.get(id).right));
  return [...book.rights.keys()].filter((id) => (wanted.size ? wanted : served).has(id));
}

function articles(numbers) {
  return numbers.includes("all") ? doc("whole_text") : doc("articles", { count: numbers.length, list: inList(numbers) });
}

/** Where the law states a right; the treaty of the body that is written to comes first. */
function law(book, { law = [] }, treaty) {
  const order = [...law].sort(([a], [b]) => (b === treaty) - (a === treaty));
  const items = order.map(([instrument, numbers]) => [text(
    ...filled(doc("law"), { instrument: [run(book.data.instruments[instrument], { strong: instrument === treaty })], articles: [{ text: articles(numbers) }] }),
  )]);
  return items.length ? [{ type: "list", items }] : [];
}

function watchers(book, { watchers: ids = [] }) {
  const names = ids.filter((id) => book.bodies.has(id)).map((id) => run(book.bodies.get(id).label));
  return names.length ? [{ type: "text", look: "small", runs: filled(doc("watchers"), { list: listed(names) }) }] : [];
}

function right(book, id, treaty) {
  const one = book.rights.get(id);
  return [
    { type: "heading", level: 3, runs: [run(one.label)] },
    ...(one.about ? [text(run(one.about))] : []),
    ...law(book, one, treaty),
    ...(one.status ? [text(run(one.status))] : []),
    ...watchers(book, one),
  ];
}

/** A Voluntary Local Review goes by goals: for each, the rights that belong to it. */
function goals(book, { picks }) {
  const served = new Set(picks.flatMap((id) => book.entries.get(id).sdg));
  const items = Object.entries(book.data.goals).filter(([id]) => served.has(id)).map(([id, { rights = [], editorial }]) => [text(
    { ...run(book.list.labels.sdg[id]), strong: true }, { text: " – " }, ...listed(rights.map((one) => run(book.rights.get(one).label))),
    ...(editorial ? [{ text: ` (${doc("our_reading")})` }] : []),
  )]);
  return items.length ? [text({ text: doc("goals") }), { type: "list", items }] : [];
}

/**
 * @param {import("./book.js").Book} book @param {import("./state.js").State} state
 * @returns {import("./practice.js").Block[]}
 */
export function obligations(book, state) {
  const ids = rightsOf(book, state);
  const watched = state.body ? watchedBy(book, state.body) : null;
  const within = watched ? ids.filter((id) => watched.has(id)) : ids;
  const beyond = ids.filter((id) => !within.includes(id)).map((id) => run(book.rights.get(id).label));
  const treaty = book.bodies.get(state.body)?.treaty;
  return [
    { type: "heading", level: 2, runs: [{ text: doc("obligation") }] },
    ...(ids.length ? [text({ text: doc("obligation_note") })] : [{ type: "text", look: "prompt", runs: [{ text: doc("no_rights") }] }]),
    ...(state.audience === "vlr" ? goals(book, state) : []),
    ...within.flatMap((id) => right(book, id, treaty)),
    ...(beyond.length ? [text(...filled(doc("beyond"), { list: listed(beyond) }))] : []),
  ];
}
