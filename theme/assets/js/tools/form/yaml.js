/**
 * Records as YAML, as people write them: short lists in one line, long texts folded. A text is written without quotes only
 * where no reader of YAML, old or new, could take it for anything but this text.
 */

import { isGroup } from "./record.js";

const SAFE = /^[a-z][a-z0-9]*([/-][a-z0-9]+)*$/;
const TAKEN = /^(true|false|null|yes|no|on|off|y|n)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const WIDTH = 110;

function scalar(value) {
  if (typeof value !== "string") return String(value);
  return (SAFE.test(value) && !TAKEN.test(value)) || DATE.test(value) ? value : JSON.stringify(value);
}

/** The lines of a folded text; a space between two words becomes the end of a line and is read as a space again. */
function folded(text) {
  return text.split(" ").reduce((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
    return lines;
  }, []);
}

/** Whether YAML reads a text of several lines back as it is. */
function standsInLines(text) {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.every((line) => line === line.trimEnd()) && lines[0] !== "" && lines.at(-1) !== "" && !/^\s/.test(lines[0]);
}

function text(value, margin) {
  const indented = (lines) => lines.map((line) => (line ? `\n${margin}  ${line}` : "\n")).join("");
  if (value.includes("\n") && standsInLines(value)) return `|${value.endsWith("\n") ? "" : "-"}${indented(value.replace(/\n$/, "").split("\n"))}`;
  if (value.length > WIDTH && /^\S+( \S+)+$/.test(value)) return `>-${indented(folded(value))}`;
  return scalar(value);
}

function list(values, margin) {
  const line = values.every((one) => typeof one !== "object") ? `[${values.map(scalar).join(", ")}]` : "";
  if (line && line.length <= WIDTH) return ` ${line}`;
  return values.map((one) => (isGroup(one) && Object.keys(one).length ? `\n${margin}  - ${group(one, `${margin}    `).trimStart()}` : `\n${margin}  - ${entry(one, `${margin}  `)}`)).join("");
}

function entry(value, margin) {
  if (typeof value === "string") return text(value, margin);
  return isGroup(value) ? "{}" : scalar(value);
}

function group(record, margin) {
  return Object.entries(record).map(([name, value]) => {
    if (Array.isArray(value)) return `${margin}${name}:${list(value, margin)}`;
    if (isGroup(value) && Object.keys(value).length) return `${margin}${name}:\n${group(value, `${margin}  `)}`;
    return `${margin}${name}: ${entry(value, margin)}`;
  }).join("\n");
}

/** The same fields in the order of the model. @param {import("./check.js").Node} node */
export function inOrder(value, node) {
  if (Array.isArray(value)) return value.map((one) => inOrder(one, node?.item));
  if (!isGroup(value)) return value;
  const places = new Map((node?.fields ?? []).map((one, place) => [one.name, place]));
  const names = Object.keys(value).sort((a, b) => (places.get(a) ?? places.size) - (places.get(b) ?? places.size));
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name], node?.fields?.find((one) => one.name === name))]));
}

/** @param {object} record what is in it must be clean @param {import("./check.js").Node} node @param {string} schema where editors find it */
export function toYaml(record, node, schema) {
  return `# yaml-language-server: $schema=${schema}\n${group(inOrder(record, node), "")}\n`;
}
