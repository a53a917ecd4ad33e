/**
 * The draft as a list of blocks, whatever it will be written as. A field is a block that waits for somebody's words.
 *
 * @typedef {import("./practice.js").Block} Block
 * @typedef {import("./texts.js").Run} Run
 * @typedef {{type: "field", key: string, label: string, hints: string[], lines: number, initial: string, role?: "title"|"line",
 *   link?: {href: string, label: string}}} Field
 * `role`: the title of the document, or a line "Label: text"; else the text stands alone below a heading or label.
 * @typedef {{type: "sources", sources: import("./practice.js").Source[]}} SourcesBlock
 * @typedef {{id: string, told?: ReturnType<typeof import("./practice.js").told>, failed?: boolean}} Picked
 * a practice of the draft: told, still coming, or not to be had
 */

import { pageUrl } from "../../addresses.js";
import { word } from "../../words.js";
import { obligations } from "./obligations.js";
import { filled, plainOf, run, titleOf } from "./texts.js";

const doc = (name, values) => word(`submission.doc.${name}`, values);
export const heading = (level, ...runs) => ({ type: "heading", level, runs });
export const text = (...runs) => ({ type: "text", runs });

/** Where a page of this site is published: a document outlives the place where one happens to read the site. */
function published(path) {
  const here = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  return new URL(`../${path}`, here).href;
}

/** What the bodies look into has been recommended before; a Voluntary Local Review answers to nobody. */
const RECOMMENDING = ["treaty-body", "special-procedure", "upr"];

/** @param {string} name of its words @param {Partial<Field>} more @returns {Field} */
function field(name, more) {
  const words = word(`submission.fields.${name}.hint`);
  return { type: "field", label: word(`submission.fields.${name}.label`), hints: words.split("\n").filter(Boolean), lines: 3, initial: "", ...more };
}

/** What one writes for one body stays apart from what one writes for another. */
function keyOf({ audience, body }, name) {
  return [audience, body, name].filter(Boolean).join(":");
}

function head(book, state) {
  const body = book.bodies.get(state.body);
  const name = plainOf((body ?? book.audiences.get(state.audience)).label);
  const isOwn = state.audience === "vlr";
  const title = isOwn ? doc("title_own") : doc("title", { name });
  return [
    field("title", { key: keyOf(state, "title"), lines: 1, initial: title, role: "title" }),
    field("to", { key: keyOf(state, "to"), lines: 1, initial: isOwn ? "" : name, role: "line" }),
    field("from", { key: "from", lines: 1, role: "line" }),
    field("contact", { key: "contact", lines: 1, role: "line" }),
    field("date", { key: "date", lines: 1, role: "line" }),
  ];
}

/** Numbers sources in the order in which practices bring them; one that several practices cite has one number. */
function createNumbers() {
  const numbers = new Map();
  return {
    of({ key, ...source }) {
      if (!numbers.has(key)) numbers.set(key, { number: numbers.size + 1, source: { key, ...source } });
      return numbers.get(key).number;
    },
    all: () => [...numbers.values()].map(({ source }) => source),
  };
}

/** The same blocks with the numbers of the draft in place of those of the practice's own page. */
function renumbered(blocks, numbers) {
  const cited = ({ cite, ...one }) => (cite ? { text: String(numbers[cite - 1]), cite: numbers[cite - 1] } : one);
  return blocks.map((block) => {
    if (block.type === "list") return { ...block, items: block.items.map((item) => renumbered(item, numbers)) };
    return { ...block, runs: block.runs.map(cited) };
  });
}

function absent({ id, failed }, entry) {
  const url = published(`practices/${id}/`);
  const notice = failed ? { type: "text", look: "prompt", runs: filled(doc("unavailable"), { url: [{ text: url, href: url }] }) }
    : text({ text: word("submission.loading") });
  return [heading(3, run(titleOf(entry))), notice];
}

function measure(picked, entry, numbers) {
  if (!picked.told) return absent(picked, entry);
  const { told, id } = picked;
  const url = published(`practices/${id}/`);
  const own = told.sources.map((source) => numbers.of(source));
  const blocks = [
    heading(3, ...told.title),
    text(...told.where),
    { type: "text", look: "lead", runs: told.summary },
    ...(told.note ? [{ type: "text", look: "small", runs: [{ text: told.note }] }] : []),
    ...(told.facts.length ? [{ type: "list", items: told.facts }] : []),
    ...told.parts.flatMap((part) => [heading(4, ...part.heading), ...part.blocks]),
    { type: "text", look: "small", runs: [...told.reviewed, { text: " " }, ...filled(doc("page"), { url: [{ text: url, href: url }] })] },
  ];
  return [...renumbered(blocks, own), field("relevance", { key: `practice:${id}`, lines: 2 })];
}

function measures(book, picked, numbers) {
  const found = picked.flatMap((one) => measure(one, book.entries.get(one.id), numbers));
  const none = { type: "text", look: "prompt", runs: [{ text: doc("no_measures") }] };
  return [heading(2, { text: doc("measures") }), ...(found.length ? [text({ text: doc("measures_note") }), ...found] : [none])];
}

/** What a body recommended before can be looked up in an index that the registers know. */
function earlier(state) {
  if (!RECOMMENDING.includes(state.audience)) return [];
  const link = { href: pageUrl("mechanisms/uhri/"), label: word("submission.fields.earlier.link") };
  return [heading(2, { text: doc("earlier") }), field("earlier", { key: keyOf(state, "earlier"), link })];
}

function evidence(levels) {
  const items = levels.map(({ label, about, test }) => [text({ ...run(label), strong: true }, { text: ". " }, run(about), { text: " " }, ...filled(doc("test"), { test: [run(test)] }))]);
  return [heading(2, { text: doc("evidence_title") }), text({ text: doc("evidence_note") }), { type: "list", items }];
}

function licence(picked) {
  const told = picked.filter((one) => one.told);
  const { title, href } = document.querySelector('link[rel="license"]');
  const terms = [{ text: title, href }];
  const url = published("about/licence/");
  return [
    heading(2, { text: doc("licence_title") }),
    text(...filled(doc("licence"), { licence: terms, url: [{ text: url, href: url }] })),
    ...(told.length ? [{ type: "list", items: told.map((one) => [text({ text: one.told.citation })]) }] : []),
    text({ text: doc("made_with") }),
  ];
}

/**
 * The whole draft.
 * @param {import("./book.js").Book} book @param {import("./state.js").State} state with an audience
 * @param {Picked[]} picked the practices of the draft, in its order
 * @returns {(Block|Field|SourcesBlock)[]}
 */
export function outline(book, state, picked) {
  const numbers = createNumbers();
  const parts = measures(book, picked, numbers); // first, since the list of sources is complete only then
  const sources = numbers.all();
  return [
    ...head(book, state),
    ...obligations(book, state),
    field("accepted", { key: keyOf(state, "accepted"), lines: 2 }),
    heading(2, { text: doc("situation") }), field("situation", { key: keyOf(state, "situation"), lines: 5 }),
    ...earlier(state),
    ...parts,
    heading(2, { text: doc("gaps") }), field("gaps", { key: keyOf(state, "gaps") }),
    heading(2, { text: doc(state.audience === "vlr" ? "next_steps" : "requests") }), field(`requests_${state.audience.replace("-", "_")}`, { key: keyOf(state, "requests") }),
    ...(sources.length ? [heading(2, { text: doc("sources") }), { type: "sources", sources }] : []),
    ...evidence(book.data.evidence),
    ...licence(picked),
  ];
}

/** A text that somebody wrote: each line is a paragraph. */
const paragraphs = (words) => words.split(/\n+/).map((line) => line.trim()).filter(Boolean);

/** What a field says in a finished document: somebody's words, or clearly what is still to be written. @param {Field} field @returns {Block[]} */
export function settled({ label, hints, role }, value) {
  const lines = paragraphs(value);
  const open = (hint) => ({ text: word("submission.doc.open", { what: hint }) });
  if (role === "title") return [heading(1, lines.length ? { text: lines.join(" ") } : open(label))];
  if (role === "line") {
    const name = { text: doc("named", { name: label }), strong: true };
    return [{ type: "text", runs: [name, { text: " " }, ...(lines.length ? [{ text: lines.join(", ") }] : [{ ...open(hints[0] ?? label), open: true }])] }];
  }
  if (lines.length) return lines.map((line) => text({ text: line }));
  return hints.map((hint) => ({ type: "text", look: "prompt", runs: [open(hint)] }));
}

/** The draft with every field settled: nothing but blocks that can be written. @param {(field: Field) => string} valueOf @returns {(Block|SourcesBlock)[]} */
export function finished(blocks, valueOf) {
  return blocks.flatMap((block) => (block.type === "field" ? settled(block, valueOf(block)) : [block]));
}
