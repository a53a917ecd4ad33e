/**
 * A dossier as one clean document: the same for the preview, for paper and for the saved files. css/document.css is its
 * look.
 *
 * @typedef {import("../practice_pages.js").Practice} Practice
 * @typedef {{id: string, note?: string, practice?: Practice}} Entry without `practice` its page could not be loaded
 * @typedef {{head: import("./head.js").Head, entries: Entry[], on: Date}} Contents
 */

import { el } from "../../dom.js";
import { pageUrl } from "../../addresses.js";
import { word } from "../../words.js";
import { copyOf } from "../practice_pages.js";

const FACTS = ["kind", "stage", "years", "lead", "partners", "reach", "resources", "evidence", "themes", "rights", "groups", "sdgs", "contact"];
const RESULTS = ["results", "obstacles", "did-not-work", "contradictions"];
const SECTIONS = {
  facts: [],
  results: RESULTS,
  everything: ["problem", "action", ...RESULTS, "lessons", "preconditions", "adaptations", "reused-by", "framework"],
};
const language = document.documentElement.lang;

/** @param {import("./head.js").Head} head what it is called, if only by default */
export function titleOf(head) {
  return head.title.trim() || word("dossier.name_default");
}

/** The language of the page as the reader's browser knows it: "en-GB" rather than "en". */
const locale = navigator.languages?.find((one) => one.split("-")[0] === language) ?? language;
const dateOf = (on) => new Intl.DateTimeFormat(locale, { dateStyle: "long", numberingSystem: "latn", calendar: "gregory" }).format(on);
const heading = (level, name, ...children) => el(`h${level}.document-${name}`, {}, ...children);

/** What a reader wrote, as paragraphs; a line of its own stays one. */
function paragraphs(text) {
  return text.trim().split(/\n\s*\n/).filter(Boolean).map((part) => el("p", { dir: "auto" },
    ...part.split("\n").flatMap((line, place) => (place ? [el("br"), line] : [line]))));
}

/** A row of terms or names as a running text. */
function unlisted(list) {
  const items = [...list.children].flatMap((item, place) => [...(place ? [" · "] : []), ...[...item.childNodes].flatMap((node) => (node.matches?.("a") ? [...node.childNodes] : [node]))]);
  return el("span", {}, ...items);
}

/** A copy of a part that works within the document: citations lead to its own list of sources. */
function adapted({ content }, practice, anchor, level) {
  const copy = copyOf(content);
  for (const cite of copy.querySelectorAll(".cite a")) cite.setAttribute("href", cite.href.replace(`${practice.url}#`, `#${anchor}-`));
  for (const list of copy.querySelectorAll(".chips")) list.replaceWith(unlisted(list));
  for (const title of copy.querySelectorAll("h3")) title.replaceWith(heading(level, "label", ...title.childNodes));
  return copy;
}

function facts(practice, anchor) {
  const present = FACTS.filter((name) => practice.parts.has(name)).map((name) => practice.parts.get(name));
  return el("dl.document-facts", {}, ...present.map((part) => {
    const value = adapted(part, practice, anchor, 6);
    for (const list of value.querySelectorAll("ul")) list.replaceWith(unlisted(list));
    return el("div", {}, el("dt", {}, part.label), el("dd", {}, value));
  }));
}

function sections(practice, anchor, extent, level) {
  return SECTIONS[extent].filter((name) => practice.parts.has(name)).flatMap((name) => {
    const part = practice.parts.get(name);
    return [heading(level, "section", part.label), adapted(part, practice, anchor, level + 1)];
  });
}

function sources(practice, anchor, level) {
  if (!practice.sources.length) return [];
  const items = practice.sources.map((source, place) => el("li", { id: `${anchor}-source-${place + 1}` }, ...copyOf(source).childNodes));
  return [heading(level, "section", practice.parts.get("sources").label), el("ol.document-sources", {}, ...items)];
}

/** A text with the addresses in it as links. */
function linked(text) {
  return text.split(/(https?:\/\/\S+[^\s.,;)])/).map((part, place) => (place % 2 ? el("a", { href: part }, part) : part));
}

function note({ note: text }, level) {
  return text?.trim() ? [el("div.document-note", {}, heading(level, "label", word("dossier.document.note")), ...paragraphs(text))] : [];
}

function titleFor({ id, practice }) {
  return practice ? [copyOf(practice.title)] : [id];
}

function body(entry, anchor, extent, level) {
  const { id, practice } = entry;
  if (!practice) return [...note(entry, level + 1), el("p", {}, ...linked(word("dossier.document.unloaded", { address: pageUrl(`practices/${id}/`) })))];
  return [
    el("p.document-summary", {}, copyOf(practice.summary)), ...note(entry, level + 1), facts(practice, anchor),
    ...sections(practice, anchor, extent, level + 1), ...sources(practice, anchor, level + 1),
    el("p.document-citation", {}, el("strong", {}, word("dossier.document.cite")), " ", ...linked(practice.citation)),
    practice.note ? el("p.document-remark", {}, practice.note) : null,
  ];
}

function chapter(entry, number, extent, level) {
  const anchor = `practice-${number}`;
  return el("section.document-practice", { id: anchor, "aria-labelledby": `${anchor}-title` },
    entry.practice ? el("p.document-place", {}, ...[...copyOf(entry.practice.where).childNodes].map((node) => node.textContent)) : null,
    el(`h${level}.document-heading`, { id: `${anchor}-title` }, el("span.document-number", {}, `${number}.`), " ", ...titleFor(entry)),
    ...body(entry, anchor, extent, level));
}

function cover({ head, entries, on }, level) {
  return el("header.document-cover", {},
    heading(level, "title", el("span", { dir: "auto" }, titleOf(head))),
    el("p.document-date", {}, dateOf(on), " · ", word("dossier.document.count", { count: entries.length })),
    el("div.document-introduction", {}, ...paragraphs(head.introduction)));
}

function contents({ entries }, level) {
  const line = (entry, place) => el("li", {}, el("a", { href: `#practice-${place + 1}` }, ...titleFor(entry)),
    entry.practice ? el("span.document-where", {}, ` – ${entry.practice.place}`) : null);
  return el("nav.document-contents", { "aria-labelledby": "document-contents" },
    el(`h${level}.document-section`, { id: "document-contents" }, word("dossier.document.contents")), el("ol", {}, ...entries.map(line)));
}

function colophon({ on }, level) {
  const base = word("dossier.document.base", { address: pageUrl(""), date: dateOf(on) });
  return el("footer.document-colophon", {}, heading(level, "section", word("dossier.document.about")),
    el("p", {}, ...linked(base)),
    el("p", {}, word("dossier.document.licence"), " ", el("a", { href: pageUrl("about/licence/") }, pageUrl("about/licence/"))));
}

/**
 * @param {Contents} dossier
 * @param {number} level of the heading that is its title
 * @returns {HTMLElement}
 */
export function createDocument(dossier, level) {
  const { lang, dir } = document.documentElement;
  return el("article.document", { lang, dir }, cover(dossier, level), contents(dossier, level + 1),
    ...dossier.entries.map((entry, place) => chapter(entry, place + 1, dossier.head.extent, level + 1)), colophon(dossier, level + 1));
}
