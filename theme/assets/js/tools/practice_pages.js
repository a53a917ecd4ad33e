/**
 * The pages of practices, taken apart: for tools that show them side by side, or together in one document.
 *
 * @typedef {{label: string, content: DocumentFragment}} Part a fact "at a glance" or a section, with its own heading
 * @typedef {{id: string, url: string, name: string, title: DocumentFragment, where: DocumentFragment, place: string,
 *   summary: DocumentFragment, note: string, parts: Map<string, Part>, sources: HTMLElement[], citation: string}} Practice
 * `name`: the title as plain text; `parts`: by the name of the fact or the id of the section; `note`: how far it is
 * translated, if that needs saying. Nodes are masters: show copies of them (`copyOf`).
 */

import { practiceOf } from "../collect.js";
import { pageUrl } from "../addresses.js";

const PATIENCE = 20_000;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const loaded = new Map();

/** There is no practice of this id: the one failure that trying again does not mend. */
export class Gone extends Error {}

/** Whether a text can be the id of a practice; an address must not be made from anything else. @param {string} text */
export function isId(text) {
  return ID.test(text) && text.length < 200;
}

/** Clones what is shown more than once. @param {Node} node */
export function copyOf(node) {
  return document.importNode(node, true);
}

async function fetchPage(id) {
  const answer = await fetch(pageUrl(`practices/${id}/`), { signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status === 404) throw new Gone(id);
  if (!answer.ok) throw new Error(`${answer.status} for ${id}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Where a page of a former id leads on to; nothing for any other page. */
function movedTo(page) {
  const moved = page.querySelector("meta[http-equiv=refresh]") && page.querySelector("link[rel=canonical]");
  return moved ? practiceOf(moved.href) : undefined;
}

function fragment(nodes) {
  const all = document.createDocumentFragment();
  all.append(...nodes);
  return all;
}

/** Links work from anywhere, and no id comes twice. */
function freed(page, url) {
  const article = document.importNode(page.querySelector("article.page"), true);
  for (const link of article.querySelectorAll("[href]")) link.setAttribute("href", new URL(link.getAttribute("href"), url).href);
  for (const help of article.querySelectorAll("[data-fact=evidence] a")) help.remove();
  return article;
}

/** The facts "at a glance". @returns {[string, Part][]} */
function factsOf(article) {
  return [...article.querySelectorAll("[data-fact]")].map((fact) => {
    const [label, value] = fact.children;
    return [fact.dataset.fact, { label: label.textContent, content: fragment([...value.childNodes]) }];
  });
}

/** What stands between one heading and the next. @returns {[string, Part][]} */
function sectionsOf(article) {
  return [...article.querySelectorAll(":scope > h2[id]")].map((heading) => {
    const nodes = [];
    for (let node = heading.nextElementSibling; node && node.tagName !== "H2"; node = node.nextElementSibling) nodes.push(node);
    return [heading.id, { label: heading.textContent, content: fragment(nodes) }];
  });
}

/** The words of the note on the translation, without its links. */
function noteOf(article) {
  const note = article.querySelector(".translation-note");
  for (const link of note?.querySelectorAll("a") ?? []) link.remove();
  return note?.textContent.trim() ?? "";
}

/** @returns {Practice} */
function takenApart(id, page) {
  const url = pageUrl(`practices/${id}/`);
  const article = freed(page, url);
  const [title, where, summary] = ["h1", ".eyebrow", ".lead"].map((name) => article.querySelector(name));
  const citation = article.querySelector("#citation")?.textContent ?? "";
  const sources = [...article.querySelectorAll("ol.sources > li")];
  const parts = new Map([...factsOf(article), ...sectionsOf(article)]);
  for (const { content } of parts.values()) for (const named of content.querySelectorAll("[id]")) named.removeAttribute("id");
  return {
    id, url, parts, sources, citation, name: title.textContent, note: noteOf(article),
    place: where.querySelector("a")?.textContent ?? "",
    ...Object.fromEntries(Object.entries({ title, where, summary }).map(([name, node]) => [name, fragment([...node.childNodes])])),
  };
}

async function load(id) {
  const page = await fetchPage(id);
  const there = movedTo(page);
  if (there && there !== id) return takenApart(there, await fetchPage(there));
  if (!page.querySelector("article.page [data-actions]")) throw new Gone(id);
  return takenApart(id, page);
}

/**
 * The practice of an id, or of a former id: then `id` of what comes back is the present one. Fails with `Gone` when there
 * is none; any other failure is one of the network, and forgotten, so that one can try again.
 * @param {string} id
 * @returns {Promise<Practice>}
 */
export function loadPractice(id) {
  if (!isId(id)) return Promise.reject(new Gone(id));
  if (!loaded.has(id)) {
    loaded.set(id, load(id).catch((error) => {
      loaded.delete(id);
      throw error;
    }));
  }
  return loaded.get(id);
}
