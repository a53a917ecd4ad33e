/**
 * An assessment as a value, and as a file. What is opened was perhaps written by others: it is checked part by part, and
 * either fits as a whole or changes nothing. Its texts stay texts.
 *
 * @typedef {{state: string, note: string, evidence: string[]}} Answer `state` is one of STATES, or empty
 * @typedef {{name: string, place: string, size: string, region: string}} City the name as one writes it, and ids
 * @typedef {{city: City, answers: Record<string, Answer>, saved_on?: string}} Assessment
 * @typedef {{where: string, reason: string, values?: Record<string, string|number>}} Fault
 */

const FORMAT = "practicebook-assessment";
const VERSION = 1;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const STATES = ["not-yet", "started", "in-place", "evidence", "not-ours"];
export const LARGEST = 1_000_000;
export const LONGEST = { name: 150, place: 100, size: 100, region: 100, note: 5000, evidence: 500 };
export const MOST = 20; // pieces of evidence for one criterion

/** A file that cannot be opened: why, and where it is wrong. */
export class Unreadable extends Error {
  /** @param {"not_json"|"not_assessment"|"newer"|"too_large"|"wrong"} reason @param {Fault[]} faults */
  constructor(reason, faults = []) {
    super(reason);
    this.faults = faults;
  }
}

/** @returns {Assessment} */
export const emptyAssessment = () => ({ city: { name: "", place: "", size: "", region: "" }, answers: {} });
export const answerTo = ({ answers }, id) => answers[id] ?? { state: "", note: "", evidence: [] };
export const isEmpty = ({ city, answers }) => !Object.keys(answers).length && Object.values(city).every((text) => !text);

/** The assessment with something else for a criterion; what says nothing is not kept. */
export function withAnswer(assessment, id, change) {
  const { [id]: before, ...others } = assessment.answers;
  const after = { ...answerTo(assessment, id), ...change };
  const isSaid = after.state || after.note || after.evidence.length;
  return { ...assessment, answers: isSaid ? { ...others, [id]: after } : others };
}

/** @param {Assessment} assessment @param {string} savedOn a day, as 2026-11-23 */
export function writeAssessment({ city, answers }, savedOn) {
  const ordered = Object.fromEntries(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, saved_on: savedOn, city, answers: ordered }, null, 2)}\n`;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Collects faults while it looks at the parts of a file, so that all are told at once. */
class Reader {
  faults = [];

  fail(where, reason, values) {
    this.faults.push({ where, reason, values });
  }

  /** An object that has only parts of these names. */
  object(value, where, names) {
    if (!isObject(value)) {
      this.fail(where, "object");
      return {};
    }
    for (const name of Object.keys(value)) if (!names.includes(name)) this.fail(`${where}.${name}`, "unknown");
    return value;
  }

  text(value, where, longest) {
    if (typeof value === "string" && value.length <= longest) return value;
    if (value !== undefined) this.fail(where, "text", { count: longest });
    return "";
  }

  city(value) {
    const given = value === undefined ? {} : this.object(value, "city", ["name", "place", "size", "region"]);
    const { city } = emptyAssessment();
    return Object.fromEntries(Object.keys(city).map((name) => [name, this.text(given[name], `city.${name}`, LONGEST[name])]));
  }

  state(value, where) {
    if (value === "" || STATES.includes(value)) return value;
    if (value !== undefined) this.fail(where, "state", { value: String(value).slice(0, 40), states: STATES.join(", ") });
    return "";
  }

  evidence(value = [], where) {
    if (!Array.isArray(value) || value.length > MOST) {
      this.fail(where, "list", { count: MOST });
      return [];
    }
    return value.map((one, place) => this.text(one ?? null, `${where}[${place + 1}]`, LONGEST.evidence));
  }

  answer(value, where) {
    const given = this.object(value, where, ["state", "note", "evidence"]);
    return {
      state: this.state(given.state, `${where}.state`),
      note: this.text(given.note, `${where}.note`, LONGEST.note),
      evidence: this.evidence(given.evidence, `${where}.evidence`),
    };
  }

  answers(value, ids) {
    return Object.fromEntries(Object.entries(this.object(value, "answers", [...ids])).filter(([id]) => ids.has(id))
      .map(([id, answer]) => [id, this.answer(answer, `answers.${id}`)]));
  }

  day(value) {
    if (typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value))) return value;
    this.fail("saved_on", "day");
    return "";
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable("not_json");
  }
}

/**
 * The inverse of writeAssessment. Fails with `Unreadable`, which names every fault.
 * @param {string} text @param {Set<string>} ids of the criteria that there are
 * @returns {Assessment & {saved_on: string}}
 */
export function readAssessment(text, ids) {
  if (text.length > LARGEST) throw new Unreadable("too_large");
  const value = parsed(text);
  if (!isObject(value) || value.format !== FORMAT || !Number.isInteger(value.version)) throw new Unreadable("not_assessment");
  if (value.version > VERSION) throw new Unreadable("newer");
  const reader = new Reader();
  const { format, version, saved_on: savedOn, city, answers, ...unknown } = value;
  for (const name of Object.keys(unknown)) reader.fail(name, "unknown");
  const found = { saved_on: reader.day(savedOn), city: reader.city(city), answers: reader.answers(answers, ids) };
  if (reader.faults.length) throw new Unreadable("wrong", reader.faults);
  return found;
}
