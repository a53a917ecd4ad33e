/** What can be taken away of the finder, as text: a table for spreadsheets, JSON for programs. Loaded when somebody takes one. */

const BYTE_ORDER_MARK = "\ufeff"; // without it, spreadsheets take letters with accents for something else

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it, which makes it text; also where one that
 * parts cells by semicolons would begin it. */
export function cell(value) {
  const text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
  const safe = text.replace(/^(?=[=+\-@\t\r\n＝＋－＠])|(?<=[;\t\r\n])(?="*[=+\-@＝＋－＠])/g, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {Record<string, unknown>[]} rows */
function asCsv(rows) {
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** @param {Record<string, unknown>[]} rows @param {string} terms */
function asJson(rows, terms) {
  const practices = rows.map(({ licence, ...row }) => row);
  return JSON.stringify({ title: document.title, address: location.href, licence: terms, practices }, null, 2);
}

export const FORMATS = { csv: { type: "text/csv", write: asCsv }, json: { type: "application/json", write: asJson } };
