/** Which city it is: a name for the file and the page, and what practices are put in order by. */

import { el } from "../../dom.js";
import { word } from "../../words.js";
import { withPlace } from "../like_mine/state.js";
import { LONGEST } from "./answers.js";

const INDENT = "\u2003";

function depthOf(list, region) {
  const line = list.practices.find((one) => one.region.includes(region))?.region ?? [];
  return line.length ? line.length - 1 - line.indexOf(region) : 0;
}

function createSelect(list, facet, label, onChange) {
  const options = Object.entries(list.labels[facet]).map(([id, name]) =>
    el("option", { value: id }, INDENT.repeat(facet === "region" ? depthOf(list, id) : 0) + name));
  if (facet === "place") options.sort((a, b) => a.text.localeCompare(b.text, document.documentElement.lang));
  const select = el("select", { id: `city-${facet}`, onchange: () => onChange(select.value) }, el("option", { value: "" }, word("like_mine.unsaid")), ...options);
  return { select, node: el("p", {}, el("label", { for: select.id }, label), select) };
}

/** @param {import("./book.js").Book} book @param {(change: object) => void} onChange */
export function createCity({ list }, onChange) {
  let present = {};
  const name = el("input", { id: "city-name", type: "text", maxlength: LONGEST.name, autocomplete: "off", dir: "auto", oninput: () => onChange({ name: name.value }) });
  const place = createSelect(list, "place", word("like_mine.place"), (id) => {
    const { size, region } = withPlace(list, { ...present, powers: new Set() }, id);
    onChange({ place: id, size, region, ...(present.name || !id ? {} : { name: list.labels.place[id] }) });
  });
  const size = createSelect(list, "size", word("like_mine.size"), (id) => onChange({ size: id }));
  const region = createSelect(list, "region", word("like_mine.region"), (id) => onChange({ region: id }));
  const node = el("section.assessment-city", { "aria-labelledby": "city" }, el("h2", { id: "city" }, word("like_mine.form")),
    el("p.assessment-hint", {}, word("assessment.city_hint")),
    el("div.assessment-city-fields", {}, el("p", {}, el("label", { for: name.id }, word("assessment.name")), name), place.node, size.node, region.node));

  return { node, /** @param {import("./answers.js").City} city */ update(city) {
    present = city;
    if (name !== document.activeElement) name.value = city.name;
    for (const [facet, { select }] of Object.entries({ place, size, region })) select.value = Object.hasOwn(list.labels[facet], city[facet]) ? city[facet] : "";
  } };
}
