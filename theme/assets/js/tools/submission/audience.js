/** The first step: whom one writes to, and what our sources say of that. */

import { el } from "../../dom.js";
import { pageUrl } from "../../addresses.js";
import { inList, word } from "../../words.js";
import { entriesOf, watchedBy } from "./book.js";
import { plainOf, said } from "./texts.js";

/** What anybody who writes has to know. The registers mark what tells something about it. */
const QUESTIONS = ["length", "structure", "when", "sending"];
const WITH_BODIES = ["treaty-body", "special-procedure"];

/** @typedef {import("./book.js").Fact} Fact @typedef {import("./book.js").Book} Book @typedef {import("./state.js").State} State */

/** @param {Book} book @param {(audience: string) => void} onChoose */
function createAudiences(book, onChoose) {
  const boxes = new Map();
  const choices = [...book.audiences.values()].map(({ id, label, about }) => {
    const box = el("input", { type: "radio", name: "submission-audience", value: id, onchange: () => onChoose(id) });
    boxes.set(id, box);
    return el("label.submission-audience", {}, box, said("strong", label), said("span", about));
  });
  const node = el("fieldset.submission-audiences", {}, el("legend.hidden", {}, word("submission.whom")), ...choices);
  return { node, update({ audience }) {
    for (const [id, box] of boxes) box.checked = id === audience;
  } };
}

const byName = ([, a], [, b]) => plainOf(a.label).localeCompare(plainOf(b.label), document.documentElement.lang);

function optionOf([id, { label, unverified }]) {
  const name = plainOf(label);
  return said("option", typeof label === "string" ? label : { ...label, text: name }, { value: id,
    label: unverified ? word("submission.unverified_name", { name }) : null });
}

/** Those that deal with the rights that were asked for stand first. */
function groups(book, { audience, chosen }) {
  const wanted = chosen.get("right");
  const all = [...book.bodies].filter(([, { kind }]) => kind === audience).sort(byName);
  const fits = ([id]) => [...watchedBy(book, id)].some((right) => wanted.has(right));
  const [first, rest] = [all.filter(fits), all.filter((one) => !fits(one))];
  if (!wanted.size || !first.length || !rest.length) return all.map(optionOf);
  const group = (name, bodies) => el("optgroup", { label: word(`submission.${name}`) }, ...bodies.map(optionOf));
  return [group("bodies_fitting", first), group("bodies_other", rest)];
}

/** @param {Book} book @param {(body: string) => void} onChoose */
function createBodies(book, onChoose) {
  const select = el("select", { id: "submission-body", onchange: () => onChoose(select.value) });
  const label = el("label", { for: select.id });
  const node = el("p.submission-body", {}, label, select);
  let shown;
  return { node, update(state) {
    node.hidden = !WITH_BODIES.includes(state.audience);
    if (node.hidden) return;
    const wanted = `${state.audience} ${[...state.chosen.get("right")]}`;
    if (shown !== wanted) select.replaceChildren(el("option", { value: "" }, word("submission.any_body")), ...groups(book, state));
    shown = wanted;
    label.textContent = word(`submission.which_${state.audience.replace("-", "_")}`);
    select.value = state.body;
  } };
}

/** Where facts were read; each is cited by the place it has in this list. */
function createReading(book) {
  const order = [];
  function sup(number) {
    if (!order.includes(number)) order.push(number);
    const { title, url } = book.data.sources[number - 1];
    const place = order.indexOf(number) + 1;
    const name = title ? plainOf(title) : url;
    return el("sup.cite", {}, el("a", { href: `#reading-${place}`, "aria-label": word("submission.source", { number: place, title: name }) }, String(place)));
  }
  function entry(number, place) {
    const { title, url, note } = book.data.sources[number - 1];
    const name = title ?? url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
    const link = url ? el("a", { href: url, rel: "noopener" }) : el("cite");
    link.append(typeof name === "string" ? name : said("span", name));
    return el("li", { id: `reading-${place + 1}` }, link, note ? said("span.small", note) : null);
  }
  return { cites: (numbers = []) => numbers.map(sup), list: () => el("ol", {}, ...order.map(entry)) };
}

/** @param {Fact} fact */
function factNode(tag, { text, mark, sources }, reading) {
  return el(tag, {}, said("span", text), mark ? ` (${word(`submission.${mark}`)})` : null, ...reading.cites(sources));
}

/** What somebody who writes must know, question by question; where no source tells, it says so and where to look. */
function answers({ steps = [], facts }, reading, page) {
  const rows = QUESTIONS.map((question) => {
    const tells = (one) => one.tells?.includes(question);
    const numbers = steps.flatMap((step, place) => (tells(step) ? [String(place + 1)] : []));
    const telling = facts.filter(tells).map((one) => factNode("dd", one, reading));
    if (numbers.length) telling.push(el("dd", {}, word("submission.see_steps", { count: numbers.length, list: inList(numbers) })));
    const silent = () => el("dd.is-silent", {}, word("submission.silent"), " ", el("a", { href: page }, word("submission.look_there")));
    return el("div", {}, el("dt", {}, word(`submission.questions.${question}`)), ...(telling.length ? telling : [silent()]));
  });
  return el("dl.submission-answers", {}, ...rows);
}

function entryNodes({ label, page, what, local_use: use, web }, isNamed) {
  const link = el("a", { href: pageUrl(page) }, word("submission.page_of"));
  const links = el("p", {}, link, ...(web ? [" · ", el("a", { href: web, rel: "noopener" }, web.replace(/^https?:\/\//, ""))] : []));
  return [isNamed ? said("h4", label) : null, what ? said("p", what) : null, use ? said("p", use) : null, links].filter(Boolean);
}

/** @param {Book} book @param {State} state */
function expectations(book, state) {
  const audience = book.audiences.get(state.audience);
  const entries = entriesOf(book, state);
  const reading = createReading(book);
  const page = pageUrl(entries[0]?.page ?? "mechanisms/");
  const facts = [...(audience.facts ?? []), ...entries.flatMap((one) => one.facts ?? [])];
  const others = facts.filter((one) => !one.tells?.length);
  const name = book.bodies.get(state.body)?.label ?? audience.label;
  const steps = audience.steps?.map((step) => factNode("li", step, reading));
  return [
    said("h3", name, { id: "submission-expects" }),
    ...(entries.length ? entries.flatMap((one) => entryNodes(one, entries.length > 1))
      : [el("p", {}, el("a", { href: page }, word("submission.all_mechanisms")))]),
    ...(steps ? [el("h4", {}, word("submission.steps")), el("ol.submission-steps", {}, ...steps)] : []),
    el("h4", {}, word("submission.expects")), el("p.small", {}, word("submission.expects_note")),
    answers({ steps: audience.steps, facts }, reading, page),
    ...(others.length ? [el("h4", {}, word("submission.known")), el("ul", {}, ...others.map((one) => factNode("li", one, reading)))] : []),
    el("details.submission-reading", {}, el("summary", {}, word("submission.read_on")), reading.list()),
  ];
}

/** A link to a source opens the list it is in. */
function openReading(event) {
  const link = event.target.closest?.("a[href^='#reading-']");
  const list = link && event.currentTarget.querySelector(".submission-reading");
  if (list) list.open = true;
}

/**
 * @param {Book} book
 * @param {{onAudience: (id: string) => void, onBody: (id: string) => void}} actions
 */
export function createAudience(book, { onAudience, onBody }) {
  const audiences = createAudiences(book, onAudience);
  const bodies = createBodies(book, onBody);
  const told = el("section.submission-told", { "aria-labelledby": "submission-expects", onclick: openReading });
  const node = el("section.submission-step", { "aria-labelledby": "submission-whom" },
    el("h2", { id: "submission-whom" }, word("submission.whom")), audiences.node, bodies.node, told);
  let shown;
  return { node, /** @param {State} state */ update(state) {
    audiences.update(state);
    bodies.update(state);
    const wanted = `${state.audience} ${state.body}`;
    told.hidden = !state.audience;
    if (state.audience && shown !== wanted) told.replaceChildren(...expectations(book, state));
    shown = wanted;
  } };
}
