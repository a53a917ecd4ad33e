/** The template of a local review as a file: made here from what the page shows, and sent nowhere. */

import { el } from "../dom.js";
import { word } from "../words.js";
import { toMarkdown } from "./markdown.js";
import { saveFile } from "./save_file.js";
import { blocksFrom, runsOf } from "./submission/practice.js";
import { wordOf } from "./submission/word.js";

const MARKDOWN = { ending: "md", type: "text/markdown" };
const WORD = { ending: "docx", type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };
const TOP = 2; // the headings of the page that stand above those of the template

const levelOf = (node) => Number(/^H([1-6])$/.exec(node.tagName)?.[1] ?? 0);

/** The document with its own title as the first heading. */
function copyOf(template) {
  const nodes = [...template.children].map((node) => {
    const level = levelOf(node);
    return level ? el(`h${level - TOP}`, {}, ...node.cloneNode(true).childNodes) : node.cloneNode(true);
  });
  return el("article", {}, ...nodes);
}

function blocksOf(copy) {
  return [...copy.children].flatMap((node) => {
    const level = levelOf(node);
    return level ? [{ type: "heading", level, runs: runsOf(node) }] : blocksFrom({ childNodes: [node] });
  });
}

/** @param {HTMLElement} mount */
export function start(mount) {
  const copy = copyOf(document.querySelector(".review-template"));
  const title = copy.querySelector("h1").textContent;
  const status = el("span.small", { role: "status" });
  const name = { title, fallback: "local-review" };

  async function save(make) {
    status.textContent = word("local_review.making");
    try {
      await make();
      status.textContent = word("local_review.saved");
    } catch {
      status.textContent = word("local_review.failed");
    }
  }

  const inWord = async () => saveFile({ ...name, ...WORD }, await wordOf(blocksOf(copy), { title, locale: mount.dataset.locale, creator: word("local_review.creator") }));
  const inMarkdown = () => saveFile({ ...name, ...MARKDOWN }, toMarkdown(copy));
  mount.replaceChildren(
    el("button.button", { type: "button", onclick: () => save(inWord) }, word("local_review.word")), " ",
    el("button.action", { type: "button", onclick: () => save(inMarkdown) }, word("local_review.markdown")), " ", status);
}
