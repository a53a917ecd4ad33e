/** The dossier: what a reader has collected, in order and with notes, as a document to print or to save. */

import { all, onChange, replace } from "../collected.js";
import { el } from "../dom.js";
import { exploreUrl } from "../addresses.js";
import { word } from "../words.js";
import { createDocument, titleOf } from "./dossier/document.js";
import { action, createFiles, createHeadFields, createProgress, createUndo, section } from "./dossier/fields.js";
import { LARGEST, readDossier, Unreadable, writeDossier } from "./dossier/file.js";
import { headFrom, isKept, onHeadChange, readHead, writeHead } from "./dossier/head.js";
import { createList } from "./dossier/list.js";
import { createPreview } from "./dossier/preview.js";
import { createShelf } from "./dossier/shelf.js";
import { asPublished, toWebPage } from "./dossier/web_page.js";
import { toMarkdown } from "./markdown.js";
import { createPicker } from "./practice_picker.js";
import { saveFile } from "./save_file.js";

const unique = (found) => found.filter(({ id }, place) => found.findIndex((one) => one.id === id) === place);

/** What is collected, each once, whatever another tab or an older version has written. */
const items = () => unique(all());

/** An id that has changed: the note goes along. */
function rename(from, to) {
  const isMeant = ({ id }) => id === from || id === to;
  const note = items().filter(isMeant).map((one) => one.note).filter(Boolean).join("\n\n");
  replace(unique(items().map((one) => (isMeant(one) ? { id: to, note } : one))));
}

function createEmpty() {
  return el("div.dossier-empty", {}, el("p.dossier-empty-title", {}, word("dossier.empty")), el("p", {}, word("dossier.empty_hint")),
    el("p", {}, el("a.button", { href: exploreUrl() }, word("dossier.find"))));
}

/** Ways to take the document along. */
function createTaking(read) {
  const save = (ending, type, write) => () => {
    const dossier = read();
    const title = titleOf(dossier.head);
    saveFile({ title, fallback: "dossier", ending, type }, write(asPublished(createDocument(dossier, 1)), title));
  };
  const buttons = [
    el("button.button", { type: "button", onclick: () => print() }, word("dossier.print")),
    action(word("dossier.save_html"), save("html", "text/html", toWebPage)),
    action(word("dossier.save_markdown"), save("md", "text/markdown", toMarkdown)),
  ];
  return { node: section("take", el("div.dossier-row", {}, ...buttons)), update(isReady) {
    for (const button of buttons) button.disabled = !isReady;
  } };
}

/** On paper, and in the name of a PDF, the title is that of the dossier. */
function titleWhilePrinting() {
  const own = document.title;
  addEventListener("beforeprint", () => { document.title = titleOf(readHead()); });
  addEventListener("afterprint", () => { document.title = own; });
}

/** @param {HTMLElement} mount */
export function start(mount) {
  const shelf = createShelf(onSettled);
  const heard = el("p.hidden", { role: "status" });
  const fields = createHeadFields((change) => writeHead({ ...readHead(), ...change }));
  const list = createList({ onMove: move, onRemove: remove, onNote: write, onRetry: retry, onLook: look });
  const picker = createPicker({ label: word("dossier.add"), isExcluded: (id) => items().some((one) => one.id === id), onChoose: add });
  const empty = createEmpty();
  const undo = createUndo();
  const gap = el("li.dossier-gap");
  const files = createFiles({ onSave: save, onOpen: open, onClear: clear });
  const progress = createProgress(retry);
  const taking = createTaking(contents);
  const preview = createPreview(contents);
  const result = el("div.dossier-result", {}, taking.node, progress.node, preview.node);
  const bench = el("div.dossier-bench", {},
    el("div.dossier-desk", {}, section("practices", empty, list.node, picker.node), fields.node, files.node, heard), result);
  let gapPlace = -1;

  /** The document: what is gone is not part of it, what could not be loaded is named. */
  function contents() {
    const standings = items().map((item) => ({ ...item, ...shelf.at(item.id) }));
    return { head: readHead(), entries: standings.filter(({ state }) => state === "here" || state === "failed"), on: new Date() };
  }

  function update() {
    const wanted = items();
    shelf.ask(wanted.map(({ id }) => id));
    const states = wanted.map(({ id }) => shelf.at(id).state);
    list.update(wanted, shelf.at, gapPlace < 0 ? undefined : { node: gap, place: Math.min(gapPlace, wanted.length) });
    fields.update(readHead());
    files.update(!wanted.length);
    progress.update(states);
    taking.update(!states.includes("waiting"));
    empty.hidden = wanted.length > 0;
    fields.node.hidden = result.hidden = !wanted.length;
    bench.classList.toggle("is-empty", !wanted.length);
    preview.showSoon();
  }

  function onSettled(id) {
    const present = shelf.at(id).practice?.id ?? id;
    if (present === id) update();
    else rename(id, present);
  }

  /** @param {number} place in the list where the way back stands; elsewhere it is below the files */
  function offerUndo(said, place, how) {
    gapPlace = place;
    undo.offer(said, () => {
      gapPlace = -1;
      undo.node.remove();
      how();
      heard.textContent = word("dossier.undone");
    });
    (place < 0 ? files.node : gap).append(undo.node);
    heard.textContent = said;
  }

  const nameOf = (id) => shelf.at(id).practice?.name ?? id;

  function move(id, step) {
    const order = items();
    const place = order.findIndex((one) => one.id === id);
    const there = place + step;
    if (there < 0 || there >= order.length) return;
    order.splice(there, 0, ...order.splice(place, 1));
    replace(order);
    list.reveal(id);
    heard.textContent = word("dossier.moved", { title: nameOf(id), place: there + 1, count: order.length });
  }

  function remove(id) {
    const place = items().findIndex((one) => one.id === id);
    const item = items()[place];
    offerUndo(word("dossier.removed", { title: nameOf(id) }), place, () => {
      replace(items().filter((one) => one.id !== id).toSpliced(place, 0, item));
      list.focus(id);
    });
    replace(items().filter((one) => one.id !== id));
    undo.button.focus();
  }

  function add({ id, title }) {
    replace([...items(), { id }]);
    heard.textContent = word("dossier.added", { title });
  }

  function write(id, note) {
    replace(items().map((one) => (one.id === id ? { ...one, note } : one)));
  }

  function look(id) {
    preview.lookAt(contents().entries.findIndex((one) => one.id === id));
  }

  function retry() {
    shelf.retry();
    update();
  }

  function save() {
    saveFile({ title: titleOf(readHead()), fallback: "dossier", ending: "json", type: "application/json" }, writeDossier({ head: readHead(), items: items() }));
  }

  /** Takes the place of what is here, and can be undone as a whole. */
  function become(dossier, said) {
    const before = { head: readHead(), items: items() };
    offerUndo(said, -1, () => show(before));
    show(dossier);
  }

  function show({ head, items: next }) {
    writeHead(head);
    replace(next);
    files.file.focus();
  }

  function clear() {
    become({ head: headFrom({}), items: [] }, word("dossier.cleared"));
  }

  async function open(file) {
    files.fault.textContent = "";
    try {
      if (file.size > LARGEST) throw new Unreadable("too_large");
      const dossier = readDossier(await file.text());
      const left = dossier.left ? ` ${word("dossier.left_out", { count: dossier.left })}` : "";
      become(dossier, word("dossier.opened", { count: dossier.items.length }) + left);
    } catch (error) {
      files.fault.textContent = word(`dossier.faults.${error instanceof Unreadable ? error.message : "not_dossier"}`, { name: file.name });
    }
  }

  mount.classList.add("dossier");
  mount.replaceChildren(el("p.dossier-private", {}, word("dossier.private"), isKept() ? null : el("strong", {}, ` ${word("dossier.unkept")}`)), bench);
  onChange(update);
  onHeadChange(update);
  addEventListener("online", retry);
  titleWhilePrinting();
  update();
  preview.show();
}
