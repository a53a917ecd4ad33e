/** Blocks of a document as nodes, for the page and for what is copied from it. */

import { el } from "../../dom.js";
import { word } from "../../words.js";

/** The level of heading that the title of a draft has on its page. */
export const TOP = 2;

/** @param {import("./texts.js").Run} run */
function inline({ text, lang, dir, strong, em, href, open }) {
  let node = lang ? el("span", { lang, dir }, text) : text;
  if (em) node = el("em", {}, node);
  if (strong) node = el("strong", {}, node);
  if (open) node = el("mark.submission-open", {}, el("strong", {}, node));
  return href ? el("a", { href, rel: "noopener" }, node) : node;
}

/**
 * @param {(import("./practice.js").Block|import("./outline.js").SourcesBlock)[]} blocks
 * @param {{top?: number}} options `top`: the level of heading that the title of the document has
 * @returns {{block: (block: object) => Node}} makes the node of one block
 */
export function createRenderer(blocks, { top = 1 } = {}) {
  const sources = blocks.find(({ type }) => type === "sources")?.sources ?? [];
  const titles = new Map(sources.map(({ runs }, place) => [place + 1, runs[0]?.text ?? ""]));

  function cited({ text, cite }) {
    const label = word("submission.source", { number: cite, title: titles.get(cite) ?? "" });
    return el("a", { href: `#draft-source-${cite}`, "aria-label": label }, text);
  }

  /** Numbers that follow each other share one element. */
  function line(runs) {
    const nodes = [];
    runs.forEach((run, place) => {
      if (!run.cite) nodes.push(inline(run));
      else if (runs[place - 1]?.cite) nodes.at(-1).append(", ", cited(run));
      else nodes.push(el("sup.submission-cite", {}, cited(run)));
    });
    return nodes;
  }

  function text({ runs, look }) {
    if (look === "prompt") return el("p", {}, el("mark.submission-open", {}, el("strong", {}, ...line(runs))));
    return el(look ? `p.submission-${look}` : "p", {}, ...line(runs));
  }

  /** An item of one paragraph needs no paragraph in it. */
  function item(blocks) {
    return el("li", {}, ...(blocks.length === 1 && blocks[0].type === "text" ? line(blocks[0].runs) : blocks.map(block)));
  }

  function source({ runs, href }, place) {
    return el("li", { id: `draft-source-${place + 1}` }, ...line(runs),
      ...(href ? [" ", el("a.submission-address", { href, dir: "ltr", rel: "noopener" }, href)] : []));
  }

  function block(one) {
    if (one.type === "heading") return el(`h${one.level + top - 1}`, {}, ...line(one.runs));
    if (one.type === "list") return el(one.ordered ? "ol" : "ul", {}, ...one.items.map(item));
    if (one.type === "sources") return el("ol.submission-sources", {}, ...one.sources.map(source));
    return text(one);
  }

  return { block };
}

/** A finished draft in one node. @returns {HTMLElement} */
export function documentOf(blocks) {
  const { block } = createRenderer(blocks);
  const { lang, dir } = document.documentElement;
  return el("article", { lang, dir }, ...blocks.map(block));
}
