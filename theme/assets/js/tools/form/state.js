/** What the fields of the form share: the record, the choices, and what follows from one field for another. */

import { word } from "../../words.js";
import { check, checkPlace } from "./check.js";
import { clean, slug, today, withSourceRenamed } from "./record.js";

const GIVEN = /^source-\d+$/; // the name a source has until it is called by its publisher

/** An empty record, with what the form fills in by itself. */
export function beginning() {
  const record = { language: document.documentElement.lang, review: { state: "in-review", reviewed_on: today() }, added_on: today() };
  return { record, place: null, country: "", path: "", own: "", auto: "" };
}

/** What the fields need to know of each other. */
export class Form {
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

  /** What is wrong with the record, and with its place where that is new: a place's own id is nobody's concern. */
  problems() {
    const { place } = this.state;
    const found = check(clean(this.record()), this.book, this.known());
    if (!place) return found;
    const ofPlace = checkPlace({ ...clean(place), added_on: today() }, this.book).filter(({ steps }) => steps[0] !== "id");
    return [...ofPlace.map((one) => ({ ...one, steps: ["place", ...one.steps] })), ...found.filter(({ steps }) => steps[0] !== "place")];
  }
}
