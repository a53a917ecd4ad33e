/** Building DOM nodes, without ever handing text to the HTML parser. */

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  search: "M10.5 3a7.5 7.5 0 1 0 4.7 13.3l4.2 4.2 1.1-1.1-4.2-4.2A7.5 7.5 0 0 0 10.5 3m0 1.6a5.9 5.9 0 1 1 0 11.8 5.9 5.9 0 0 1 0-11.8",
  close: "m6 4.9 6 6 6-6L19.1 6l-6 6 6 6-1.1 1.1-6-6-6 6L4.9 18l6-6-6-6z",
  list: "M4 6h16v1.6H4zm0 5.2h16v1.6H4zm0 5.2h16V18H4z",
  cards: "M4 4h7v7H4zm1.6 1.6v3.8h3.8V5.6zM13 4h7v7h-7zm1.6 1.6v3.8h3.8V5.6zM4 13h7v7H4zm1.6 1.6v3.8h3.8v-3.8zM13 13h7v7h-7zm1.6 1.6v3.8h3.8v-3.8z",
  table: "M3 5h18v14H3zm1.6 1.6v2.6h5V6.6zm6.6 0v2.6h8.2V6.6zm-6.6 4.2v2.6h5v-2.6zm6.6 0v2.6h8.2v-2.6zm-6.6 4.2v2.4h5V15zm6.6 0v2.4h8.2V15z",
  map: "M12 2.5a6.7 6.7 0 0 1 6.7 6.7c0 4.6-6.7 12.3-6.7 12.3S5.3 13.8 5.3 9.2A6.7 6.7 0 0 1 12 2.5m0 1.6a5.100 5.100 0 0 0-5.100 5.100c0 2.7 3.2 7.2 5.100 9.7 1.900-2.5 5.100-7 5.100-9.7A5.100 5.100 0 0 0 12 4.100m0 2.8a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6",
  filters: "M3 6.2h18v1.6H3zm3 5h12v1.6H6zm3 5h6v1.6H9z",
};

/**
 * An element. `description` is `tag.class.class`; attributes named `on…` are listeners,
 * `true` is an empty attribute, and nothing is set for `false`, `null` or `undefined`.
 * @param {string} description
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node|string|null)} children
 */
export function el(description, attributes = {}, ...children) {
  const [tag, ...classes] = description.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

/** An element of a drawing. @param {string} tag @param {Record<string, unknown>} attributes @param {...(Node|string)} children */
export function drawn(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** @param {keyof typeof ICONS} name a decorative icon in the colour of the text around it */
export function icon(name) {
  return drawn("svg", { viewBox: "0 0 24 24", class: "find-icon", "aria-hidden": "true" }, drawn("path", { d: ICONS[name] }));
}

/** @param {string} text words for screen readers only */
export function hidden(text) {
  return el("span.find-hidden", {}, text);
}

/** Pieces of a passage as nodes. @param {[string, boolean][]} pieces each with whether it is to be marked @returns {(Node|string)[]} */
export const markedPieces = (pieces) => pieces.map(([text, isMarked]) => (isMarked ? el("mark", {}, text) : text));

/**
 * Runs a change of the page and gives focus back if moving nodes about took it away.
 * @param {() => void} change
 */
export function keepingFocus(change) {
  const focused = document.activeElement;
  change();
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
}
