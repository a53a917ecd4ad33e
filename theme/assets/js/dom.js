/** Building DOM nodes, without ever handing text to the HTML parser. */

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  search: "M10.5 3a7.5 7.5 0 1 0 4.7 13.3l4.2 4.2 1.1-1.1-4.2-4.2A7.5 7.5 0 0 0 10.5 3m0 1.6a5.9 5.9 0 1 1 0 11.8 5.9 5.9 0 0 1 0-11.8",
  close: "m6 4.9 6 6 6-6L19.1 6l-6 6 6 6-1.1 1.1-6-6-6 6L4.9 18l6-6-6-6z",
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

/** @param {keyof typeof ICONS} name a decorative icon in the colour of the text around it */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "find-icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** @param {string} text words for screen readers only */
export function hidden(text) {
  return el("span.find-hidden", {}, text);
}

/**
 * A Pagefind excerpt as nodes. Only `<mark>` is markup; all else stays text, in which Pagefind writes < and > as entities.
 * Punctuation that Pagefind marks with its word stays outside.
 * @param {string} html
 * @returns {(Node|string)[]}
 */
export function excerpt(html) {
  const text = (part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return html.split(/<mark>(.*?)<\/mark>/s).flatMap((part, index) => {
    if (index % 2 === 0) return [text(part)];
    const [, before, marked, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su.exec(text(part));
    return [before, el("mark", {}, marked), after];
  });
}

/**
 * Runs a change of the page and gives focus back if moving nodes about took it away.
 * @param {() => void} change
 */
export function keepingFocus(change) {
  const focused = document.activeElement;
  change();
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
}
