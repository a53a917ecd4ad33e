/**
 * The checks of a record: what the model asks of each field, and the rules that need nothing but the record. What they look
 * for, and what they say, comes from the description that is generated with the site; here is only how to look.
 */

import { fieldName, isGroup } from "./record.js";

/**
 * @typedef {{name?: string, kind: string, required?: boolean, least?: number, most?: number, pattern?: string, register?: string,
 *   words?: string[], item?: Node, fields?: Node[], text?: boolean, markdown?: boolean, help?: string}} Node
 * @typedef {{steps: (string|number)[], name: string, values: Record<string, string|number>}} Problem `name`: of the message
 * @typedef {{practices: Set<string>, places: Set<string>}} Known ids of other records
 */

const CITATION = /\[@([^\]\s]*)\]/g;
const LONGEST = 60;

/** A value as messages quote it. */
export function quoted(value) {
  const text = String(value).split(/\s+/).filter(Boolean).join(" ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function kindOf(value) {
  if (Array.isArray(value)) return "list";
  if (isGroup(value)) return "group";
  return { string: "text", boolean: "truth" }[typeof value] ?? "number";
}

function isDay(text) {
  const [year, month, day] = text.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  return year >= 1800 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Which message a value gets, if any; by the kind of its field. */
const LOOKS = {
  text(node, value) {
    if (typeof value !== "string") return "not-text";
    const { length } = [...value];
    if (length < node.least) return "short";
    if (length > node.most) return "long";
    if (!node.pattern || new RegExp(node.pattern, "u").test(value)) return "";
    return node.pattern.includes("A-Z") ? "currency" : "id";
  },
  address(node, value) {
    if (typeof value !== "string") return "not-text";
    if ([...value].length > node.most) return "long";
    return new RegExp(node.pattern, "iu").test(value) ? "" : "address";
  },
  date(_, value) {
    if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return "no-date";
    return isDay(value) ? "" : "no-day";
  },
  word: ({ words }, value) => (words.includes(value) ? "" : "word"),
  truth: (_, value) => (typeof value === "boolean" ? "" : "not-truth"),
  whole: (node, value) => (Number.isInteger(value) ? within(node, value) : "not-whole"),
  number: (node, value) => (Number.isFinite(value) ? within(node, value) : "not-number"),
};

function within({ least, most }, value) {
  return value < least ? "low" : value > most ? "high" : "";
}

/** Everything the model has to say of a value, in the order of the fields. @returns {Generator<Problem>} */
function* shape(node, value, steps) {
  const tell = (name, values = {}, at = steps) => ({ steps: at, name, values: { value: quoted(value), ...values } });
  if (value === null) yield tell("empty");
  else if (node.kind === "group") yield* shapeOfGroup(node, value, steps, tell);
  else if (node.kind === "list") yield* shapeOfList(node, value, steps, tell);
  else {
    const name = LOOKS[node.kind](node, value);
    const limit = name === "short" || name === "low" ? node.least : node.most;
    if (name) yield tell(name, { found: kindOf(value), count: [...String(value)].length, limit, known: (node.words ?? []).join(", ") });
  }
}

function* shapeOfGroup(node, value, steps, tell) {
  const known = node.fields.map(({ name }) => name);
  if (!isGroup(value)) return yield tell("not-group", { found: kindOf(value), known: known.join(", ") });
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) yield tell("unknown", { value: name, known: known.join(", ") }, [...steps, name]);
  }
  for (const field of node.fields) {
    const isThere = Object.hasOwn(value, field.name);
    const mayBeNull = !field.required && field.kind !== "list" && field.kind !== "truth";
    if (!isThere && field.required) yield tell("missing", {}, [...steps, field.name]);
    else if (isThere && !(value[field.name] === null && mayBeNull)) yield* shape(field, value[field.name], [...steps, field.name]);
  }
}

function* shapeOfList(node, value, steps, tell) {
  if (!Array.isArray(value)) return yield tell("not-list", { found: kindOf(value) });
  if (value.length < node.least) yield tell("few", { limit: node.least });
  if (value.length > node.most) yield tell("many", { limit: node.most });
  for (const [place, one] of value.entries()) yield* shape(node.item, one, [...steps, place]);
}

/** Every value of the model in a record with its field, as far as both have the same shape. */
export function* walk(node, value, steps = []) {
  if (value == null) return;
  yield { node, value, steps };
  if (node.kind === "group" && isGroup(value)) for (const field of node.fields) yield* walk(field, value[field.name], [...steps, field.name]);
  if (node.kind === "list" && Array.isArray(value)) for (const [place, one] of value.entries()) yield* walk(node.item, one, [...steps, place]);
}

/** Every citation of a source. */
export function* citations(walked) {
  for (const { node, value, steps } of walked) {
    if (typeof value !== "string") continue;
    if (node.register === "sources") yield { id: value, steps };
    else if (node.markdown) for (const [, id] of value.matchAll(CITATION)) yield { id, steps };
  }
}

function* refusedTexts(walked, book) {
  for (const { name, pattern, flags, markdown, safe, group } of book.refused) {
    for (const { node, value, steps } of walked) {
      if (typeof value !== "string" || !node.text || (markdown && !node.markdown)) continue;
      for (const match of value.matchAll(new RegExp(pattern, flags))) {
        if (!safe || !new RegExp(`^(?:${safe})$`, "iu").test(match[group])) yield { steps, name, values: { value: quoted(match[group]) } };
      }
    }
  }
}

function* choices(walked, book, known) {
  const ids = (register) => {
    if (register === "practices-or-places") return new Set([...known.practices, ...known.places]);
    return register === "places" ? known.places : new Set(book.choices[register].map(([id]) => id));
  };
  const registers = new Map();
  const seen = new Set();
  for (const { node, value, steps } of walked) {
    if (!node.register || typeof value !== "string") continue;
    const isEntry = typeof steps.at(-1) === "number";
    const entry = JSON.stringify([steps.slice(0, -1), value]);
    if (isEntry && seen.has(entry)) yield { steps, name: "e209", values: { value } };
    seen.add(entry);
    if (node.register === "sources") continue;
    if (!registers.has(node.register)) registers.set(node.register, ids(node.register));
    if (!registers.get(node.register).has(value)) yield { steps, name: "e203", values: { value, register: node.register.replaceAll("-", " ") } };
  }
}

function* sources(record, walked, book) {
  const shared = new Set(book.shared.map(([id]) => id));
  const own = (Array.isArray(record.sources) ? record.sources : []).map((one) => one?.id);
  const cited = [...citations(walked)];
  const unlisted = cited.filter(({ id }) => !own.includes(id) && !shared.has(id));
  for (const { id, steps } of unlisted) yield { steps, name: "e205", values: { value: id } };
  const named = [...own.entries()].filter(([, id]) => typeof id === "string").map(([place, id]) => ({ place, id, steps: ["sources", place, "id"] }));
  for (const { place, id, steps } of named) {
    if (own.indexOf(id) < place) yield { steps, name: "e206", values: { value: id } };
    else if (shared.has(id)) yield { steps, name: "e206-shared", values: { value: id } };
  }
  const unused = named.filter(({ id }) => !shared.has(id) && !cited.some((one) => one.id === id));
  const areMeant = unused.length === new Set(unlisted.map(({ id }) => id)).size; // then they are most likely misspelt where they are cited
  if (!areMeant) for (const { id, steps } of unused) yield { steps, name: "a401", values: { value: id } };
  if (!own.length && !cited.length) yield { steps: ["sources"], name: "e211", values: {} };
}

/** Statements and amounts, which must name a source. */
function* statements(walked) {
  for (const { node, value, steps } of walked) {
    const mustCite = steps.length && node.kind === "group" && node.fields.some(({ item }) => item?.register === "sources");
    if (mustCite && isGroup(value) && !value.sources?.length) yield { steps, name: "amount" in value ? "e204-budget" : "e204", values: {} };
  }
}

function* times({ period, review, sources: list, stage, stage_note: note }, book) {
  if (period?.since && period.until < period.since) yield { steps: ["period", "until"], name: "e212-period", values: { value: String(period.until), other: String(period.since) } };
  const verified = review?.verified_by_place_on;
  if (verified && verified > review.reviewed_on) yield { steps: ["review", "verified_by_place_on"], name: "e212-verified", values: { value: verified, other: review.reviewed_on } };
  for (const [place, one] of (Array.isArray(list) ? list : []).entries()) {
    const read = String(one?.accessed_on ?? "").slice(0, 4);
    if (read && Number(read) < one.year) yield { steps: ["sources", place, "accessed_on"], name: "e212-read", values: { value: read, other: String(one.year) } };
  }
  if (book.notes.includes(stage) && !note) yield { steps: ["stage"], name: "e213", values: { value: stage } };
}

function* identity({ id }, known) {
  if (known.places.has(id)) yield { steps: ["id"], name: "e210", values: { value: id } };
  if (known.practices.has(id)) yield { steps: ["id"], name: "taken", values: { value: id } };
}

/** The rules, about what is right in itself: a value gets one message. */
function* rules(record, book, known) {
  const walked = [...walk(book.practice, record)];
  yield* choices(walked, book, known);
  yield* statements(walked);
  yield* sources(record, walked, book);
  yield* identity(record, known);
  yield* times(record, book);
  yield* refusedTexts(walked, book);
}

/**
 * @param {object} record @param {{practice: Node}} book the description @param {Known} known
 * @returns {Problem[]}
 */
export function check(record, book, known) {
  const found = [...shape(book.practice, record, [])];
  const wrong = new Set(found.map(({ steps }) => fieldName(steps)));
  if (!isGroup(record)) return found;
  return [...found, ...[...rules(record, book, known)].filter(({ steps }) => !wrong.has(fieldName(steps)))];
}

/** What the model says of a new place. @returns {Problem[]} */
export function checkPlace(place, book) {
  return [...shape(book.place, place, [])];
}

/** The code of a problem, which has a page, and whether it blocks. */
export function codeOf({ name }, book) {
  const code = name === "taken" ? "E207" : book.messages[name][2];
  return { code, isError: code.startsWith("E") };
}

/** What is wrong and what to do, in the words of the command line. @param {Problem} problem */
export function sentence({ name, values }, book) {
  const found = values.found ? fill(book.messages[`found-${values.found}`][0], values) : "";
  const [message, hint] = book.messages[name];
  return { message: fill(message, { ...values, found }), hint: fill(hint, values) };
}

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
