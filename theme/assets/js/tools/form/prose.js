/** The Markdown of records as nodes: paragraphs, lists, emphasis, links to web pages, and citations. All else stays text. */

import { el } from "../../dom.js";

const INLINE = /\*\*(?<strong>[^*\n]+)\*\*|\*(?<em>[^*\n]+)\*|_(?<under>[^_\n]+)_(?![\p{L}\p{N}])|\[@(?<cite>[^\]\s]*)\]|\[(?<label>[^\]\n]+)\]\((?<href>https?:\/\/[^\s)]+)\)/gu;
const BULLET = /^ {0,3}[-*+] +/;
const NUMBERED = /^ {0,3}\d+[.)] +/;

/** @param {string} text @param {(id: string) => Node} cite @returns {(Node|string)[]} */
function inline(text, cite) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const { strong, em, under, cite: id, label, href } = match.groups;
    const before = text.slice(end, match.index);
    nodes.push(id === undefined ? before : before.trimEnd());
    if (strong) nodes.push(el("strong", {}, strong));
    else if (em ?? under) nodes.push(el("em", {}, em ?? under));
    else if (href) nodes.push(el("a", { href, rel: "noopener" }, label));
    else nodes.push(cite(id));
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)];
}

function list(lines, marker, tag, cite) {
  const items = [];
  for (const line of lines) {
    if (marker.test(line)) items.push(line.replace(marker, ""));
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return el(tag, {}, ...items.map((one) => el("li", {}, ...inline(one, cite))));
}

/** @param {string} text @param {(id: string) => Node} cite @returns {Node[]} */
export function prose(text, cite) {
  return text.split(/\n\s*\n/).filter((block) => block.trim()).map((block) => {
    const lines = block.replace(/^\n+|\n+$/g, "").split("\n");
    if (BULLET.test(lines[0])) return list(lines, BULLET, "ul", cite);
    if (NUMBERED.test(lines[0])) return list(lines, NUMBERED, "ol", cite);
    return el("p", {}, ...inline(lines.join(" "), cite));
  });
}
