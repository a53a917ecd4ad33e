/**
 * A practice as blocks of a document, made from its page (see practice_pages.js).
 *
 * @typedef {import("./texts.js").Run} Run
 * @typedef {{type: "text", runs: Run[], look?: "small"|"prompt"|"lead"}} TextBlock
 * @typedef {{type: "list", ordered?: boolean, items: Block[][]}} ListBlock
 * @typedef {{type: "heading", level: number, runs: Run[]}} HeadingBlock
 * @typedef {TextBlock|ListBlock|HeadingBlock} Block
 * @typedef {{key: string, runs: Run[], href?: string}} Source
 */

import { word } from "../../words.js";
import { copyOf } from "../practice_pages.js";

/** What a draft takes over, in this order. */
const PARTS = ["action", "results", "obstacles", "did-not-work", "contradictions"];
const FACTS = ["kind", "stage", "years", "lead", "partners", "reach", "resources"];
const MARKS = { STRONG: { strong: true }, B: { strong: true }, EM: { em: true }, I: { em: true }, CITE: { em: true } };
const CITED = /#source-(\d+)$/;

/** @returns {Partial<Run>} what an element adds to the runs in it */
function marksOf(element) {
  const { lang, dir } = element;
  const link = element.tagName === "A" && /^(https?|mailto):/.test(element.href) ? { href: element.href } : {};
  return { ...MARKS[element.tagName], ...(lang ? { lang, dir: dir || undefined } : {}), ...link };
}

/** The local number of a source that an element cites. */
function citedBy(element) {
  return element.matches("sup.cite") ? CITED.exec(element.querySelector("a")?.getAttribute("href") ?? "")?.[1] : undefined;
}

function* pieces(node, marks) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) yield { ...marks, text: child.data.replace(/[ \t\r\n]+/g, " ") };
    else if (child.nodeType !== Node.ELEMENT_NODE) continue;
    else if (citedBy(child)) yield { text: citedBy(child), cite: Number(citedBy(child)) };
    else if (child.tagName === "BR") yield { ...marks, text: " " };
    else yield* pieces(child, { ...marks, ...marksOf(child) });
  }
}

/** Without spaces at the ends, or two in a row. @returns {Run[]} */
function tidy(runs) {
  const kept = [];
  for (const run of runs) {
    const before = kept.at(-1)?.text ?? " ";
    const text = before.endsWith(" ") ? run.text.replace(/^ /, "") : run.text;
    if (text) kept.push({ ...run, text });
  }
  while (kept.length && !kept.at(-1).text.trimEnd()) kept.pop();
  if (kept.length) kept.push({ ...kept.at(-1), text: kept.pop().text.trimEnd() });
  return kept;
}

/** The text of a node, on one line. @param {Node} node @returns {Run[]} */
export function runsOf(node, marks = {}) {
  return tidy(pieces(node, marks));
}

const isBlock = (node) => /^(P|UL|OL|DIV|SECTION|BLOCKQUOTE)$/.test(node.tagName ?? "");

function* blocksIn(parent, marks) {
  let loose = [];
  const settle = () => {
    const runs = tidy(loose.flatMap((node) => [...pieces({ childNodes: [node] }, marks)]));
    loose = [];
    return runs.length ? [{ type: "text", runs }] : [];
  };
  for (const node of parent.childNodes) {
    if (!isBlock(node)) {
      loose.push(node);
      continue;
    }
    yield* settle();
    yield* blocksOf(node, { ...marks, ...marksOf(node) });
  }
  yield* settle();
}

/** A level of evidence is said in words: in a document there is no badge. */
function textBlock(node, marks) {
  const runs = runsOf(node, marks);
  if (node.querySelector(".badge")) {
    return { type: "text", look: "small", runs: [{ text: `${word("submission.doc.evidence")} ` }, ...runs] };
  }
  return { type: "text", runs, ...(node.matches(".small") ? { look: "small" } : {}) };
}

function blocksOf(node, marks) {
  if (node.tagName === "P") return [textBlock(node, marks)].filter(({ runs }) => runs.length);
  if (!/^[UO]L$/.test(node.tagName)) return [...blocksIn(node, marks)];
  const items = [...node.children].map((item) => [...blocksIn(item, { ...marks, ...marksOf(item) })]);
  return [{ type: "list", ordered: node.tagName === "OL" && !node.className, items }];
}

/** @param {ParentNode} fragment @returns {Block[]} */
export function blocksFrom(fragment) {
  return [...blocksIn(fragment, {})];
}

/** Title, address and what is known of a source. @param {HTMLElement} entry an item of a practice's list @returns {Source} */
function sourceOf(entry) {
  const line = copyOf(entry);
  for (const end of line.querySelectorAll("br")) end.replaceWith(" – ");
  const href = line.querySelector("a[href]")?.href;
  const runs = runsOf(line).map(({ href: other, ...run }) => (other && other !== href ? { ...run, href: other } : run));
  return { key: href ?? runs.map(({ text }) => text).join(""), href, runs };
}

const onOneLine = (text) => text.replace(/[ \t\r\n]+/g, " ").trim();

/** The facts "at a glance" that a draft takes over, each on a line. */
function factsOf({ parts }) {
  return FACTS.filter((name) => parts.has(name)).map((name) => {
    const { label, content } = parts.get(name);
    const values = [...content.querySelectorAll("li")].map((item) => runsOf(item));
    const runs = values.length ? values.flatMap((one, place) => [...(place ? [{ text: "; " }] : []), ...one]) : runsOf(content);
    return [{ type: "text", runs: [{ text: word("submission.doc.named", { name: label }), strong: true }, { text: " " }, ...runs] }];
  });
}

/**
 * What a draft says of a practice.
 * @param {import("../practice_pages.js").Practice} practice
 * @returns {{title: Run[], where: Run[], summary: Run[], note: string, facts: Block[][], parts: {heading: Run[], blocks: Block[]}[],
 *   sources: Source[], citation: string, reviewed: Run[]}}
 */
export function told(practice) {
  const parts = PARTS.filter((name) => practice.parts.has(name)).map((name) => {
    const { label, content } = practice.parts.get(name);
    return { heading: [{ text: label }], blocks: blocksFrom(content) };
  });
  const reviewed = practice.parts.get("cite")?.content.querySelector(".record-note");
  return {
    title: runsOf(practice.title), where: runsOf(practice.where).map(({ href: _, ...run }) => run), summary: runsOf(practice.summary),
    note: onOneLine(practice.note), facts: factsOf(practice), parts, sources: practice.sources.map(sourceOf),
    citation: onOneLine(practice.citation), reviewed: reviewed ? runsOf(reviewed) : [],
  };
}
