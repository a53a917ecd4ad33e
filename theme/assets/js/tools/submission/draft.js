/** The third step: the draft to complete, and the ways to take it away. */

import { el, keepingFocus } from "../../dom.js";
import { word } from "../../words.js";
import { toMarkdown } from "../markdown.js";
import { loadPractice } from "../practice_pages.js";
import { saveFile } from "../save_file.js";
import { createFields, isOpen, valueOf } from "./fields.js";
import { forget, isKept } from "./memory.js";
import { finished, outline } from "./outline.js";
import { told } from "./practice.js";
import { createRenderer, documentOf, TOP } from "./render.js";
import { wordOf } from "./word.js";

const MARKDOWN = { ending: "md", type: "text/markdown" };
const WORD = { ending: "docx", type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };

/** @typedef {import("./outline.js").Picked} Picked */

/** The practices of the draft, each loaded once. @param {() => void} onSettled */
function createShelf(onSettled) {
  const shelf = new Map();
  const coming = new Map();

  async function fetchOne(id) {
    shelf.set(id, { id });
    try {
      shelf.set(id, { id, told: told(await loadPractice(id)) });
    } catch {
      shelf.set(id, { id, failed: true });
    }
    onSettled();
  }

  return {
    /** @param {string[]} ids @returns {Picked[]} */
    get(ids) {
      for (const id of ids) if (!shelf.has(id)) coming.set(id, fetchOne(id));
      return ids.map((id) => shelf.get(id));
    },
    /** Settles when each has come, or cannot be had. */
    ready: (ids) => Promise.all(ids.map((id) => coming.get(id))),
    retry() {
      for (const [id, { failed }] of [...shelf]) if (failed) coming.set(id, fetchOne(id));
      onSettled();
    },
  };
}

/** Rich text for a word processor, plain text for everything else. */
async function copy(blocks) {
  const node = documentOf(blocks);
  const plain = toMarkdown(node);
  const kinds = { "text/html": node.outerHTML, "text/plain": plain };
  if (!window.ClipboardItem) return navigator.clipboard.writeText(plain);
  const items = Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
}

const button = (name, onclick, more = {}) => el("button.action", { type: "button", onclick, ...more }, word(`submission.${name}`));

/** @param {{blocks: () => Promise<object[]>, locale: string}} draft */
function createWaysOut({ blocks, locale }) {
  const status = el("p.submission-status", { role: "status" });
  const titleOf = (all) => all[0].runs.map(({ text }) => text).join("");

  /** Says how it went; what fails leaves the other ways open. */
  async function tried(work, done, failed) {
    try {
      await work();
      status.textContent = word(`submission.${done}`);
    } catch {
      status.textContent = word(`submission.${failed}`);
    }
  }

  async function saveMarkdown() {
    const all = await blocks();
    saveFile({ title: titleOf(all), fallback: "submission", ...MARKDOWN }, toMarkdown(documentOf(all)));
  }

  async function saveWord() {
    status.textContent = word("submission.making");
    const all = await blocks();
    saveFile({ title: titleOf(all), fallback: "submission", ...WORD }, await wordOf(all, { title: titleOf(all), locale }));
  }

  const node = el("div.submission-ways", {},
    el("button.button", { type: "button", onclick: () => tried(saveWord, "saved", "word_failed") }, word("submission.save_word")),
    button("save_markdown", () => tried(saveMarkdown, "saved", "save_failed")),
    button("copy", () => tried(async () => copy(await blocks()), "copied", "copy_failed")),
    button("print", () => window.print()));
  return { node, status };
}

/** @param {import("./book.js").Book} book */
export function createDraft(book) {
  const fields = createFields(onWrite);
  const shelf = createShelf(() => show());
  const sheet = el("article.submission-sheet");
  const ways = createWaysOut({ blocks: whole, locale: book.data.locale });
  const open = el("p.submission-left", { role: "status" });
  const clean = button("finished", () => setFinished(clean.getAttribute("aria-pressed") !== "true"), { "aria-pressed": "false" });
  const retry = button("retry", () => shelf.retry());
  const clear = button("forget", () => { undo = forget(); redraw("forgotten"); back.focus(); });
  const back = button("undo", () => { undo(); undo = null; redraw("back"); clear.focus(); });
  const waiting = el("p.absent", {}, word("submission.no_audience"));
  const work = el("div.submission-work", {}, ways.node, el("div.submission-bar", {}, open, clean, retry), ways.status, sheet,
    el("div.submission-kept", {}, el("p.small", {}, word("submission.kept")), clear, back));
  const node = el("section.submission-step.submission-draft", { "aria-labelledby": "submission-draft" },
    el("h2", { id: "submission-draft" }, word("submission.draft")), waiting, work);
  let state;
  let all = [];
  let undo = null;

  async function whole() {
    await shelf.ready(state.picks);
    return finished(all, valueOf);
  }

  function setFinished(isFinished) {
    sheet.classList.toggle("is-finished", isFinished);
    clean.setAttribute("aria-pressed", String(isFinished));
  }

  function onWrite() {
    undo = null;
    showCounts();
  }

  function showCounts() {
    const count = all.filter((block) => block.type === "field" && isOpen(block)).length;
    const text = count ? word("submission.left", { count }) : word("submission.nothing_left");
    if (open.textContent !== text) open.textContent = text;
    clear.hidden = !isKept();
    back.hidden = !undo;
  }

  /** The buttons that a reader has just used may be hidden now. */
  function redraw(name) {
    show();
    ways.status.textContent = word(`submission.${name}`);
  }

  function show() {
    waiting.hidden = Boolean(state.audience);
    work.hidden = !state.audience;
    if (!state.audience) return;
    const picked = shelf.get(state.picks);
    all = outline(book, state, picked);
    const { block } = createRenderer(all, { top: TOP });
    keepingFocus(() => sheet.replaceChildren(...all.map((one) => (one.type === "field" ? fields.nodeOf(one) : block(one)))));
    retry.hidden = !picked.some(({ failed }) => failed);
    showCounts();
  }

  return { node, /** @param {import("./state.js").State} wanted */ update(wanted) {
    state = wanted;
    ways.status.textContent = "";
    show();
  } };
}
