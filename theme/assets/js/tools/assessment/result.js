/**
 * The result: a picture with a sign for each criterion, pillar by pillar, and a table that tells the same with notes and
 * evidence. Nothing is added up over pillars: no total, no score. An earlier assessment stands beside.
 */

import { el, hidden } from "../../dom.js";
import { inList, word } from "../../words.js";
import { answerTo, STATES } from "./answers.js";
import { plainOf, said } from "../submission/texts.js";
import { nameOf, symbol } from "./symbol.js";

const ALL = [...STATES, ""];
const DAYS = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC", numberingSystem: "latn" });
const dayOf = ({ saved_on: day }) => DAYS.format(new Date(day));

/** @typedef {import("./answers.js").Assessment} Assessment */

function createLegend() {
  return el("ul.assessment-legend", {}, ...ALL.map((state) => el("li", {}, symbol(state), el("span", {}, word(nameOf(state))))));
}

/** One criterion in the picture, which leads to its question. */
function createCell({ id, number, label }, now, earlier) {
  const wasElse = earlier && earlier.state !== now.state;
  const name = `${number}. ${plainOf(label)} ${word(nameOf(now.state))}${wasElse ? ` ${word("assessment.was", { state: word(nameOf(earlier.state)) })}` : ""}`;
  return el("li", {}, el("a.assessment-cell", { href: `#${id}`, "aria-label": name, title: name, "data-state": now.state, "data-changed": wasElse },
    el("span.assessment-cell-number", { "aria-hidden": "true" }, String(number)), symbol(now.state),
    earlier ? el("span.assessment-before", {}, symbol(earlier.state)) : null));
}

/** "2 started, 1 in place": each state that occurs, with how often. */
function countsOf(criteria, assessment) {
  const states = criteria.map(({ id }) => answerTo(assessment, id).state);
  const counted = ALL.map((state) => [word(nameOf(state)), states.filter((one) => one === state).length]).filter(([, count]) => count);
  return inList(counted.map(([name, count]) => word("assessment.state_count", { name, count })));
}

function createRow({ id, number, label }, now, earlier) {
  const cells = (name, state) => el("td", { "data-label": word(`assessment.columns.${name}`) }, symbol(state), ` ${word(nameOf(state))}`);
  const isLink = (text) => /^https?:\/\//i.test(text) && URL.canParse(text);
  const evidence = now.evidence.map((text) => el("li", { dir: "auto" }, isLink(text) ? el("a", { href: text, rel: "noreferrer nofollow" }, text) : text));
  return el("tr", { "data-changed": Boolean(earlier && earlier.state !== now.state) }, el("th", { scope: "row" }, `${number}. `, said("span", label)),
    cells("now", now.state), earlier ? cells("earlier", earlier.state) : null,
    el("td", { "data-label": word("assessment.columns.notes") }, now.note ? el("p.assessment-note", { dir: "auto" }, now.note) : null,
      evidence.length ? el("ul", {}, ...evidence) : null, now.note || evidence.length ? null : hidden(word("assessment.nothing_noted"))));
}

/** @param {import("./book.js").Book} book */
export function createResult(book) {
  const title = el("p.assessment-of");
  const legend = createLegend();
  const picture = el("div.assessment-picture");
  const compared = el("p.assessment-compared");
  const table = el("table.assessment-table", { "aria-labelledby": "result-table" });
  const node = el("section.assessment-result", { "aria-labelledby": "result" }, el("h2", { id: "result" }, word("assessment.result")),
    title, el("p.assessment-hint", {}, word("assessment.no_score")), compared, legend, picture,
    el("h3", { id: "result-table" }, word("assessment.table")), table);

  function showPicture(assessment, earlier) {
    picture.replaceChildren(...book.pillars.map(({ id, label, criteria }) =>
      el("div", { role: "group", "aria-labelledby": `picture-${id}` }, said("h3", label, { id: `picture-${id}` }),
        el("ol.assessment-cells", {}, ...criteria.map((one) => createCell(one, answerTo(assessment, one.id), earlier && answerTo(earlier, one.id)))),
        el("p.assessment-counts", {}, countsOf(criteria, assessment)),
        earlier ? el("p.assessment-counts", {}, word("assessment.earlier_counts", { counts: countsOf(criteria, earlier) })) : null)));
  }

  function showTable(assessment, earlier) {
    const columns = ["criterion", "now", ...(earlier ? ["earlier"] : []), "notes"];
    table.replaceChildren(el("thead", {}, el("tr", {}, ...columns.map((name) => el("th", { scope: "col" }, word(`assessment.columns.${name}`))))),
      ...book.pillars.map(({ label, criteria }) => el("tbody", {},
        el("tr.assessment-group", {}, said("th", label, { scope: "rowgroup", colspan: columns.length })),
        ...criteria.map((one) => createRow(one, answerTo(assessment, one.id), earlier && answerTo(earlier, one.id))))));
  }

  return { node, /** @param {Assessment} assessment @param {Assessment & {saved_on: string}} [earlier] */ update(assessment, earlier) {
    title.replaceChildren(assessment.city.name && el("bdi", {}, assessment.city.name));
    compared.textContent = earlier ? word("assessment.compared", { day: dayOf(earlier), name: earlier.city.name || word("assessment.unnamed") }) : "";
    showPicture(assessment, earlier);
    showTable(assessment, earlier);
  } };
}
