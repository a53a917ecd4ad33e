/** The page that a record will make, drawn while one writes: the same parts in the same order, from the same words. */

import { el } from "../../dom.js";
import { inWords, word } from "../../words.js";
import { isGroup } from "./record.js";
import { prose } from "./prose.js";

const STATEMENTS = ["obstacles", "did_not_work", "contradictions", "lessons", "adaptations"];

const groups = (value) => (Array.isArray(value) ? value.filter(isGroup) : []);

/** Numbers sources in the order in which they are cited. @param {import("./state.js").Form} form */
function numbering(form, record) {
  const titles = new Map([...form.book.shared, ...groups(record.sources).map(({ id, title }) => [id, title ?? id])]);
  const numbers = new Map();
  return {
    cited: () => [...numbers].map(([id]) => ({ id, title: titles.get(id), ...groups(record.sources).find((one) => one.id === id) })),
    cite(id) {
      if (!titles.has(id)) return ` [@${id}]`;
      if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
      return el("sup.cite", {}, el("span", {}, inWords(numbers.get(id))));
    },
  };
}

function quantity(value, qualifier) {
  const number = typeof value === "number" ? inWords(value) : String(value ?? "");
  return qualifier ? word(`qualifiers.${qualifier}`, { number }) : number;
}

function years({ since, until } = {}) {
  if (since && until) return `${since}–${until}`;
  return since ? word("practice.since", { year: String(since) }) : until ? word("practice.until", { year: String(until) }) : "";
}

/** @param {import("./state.js").Form} form */
function createDrawer(form, record) {
  const sources = numbering(form, record);
  const name = (register, id) => form.options(register).find((one) => one.id === id)?.label ?? id;
  const cites = (one) => (Array.isArray(one?.sources) ? one.sources.map(sources.cite) : []);
  const told = (one) => [one?.text ?? "", ...cites(one)];
  const chips = (register) => el("ul.chips", {}, ...(record[register] ?? []).map((id) => el("li", {}, el("span", {}, name(register, id)))));
  const section = (title, ...nodes) => [el("h4", {}, title), ...nodes];

  function fact(key, ...nodes) {
    return el("div", {}, el("dt", {}, word(`practice.${key}`)), el("dd", { dir: "auto" }, ...nodes));
  }

  function budget({ amount, qualifier, currency = "", year, note, ...one }) {
    return el("p", {}, `${quantity(amount, qualifier)} ${currency}${year ? ` (${year})` : ""}${note ? ` – ${note}` : ""}`, ...cites(one));
  }

  function money({ budget: sum, staff, note } = {}) {
    const parts = [sum ? budget(sum) : null, ...[staff, note].filter(Boolean).map((one) => el("p", {}, ...told(one)))].filter(Boolean);
    return parts.length ? fact("resources", ...parts) : null;
  }

  function contact({ office, web, peer_learning: answers } = {}) {
    return office || web ? fact("contact", [office, web].filter(Boolean).join(" · "), answers ? el("span.small", {}, word("practice.peer_learning")) : "") : null;
  }

  function glance() {
    const { kind, stage, stage_note: note, period, lead, partners, reach } = record;
    return el("dl.form-glance", {},
      kind ? fact("kind", name("kinds", kind)) : null,
      stage ? fact("stage", name("stages", stage), note ? el("span.small", {}, ...told(note)) : "") : null,
      years(period) ? fact("years", years(period)) : null,
      lead ? fact("lead", lead) : null,
      partners ? fact("partners", el("ul", {}, ...partners.map((one) => el("li", {}, one)))) : null,
      reach ? fact("reach", ...told(reach)) : null,
      money(record.resources),
      ...["themes", "rights", "groups", "sdgs"].filter((one) => record[one]).map((one) => fact(one, chips(one))),
      contact(record.contact));
  }

  function result({ figure, evidence, ...one }) {
    const number = figure ? el("p.figure", {}, el("strong", {}, quantity(figure.value, figure.qualifier)), " ", el("span", {}, `${figure.unit ?? ""}${figure.year ? ` (${figure.year})` : ""}`)) : null;
    const level = evidence ? el("p", {}, el(`span.badge.evidence-${form.options("evidence").some(({ id }) => id === evidence) ? evidence : "none"}`, {}, name("evidence", evidence))) : null;
    return el("li", {}, number, el("p", {}, ...told(one)), level);
  }

  function source({ title, publisher, year, url }) {
    return el("li", {}, [title, publisher, year].filter(Boolean).join(", "), url ? el("span.small", { dir: "ltr" }, ` ${url}`) : "");
  }

  function body() {
    const statements = (key) => section(word(`practice.${key}`), el("ul.statements", {}, ...groups(record[key]).map((one) => el("li", {}, ...told(one)))));
    const parts = [
      ...(record.problem ? section(word("practice.problem"), ...prose(record.problem, sources.cite)) : []),
      ...(record.action ? section(word("practice.action"), ...prose(record.action, sources.cite)) : []),
      ...section(word("practice.results"), groups(record.results).length ? el("ol.results", {}, ...groups(record.results).map(result)) : el("p.absent", {}, word("practice.no_results"))),
      ...[...STATEMENTS, "preconditions"].filter((key) => groups(record[key]).length).flatMap(statements),
    ];
    const cited = sources.cited();
    return cited.length ? [...parts, ...section(word("practice.sources"), el("ol.sources", {}, ...cited.map(source)))] : parts;
  }

  return { glance, body };
}

/** @param {import("./state.js").Form} form */
export function createPreview(form) {
  const page = el("article.form-page", { tabindex: "0", role: "region", "aria-label": word("form.preview") });
  const node = el("div.form-preview", {}, el("h2", {}, word("form.preview")), el("p.form-help", {}, word("form.preview_note")), page);

  /** @param {object} record */
  function update(record) {
    const { glance, body } = createDrawer(form, record);
    const place = form.state.place?.name || form.options("places").find(({ id }) => id === record.place)?.label || "";
    const language = record.language || document.documentElement.lang;
    page.replaceChildren(
      el("p.eyebrow", { dir: "auto" }, place || word("form.preview_place")),
      el("h3", { dir: "auto", lang: language }, record.title || word("form.preview_title")),
      el("p.lead", { dir: "auto", lang: language }, record.summary || word("form.preview_summary")),
      glance(), el("div.form-body", { lang: language, dir: "auto" }, ...body()));
  }

  return { node, update };
}
