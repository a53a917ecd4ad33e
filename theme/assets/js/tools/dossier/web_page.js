/** A document as one file that needs nothing else: its look goes along, and its addresses are those of the published site. */

import { el } from "../../dom.js";
import { pageUrl } from "../../addresses.js";

const LOOK = "/css/document.css";

/** The rules of the style sheet that the page has loaded anyway. */
function look() {
  const sheet = [...document.styleSheets].find(({ href }) => href?.split("?")[0].endsWith(LOOK));
  return [...(sheet?.cssRules ?? [])].map(({ cssText }) => cssText).join("\n");
}

/** The address at which the pages of this language are published; the page may be read from elsewhere. */
function published() {
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  return canonical ? new URL("../", canonical).href : pageUrl("");
}

/**
 * Puts the address of the published site in the place of the one it is read from.
 * @param {HTMLElement} node a document that leaves this page
 */
export function asPublished(node) {
  const [from, to] = [pageUrl(""), published()];
  for (const link of node.querySelectorAll("a[href]")) {
    const address = link.getAttribute("href");
    if (!address.startsWith(from)) continue;
    const there = to + address.slice(from.length);
    if (link.textContent === address) link.textContent = there;
    link.setAttribute("href", there);
  }
  return node;
}

/**
 * @param {HTMLElement} node the document
 * @param {string} title
 * @returns {string} the text of the file
 */
export function toWebPage(node, title) {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.dir = document.documentElement.dir;
  page.head.prepend(el("meta", { charset: "utf-8" }), el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }));
  page.head.append(el("style", {}, look()));
  const main = page.createElement("main");
  main.append(page.importNode(node, true));
  page.body.append(main);
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
