/** Reading a record: from this site, or from a file of one's own. Its text is data, whatever it holds. */

import { root } from "../../addresses.js";
import { clean, isGroup } from "./record.js";

const LARGEST = 256 * 1024; // as the command line has it
const FEW = 4;

/** @param {string} text YAML @returns {Promise<object>} what it holds; fails where it cannot be read */
export async function parse(text) {
  if (new Blob([text]).size > LARGEST) throw new Error("too large");
  const { parseDocument } = await import("../../../vendor/yaml/yaml.js");
  const made = parseDocument(text, { schema: "core", merge: false, logLevel: "silent" });
  const [fault] = [...made.errors, ...made.warnings]; // tags, which records never need, are warnings
  if (fault) throw fault;
  const value = made.toJS({ maxAliasCount: FEW });
  if (!isGroup(value)) throw new Error("not a record");
  return value;
}

/** The record of a practice of this site. @param {string} id */
export async function loadRecord(id) {
  const answer = await fetch(new URL(`data/practices/${encodeURIComponent(id)}.yaml`, root));
  if (!answer.ok) throw new Error(`${answer.status} for ${id}`);
  return parse(await answer.text());
}

/** Whether a field can show a value: then it can also say what is wrong with it. */
function fits(node, value) {
  if (node.kind === "group") return isGroup(value);
  if (node.kind === "list") return Array.isArray(value);
  if (node.kind === "truth") return typeof value === "boolean";
  return ["string", "number"].includes(typeof value);
}

/**
 * What of a record the form can hold, and the names of what it cannot.
 * @param {import("./check.js").Node} node
 * @returns {{held: any, left: string[]}}
 */
export function fit(node, value, name = "") {
  if (node.kind === "list") {
    const entries = value.map((one, place) => (fits(node.item, one) ? fit(node.item, one, `${name}[${place}]`) : { left: [`${name}[${place}]`] }));
    return { held: entries.filter((one) => "held" in one).map(({ held }) => held), left: entries.flatMap(({ left }) => left) };
  }
  if (node.kind !== "group") return { held: ["text", "word", "date", "address"].includes(node.kind) ? String(value) : value, left: [] };
  const held = {};
  const left = [];
  for (const [key, part] of Object.entries(value)) {
    const field = node.fields.find((one) => one.name === key);
    const at = name ? `${name}.${key}` : key;
    if (part === null) continue;
    if (!field || !fits(field, part)) left.push(at);
    else {
      const inner = fit(field, part, at);
      held[key] = inner.held;
      left.push(...inner.left);
    }
  }
  return { held: clean(held), left };
}
