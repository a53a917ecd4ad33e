/** Each state as a sign that differs in shape, not only in colour: it can be told on paper and by those who see no colours. */

const SVG = "http://www.w3.org/2000/svg";
const RING = "M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16m0 1.6a6.4 6.4 0 1 1 0 12.8 6.4 6.4 0 0 1 0-12.8";
const DISC = "M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16";
const SHAPES = {
  "": "M9 2h2v2H9zm0 14h2v2H9zM2 9h2v2H2zm14 0h2v2h-2z",
  "not-yet": RING,
  started: `${RING}M10 5a5 5 0 0 0 0 10z`,
  "in-place": DISC,
  evidence: `${DISC}M8.6 13.9 5 10.3l1.4-1.4 2.2 2.2 5-5L15 7.5z`,
  "not-ours": "M3 9h14v2H3z",
};

/** @param {string} state one of STATES, or empty */
export function symbol(state) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[state]);
  path.setAttribute("fill-rule", "evenodd");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "assessment-symbol");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** The key under which words call a state. */
export const nameOf = (state) => `assessment.states.${state || "unanswered"}`;
