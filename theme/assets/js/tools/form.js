/**
 * The form: fields made from the description of a record, checked while one writes, shown as the page they will make, kept on
 * the device, and handed on as one wishes.
 */

import { pageUrl } from "../addresses.js";
import { el } from "../dom.js";
import { inWords, word } from "../words.js";
import { check, checkPlace, codeOf } from "./form/check.js";
import { createFaults } from "./form/faults.js";
import { createGroups, GROUPS } from "./form/groups.js";
import { erase, keep, recall } from "./form/keep.js";
import { createOpening } from "./form/opening.js";
import { createPreview } from "./form/preview.js";
import { fit, loadRecord, parse } from "./form/read.js";
import { clean, slug, today, withSourceRenamed } from "./form/record.js";
import { createSend } from "./form/send.js";
import { createSimilar } from "./form/similar.js";
import { loadList } from "./practice_list.js";

const PAUSE = 250; // after the last key, in milliseconds
const GIVEN = /^source-\d+$/; // the name a source has until it is called by its publisher

/** An empty record, with what the form fills in by itself. */
function beginning() {
  const record = { language: document.documentElement.lang, review: { state: "in-review", reviewed_on: today() }, added_on: today() };
  return { record, place: null, country: "", path: "", own: "", auto: "" };
}

async function loadBook() {
  const answer = await fetch(pageUrl("data/form.json"));
  if (!answer.ok) throw new Error(`${answer.status} for the form`);
  return answer.json();
}

/** What the fields need to know of each other. */
class Form {
  constructor(book, state) {
    this.book = book;
    this.state = state;
    this.fields = new Map();
    this.left = new Set();
    this.list = null;
    this.refreshers = [];
    this.tables = new Map(Object.entries(book.choices).map(([name, terms]) => [name, terms.map(([id, label, about]) => ({ id, label, about: name === "places" ? "" : about }))]));
  }

  record() { return this.state.record; }

  register(field) { this.fields.set(field.name, field); }

  forget(start) { for (const name of [...this.fields.keys()]) if (name.startsWith(start)) this.fields.delete(name); }

  onRefresh(show) { this.refreshers.push(show); }

  options(register) {
    if (register === "sources") return this.sources();
    if (register !== "practices-or-places") return this.tables.get(register) ?? [];
    return [...this.tables.get("places"), ...(this.list?.practices ?? []).map(({ id, title }) => ({ id, label: title }))];
  }

  sources() {
    const own = (this.record().sources ?? []).map(({ id, title, publisher }) => ({ id, label: title || id || "", about: publisher }));
    return [...own.filter(({ id }) => id), ...this.book.shared.map(([id, label]) => ({ id, label, about: word("form.shared") }))];
  }

  known() {
    const practices = new Set((this.list?.practices ?? []).map(({ id }) => id));
    practices.delete(this.state.own);
    const own = this.state.place?.id && !this.tables.get("places").some(({ id }) => id === this.state.place.id) ? [this.state.place.id] : [];
    return { practices, places: new Set([...this.tables.get("places").map(({ id }) => id), ...own]) };
  }

  newSource() {
    const taken = new Set((this.record().sources ?? []).map(({ id }) => id));
    let number = 1;
    while (taken.has(`source-${number}`)) number += 1;
    return `source-${number}`;
  }

  /** A source gets its name from who published it and when; a name that somebody gave stays. */
  nameSource(place) {
    const source = this.record().sources?.[place];
    if (!source || !GIVEN.test(source.id ?? "") || !source.title) return;
    const taken = new Set(this.sources().map(({ id }) => id));
    const by = slug(source.publisher || source.title, 40);
    if (!by) return; // in a script that addresses do not have
    const wanted = slug(`${by} ${source.year ?? ""}`);
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
    this.state.record = withSourceRenamed(this.record(), source.id, name);
    this.state.record.sources[place].id = name;
    for (const field of this.fields.values()) if (!field.node.contains(document.activeElement) || field.name.endsWith(".id")) field.show();
  }

  /** The id follows place and title until somebody writes one; a title in another script is of no help, so the theme is. */
  nameRecord() {
    const { state } = this;
    const record = this.record();
    if (state.path || (record.id && record.id !== state.auto)) return;
    const about = slug(record.title ?? "") || slug(record.themes?.[0]?.split("/").at(-1) ?? "");
    state.auto = record.id = about ? slug(`${record.place ?? ""} ${about}`) : "";
    this.fields.get("id")?.show();
  }
}

/** @param {HTMLElement} mount @param {object} book @param {object} state */
function build(mount, book, state) {
  const form = new Form(book, state);
  const opening = createOpening({ onPractice: openPractice, onFile: openFile, onErase: startAgain, onUndo: undo });
  const similar = createSimilar(openPractice);
  const send = createSend(form);
  const preview = createPreview(form);
  const faults = createFaults(form, form.fields);
  const parts = el("div.form-parts", {});
  const contents = el("ol", {}, ...Object.keys(GROUPS).map((name, place) => el("li", {}, el("a", { href: `#form-head-${name}` }, el("span.form-step", { "aria-hidden": "true" }, inWords(place + 1)), word(`form.groups.${name}`)))));
  const checkAll = el("button.button", { type: "button", onclick: showAll }, word("form.check"));
  const status = el("p.form-status", { role: "status" });
  const later = el("details.form-more", {}, el("summary", {}, word("form.later")), el("p.form-help", {}, word("form.later_note")),
    el("ul", {}, ...book.later.map(([code, title]) => el("li", {}, el("a", { href: pageUrl(`contribute/rules/#${code}`), target: "_blank" }, code), ` ${title}`))));
  const checking = el("section.form-section", { "aria-labelledby": "form-check-head" }, el("h2", { id: "form-check-head" }, word("form.todo")), el("p", {}, checkAll), status, faults.node, later);
  let waiting;
  let before = null;
  let showsAll = false;

  form.onChange = () => {
    form.nameRecord();
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

  function problems() {
    const { place } = form.state;
    const ofPlace = place ? checkPlace({ ...clean(place), added_on: today() }, book) : [];
    const ofRecord = check(clean(form.record()), book, form.known());
    if (!place) return ofRecord;
    return [...ofPlace.filter(({ steps }) => steps[0] !== "id").map((one) => ({ ...one, steps: ["place", ...one.steps] })), ...ofRecord.filter(({ steps }) => steps[0] !== "place")];
  }

  /** Everything that follows from what the record says now. */
  function settle() {
    clearTimeout(waiting);
    const record = clean(form.record());
    const found = problems();
    const left = found.filter((one) => codeOf(one, book).isError).length;
    faults.update(found, (name) => showsAll || form.left.has(name));
    preview.update(record);
    similar.update(form.list, record, form.state.own);
    send.update(left);
    form.refreshers.forEach((show) => show());
    opening.showKept(keep(form.state));
    return left;
  }

  function showAll() {
    showsAll = true;
    const left = settle();
    status.textContent = left ? word("form.not_ready", { count: left }) : word("form.ready");
  }

  /** Draws the form anew for another record. */
  function draw(next) {
    form.state = next;
    form.left.clear();
    form.fields.clear();
    form.refreshers = [];
    showsAll = Boolean(next.path);
    status.textContent = "";
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
  mount.replaceChildren(opening.node, el("nav.form-contents", { "aria-label": word("form.contents") }, contents),
    el("div.form-columns", {}, el("form.form-form", { novalidate: true, "aria-label": word("form.title"), onsubmit: (event) => event.preventDefault() }, parts, checking, send.node), preview.node));
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
