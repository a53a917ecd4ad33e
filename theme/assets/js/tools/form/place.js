/** Where: the country, then a place of ours in it, or a place that is not in the list yet. */

import { el } from "../../dom.js";
import { word } from "../../words.js";
import { createChoice } from "./choice.js";
import { slug } from "./record.js";

/** A name of its own for a new place: its country joins it where another place has the name. */
function idFor(form, { name = "", country = "" }) {
  const id = slug(name);
  return form.book.choices.places.some(([one]) => one === id) ? slug(`${name} ${country}`) : id;
}

/** @param {import("./state.js").Form} form @param {import("./check.js").Node} node */
export function createPlace(form, node) {
  const countryOf = (id) => form.book.choices.places.find(([one]) => one === id)?.[2] ?? "";
  const placesHere = () => form.options("places").filter(({ id }) => !form.state.country || countryOf(id) === form.state.country);
  const withCountry = () => placesHere().map(({ id, label }) => ({ id, label, about: form.options("countries").find((one) => one.id === countryOf(id))?.label }));

  const country = createChoice({ id: "form-country", label: word("form.country"), options: () => form.options("countries"), onChange: ([id = ""]) => {
    form.state.country = id;
    if (countryOf(form.record().place) !== id && !form.state.place) form.record().place = "";
    settle();
  } });
  const place = createChoice({ id: "form-place", label: word("form.labels.place"), options: withCountry, onChange: ([id = ""]) => {
    form.record().place = id;
    if (id) form.state.country = countryOf(id);
    settle();
  } });
  const kind = createChoice({ id: "form-place-kind", label: word("form.place_kind"), options: () => form.options("place-kinds"), onChange: ([id = ""]) => {
    form.state.place.kind = id;
    settle();
  } });
  const name = el("input.form-input", { id: "form-place-name", type: "text", dir: "auto", autocomplete: "off", maxlength: 200, "aria-describedby": "form-place-fault", oninput: () => {
    form.state.place.name = name.value;
    settle();
  } });
  const isNew = el("input", { id: "form-place-new", type: "checkbox", "aria-describedby": "form-place-what", onchange: () => {
    form.state.place = isNew.checked ? { name: "", kind: "city" } : null;
    form.record().place = "";
    settle();
    if (isNew.checked) name.focus();
  } });
  const fault = el("p.form-fault", { id: "form-place-fault", hidden: true });
  const labelled = (control, id, text) => el("div.form-field", {}, el("label", { for: id }, text), control);
  const listed = labelled(place.node, "form-place", word("form.labels.place"));
  const what = el("p.form-help", { id: "form-place-what" }, word("form.place_new_what"));
  const added = el("div.form-new", {}, labelled(name, name.id, word("form.place_name")), labelled(kind.node, "form-place-kind", word("form.place_kind")));

  /** A new place is named by its name, and lies in the country that was chosen. */
  function settle() {
    if (form.state.place) {
      form.state.place.country = form.state.country;
      form.state.place.id = form.record().place = idFor(form, form.state.place);
    }
    show();
    form.onChange();
  }

  function show() {
    const { place: own } = form.state;
    const id = form.record().place;
    if (!own && id && countryOf(id)) form.state.country = countryOf(id);
    country.update(form.state.country ? [form.state.country] : []);
    place.update(id && !own ? [id] : []);
    isNew.checked = Boolean(own);
    listed.hidden = Boolean(own);
    added.hidden = !own;
    if (name.value !== (own?.name ?? "")) name.value = own?.name ?? "";
    kind.update(own?.kind ? [own.kind] : []);
  }

  for (const { input } of [country, place, kind]) {
    input.setAttribute("aria-describedby", fault.id);
    input.addEventListener("blur", () => form.onLeave("place"));
  }
  name.addEventListener("blur", () => form.onLeave("place"));
  show();
  form.register({ name: "place", node: listed, get input() { return form.state.place ? name : form.state.country ? place.input : country.input; }, show, tell(text, link) {
    fault.replaceChildren(...(text ? [text, ...(link ? [" ", link] : [])] : []));
    fault.hidden = !text;
    for (const input of [place.input, name]) input.toggleAttribute("aria-invalid", false);
    if (text) (form.state.place ? name : place.input).setAttribute("aria-invalid", "true");
  } });
  return el("fieldset.form-group", { "data-field": "place" }, el("legend", {}, word("form.where"), node.required ? el("span.form-required", {}, ` ${word("form.required")}`) : null),
    labelled(country.node, "form-country", word("form.country")), listed,
    el("div.form-tick", {}, isNew, el("label", { for: isNew.id }, word("form.place_new"))), what, added, fault);
}
