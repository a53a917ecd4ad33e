/** Records as the form holds them: plain values, shaped as in the file. What is empty is not there. */

// What no record may hold, as in the reader of records; lines end in a line feed alone.
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
const LONGEST_NAME = 60;

/** @typedef {(string|number)[]} Steps */

/** A text as a record may hold it. @param {string} text */
export function tidy(text) {
  return text.replace(/\r\n?/g, "\n").replaceAll("\t", " ").replace(UNSEEN, "");
}

export function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value) {
  if (Array.isArray(value)) return !value.length;
  return value == null || value === "" || value === false || (isGroup(value) && !Object.keys(value).length);
}

/** Without the fields that hold nothing. The entries of a list stay, so that they keep their numbers. */
export function clean(value) {
  if (Array.isArray(value)) return value.map(clean);
  if (!isGroup(value)) return typeof value === "string" ? tidy(value) : value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, clean(part)]).filter(([, part]) => !isEmpty(part)));
}

/** `results[0].text`, as messages name a field. @param {Steps} steps */
export function fieldName(steps) {
  return steps.reduce((name, step) => (typeof step === "number" ? `${name}[${step}]` : name ? `${name}.${step}` : step), "");
}

/** What stands at a place; nothing where there is no such place. @param {Steps} steps */
export function valueAt(record, steps) {
  return steps.reduce((value, step) => value?.[step], record);
}

/** Puts a value at a place and makes what has to be around it. @param {Steps} steps */
export function put(record, steps, value) {
  steps.slice(0, -1).reduce((part, step, place) => (part[step] ??= typeof steps[place + 1] === "number" ? [] : {}), record)[steps.at(-1)] = value;
}

/** A name for addresses: English letters, digits and hyphens. @param {string} text */
export function slug(text, longest = LONGEST_NAME) {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]/g, "");
  const whole = letters.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return whole.length <= longest ? whole : whole.slice(0, longest + 1).replace(/-?[^-]*$/, "") || whole.slice(0, longest);
}

/** Today on this device, as records write it. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
}

/** The record with a source called otherwise, wherever it is cited. */
export function withSourceRenamed(record, before, after) {
  const changed = (value, key) => {
    if (Array.isArray(value)) return key === "sources" ? value.map((one) => (one === before ? after : changed(one))) : value.map((one) => changed(one));
    if (isGroup(value)) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, changed(part, name)]));
    return typeof value === "string" ? value.replaceAll(`[@${before}]`, `[@${after}]`) : value;
  };
  return changed(record);
}
