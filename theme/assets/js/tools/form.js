/**
 * The form: fields made from the description of a record, checked while one writes, shown as the page they will make, kept on
 * the device, and handed on as one wishes.
 */

import { pageUrl } from "../addresses.js";
import { el } from "../dom.js";
import { word } from "../words.js";
import { codeOf } from "./form/check.js";
import { createChecking } from "./form/checking.js";
import { createContents, createGroups } from "./form/groups.js";
import { erase, keep, recall } from "./form/keep.js";
import { createOpening } from "./form/opening.js";
import { createPreview } from "./form/preview.js";
import { fit, loadRecord, parse } from "./form/read.js";
import { clean } from "./form/record.js";
import { createSend } from "./form/send.js";
import { createSimilar } from "./form/similar.js";
import { beginning, Form } from "./form/state.js";
import { loadList } from "./practice_list.js";

const PAUSE = 250; // after the last key, in milliseconds

async function loadBook() {
  const answer = await fetch(pageUrl("data/form.json"));
  if (!answer.ok) throw new Error(`${answer.status} for the form`);
  return answer.json();
}

/** @param {HTMLElement} mount @param {object} book @param {object} state */
function build(mount, book, state) {
  const form = new Form(book, state);
  const opening = createOpening({ onPractice: openPractice, onFile: openFile, onErase: startAgain, onUndo: undo });
  const similar = createSimilar(openPractice);
  const send = createSend(form);
  const preview = createPreview(form);
  const parts = el("div.form-parts", {});
  const checking = createChecking(form, showAll);
  let waiting;
  let before = null;
  let showsAll = false;

  form.onChange = () => {
    form.nameRecord();
    send.node.setAttribute("aria-busy", "true"); // the file in it is behind
    clearTimeout(waiting);
    waiting = setTimeout(settle, PAUSE);
  };
  form.onLeave = (name) => {
    form.left.add(name);
    const item = form.fields.get(name)?.node.closest(".form-item");
    setTimeout(() => {
      const [, place] = /^sources\[(\d+)\]/.exec(name) ?? [];
      if (place && !item?.contains(document.activeElement)) form.nameSource(Number(place));
      settle();
    });
  };

  /** To open the form and read it leaves nothing behind. */
  function isUntouched() {
    return recall() === null && JSON.stringify(form.state) === JSON.stringify(beginning());
  }

  /** Everything that follows from what the record says now. */
  function settle() {
    clearTimeout(waiting);
    const record = clean(form.record());
    const found = form.problems();
    const left = found.filter((one) => codeOf(one, book).isError).length;
    checking.update(found, (name) => showsAll || form.left.has(name));
    preview.update(record);
    similar.update(form.list, record, form.state.own);
    send.update(left);
    send.node.removeAttribute("aria-busy");
    form.refreshers.forEach((show) => show());
    opening.showKept(isUntouched() || keep(form.state));
    return left;
  }

  function showAll() {
    showsAll = true;
    checking.tell(settle());
  }

  /** Draws the form anew for another record. */
  function draw(next) {
    form.state = next;
    form.left.clear();
    form.fields.clear();
    form.refreshers = [];
    showsAll = Boolean(next.path);
    const groups = createGroups(form);
    groups[0].querySelector("[data-field=title]").after(similar.node);
    parts.replaceChildren(...groups);
    settle();
  }

  function replace(next, told) {
    before = structuredClone(form.state);
    draw(next);
    opening.tell(told, true);
  }

  function undo() {
    draw(before);
    opening.tell(word("form.undone"));
  }

  function startAgain() {
    replace(beginning(), word("form.erased"));
    erase();
  }

  function take(value, origin) {
    const { held, left } = fit(book.practice, value);
    const shelf = String(held.themes?.[0] ?? "").split("/")[0];
    const path = origin ? `practices/${shelf}/${held.id}.yaml` : "";
    replace({ ...beginning(), record: { ...beginning().record, ...held }, path, own: held.id ?? "" },
      [word("form.opened", { title: held.title ?? held.id ?? "" }), left.length ? word("form.left_out", { names: left.join(", ") }) : ""].join(" ").trim());
  }

  async function openPractice(id) {
    try {
      take(await loadRecord(id), true);
      history.replaceState(null, "", location.pathname); // to come again must not undo what is corrected
    } catch {
      opening.tell(word("form.open_failed", { name: id }));
    }
  }

  async function openFile(file) {
    try {
      const value = await parse(await file.text());
      take(value, form.list?.practices.some(({ id }) => id === value.id));
    } catch {
      opening.tell(word("form.open_failed", { name: file.name }));
    }
  }

  draw(state);
  mount.replaceChildren(opening.node, createContents(),
    el("div.form-columns", {}, el("form.form-form", { novalidate: true, "aria-label": word("form.title"), onsubmit: (event) => event.preventDefault() }, parts, checking.node, send.node), preview.node));
  loadList().then((list) => { form.list = list; settle(); }, () => {});
  const asked = new URLSearchParams(location.search).get("record");
  if (asked) openPractice(asked.replace(/^.*\/|\.yaml$/g, ""));
}

/** @param {HTMLElement} mount @param {Node[]} fallback what the page has without this script */
export async function start(mount, fallback = [...mount.childNodes]) {
  mount.classList.add("form");
  mount.replaceChildren(el("p", { role: "status" }, word("form.loading")));
  let book;
  try {
    book = await loadBook();
  } catch {
    const retry = el("button.action", { type: "button", onclick: () => start(mount, fallback) }, word("form.retry"));
    mount.replaceChildren(el("p.note", { role: "alert" }, word("form.error")), el("p", {}, retry), ...fallback);
    return;
  }
  build(mount, book, { ...beginning(), ...recall() });
}
