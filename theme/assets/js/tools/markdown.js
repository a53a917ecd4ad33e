/** A document made of headings, paragraphs, lists, links and emphasis, as Markdown that CommonMark reads the same way. */

const BLOCKS = new Set(["ADDRESS", "ARTICLE", "BLOCKQUOTE", "DD", "DIV", "DL", "DT", "FOOTER", "H1", "H2", "H3", "H4", "H5", "H6", "HEADER", "LI", "NAV", "OL", "P", "SECTION", "UL"]);

/** Every character that means something is taken by its word, in a way that older readers of Markdown know as well. */
function escaped(text) {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]]|~(?=~)/g, "\\$&").replace(/&(?=#?\w+;)/g, "&amp;").replace(/</g, "&lt;");
}

/** At the start of a line there are more of them. */
function atStart(line) {
  return line.trim().replace(/^([#+=>-])/gm, "\\$1").replace(/^(\d+)([.)])(?=\s|$)/gm, "$1\\$2");
}

function link(node) {
  const address = node.getAttribute("href");
  if (address.startsWith("#")) return node.closest("sup") ? `\\[${inline(node)}\\]` : inline(node);
  return node.textContent === address ? `<${address}>` : `[${inline(node)}](<${address}>)`;
}

function emphasised(node, sign) {
  const text = inline(node).trim();
  return text && `${sign}${text}${sign}`;
}

function inlineNode(node) {
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.data);
  switch (node.tagName) {
    case "BR": return "  \n";
    case "A": return link(node);
    case "STRONG": case "B": return emphasised(node, "**");
    case "EM": case "I": case "CITE": return emphasised(node, "*");
    default: return inline(node);
  }
}

function inline(node) {
  return [...node.childNodes].map(inlineNode).join("");
}

/** The first line carries the marker, the others stand below its text. */
function item(marker, blocks) {
  const indent = " ".repeat(marker.length);
  return marker + blocks.join("\n\n").replace(/\n(?!\n|$)/g, `\n${indent}`);
}

function list(node) {
  const items = [...node.children].map((one, place) => item(node.tagName === "OL" ? `${place + 1}. ` : "- ", blocks(one)));
  return items.join(items.some((one) => one.includes("\n\n")) ? "\n\n" : "\n");
}

/** A fact with one value is a line; with several, a list of its own. */
function fact(node) {
  const values = blocks(node.querySelector("dd"));
  const label = `**${inline(node.querySelector("dt")).trim()}:**`;
  return item("- ", values.length === 1 ? [`${label} ${values[0]}`] : [`${label}\n${values.map((one) => item("- ", [one])).join("\n")}`]);
}

function block(node) {
  const level = /^H([1-6])$/.exec(node.tagName)?.[1];
  if (level) return [`${"#".repeat(Number(level))} ${inline(node).trim()}`];
  if (node.matches("ul, ol")) return [list(node)];
  if (node.matches("dl")) return [[...node.children].map(fact).join("\n")];
  if (node.matches("blockquote")) return [blocks(node).join("\n\n").replace(/^/gm, "> ")];
  return blocks(node);
}

/** The blocks of a node: what is not in a block of its own makes a paragraph. */
function blocks(node) {
  const found = [];
  let line = "";
  const close = () => {
    if (line.trim()) found.push(atStart(line));
    line = "";
  };
  for (const child of node.childNodes) {
    if (!BLOCKS.has(child.tagName)) line += inlineNode(child);
    else {
      close();
      found.push(...block(child));
    }
  }
  close();
  return found;
}

/** @param {HTMLElement} node @returns {string} */
export function toMarkdown(node) {
  return `${blocks(node).join("\n\n")}\n`;
}
