/** What becomes of a record: a proposal on GitHub, an issue, a file to hand on. Nothing is sent before one does so oneself. */

import { el } from "../../dom.js";
import { word } from "../../words.js";
import { saveFile } from "../save_file.js";
import { clean, today } from "./record.js";
import { toYaml } from "./yaml.js";

const LONGEST = 7000; // GitHub refuses addresses of a little more than eight thousand characters
const SCHEMA = { practice: "../_schema/practice.schema.json", place: "../../../practices/_schema/place.schema.json" };

/** @typedef {{path: string, text: string}} File */

/** The files that a state makes: the record, and its place where that is new. @param {import("./state.js").Form} form @returns {File[]} */
export function filesOf({ book, state }) {
  const record = clean(state.record);
  const shelf = String(record.themes?.[0] ?? "").split("/")[0] || "theme";
  const path = state.path && state.path.endsWith(`/${shelf}/${record.id}.yaml`) ? state.path : `practices/${shelf}/${record.id || "practice"}.yaml`;
  const files = [{ path, text: toYaml(record, book.practice, SCHEMA.practice) }];
  if (!state.place) return files;
  const place = { ...clean(state.place), added_on: record.added_on ?? today() };
  return [{ path: `content/registers/places/${place.id || "place"}.yaml`, text: toYaml(place, book.place, SCHEMA.place) }, ...files];
}

const repository = () => document.documentElement.dataset.repository;

/** GitHub's page for a new file, filled in; `whole` is false where the address would grow too long for the text. */
export function addressOfProposal({ path, text }, isThere) {
  const cut = path.lastIndexOf("/");
  if (isThere) return { href: `${repository()}/edit/main/${path}`, whole: false };
  const to = (values) => `${repository()}/new/main/${path.slice(0, cut)}?${new URLSearchParams(values)}`;
  const href = to({ filename: path.slice(cut + 1), value: text });
  return href.length <= LONGEST ? { href, whole: true } : { href: to({ filename: path.slice(cut + 1) }), whole: false };
}

/** GitHub's page for a new issue, filled in as far as the address allows. */
export function addressOfIssue(files, title) {
  const body = files.map(({ path, text }) => `${path}\n\n\`\`\`\`yaml\n${text}\`\`\`\`\n`).join("\n");
  const to = (values) => `${repository()}/issues/new?${new URLSearchParams(values)}`;
  const href = to({ title, body });
  return href.length <= LONGEST ? { href, whole: true, body } : { href: to({ title }), whole: false, body };
}

function way(name, ...nodes) {
  return el("li.form-way", {}, el("h3", {}, word(`form.ways.${name}.title`)), el("p", {}, word(`form.ways.${name}.text`)), ...nodes);
}

/** @param {import("./state.js").Form} form */
export function createSend(form) {
  const status = el("p.form-status", { role: "status" });
  const ways = el("ul.form-ways", {});
  const text = el("pre.form-yaml", { tabindex: "0", role: "region", "aria-label": word("form.yaml"), dir: "ltr" });
  const readiness = el("p.form-ready", {});
  const node = el("section.form-section.form-send", { "aria-labelledby": "form-send-head" },
    el("h2", { id: "form-send-head" }, word("form.send")), readiness, ways, status,
    el("details.form-more", {}, el("summary", {}, word("form.yaml")), text));

  async function copy(what) {
    try {
      await navigator.clipboard.writeText(what);
      status.textContent = word("copied");
    } catch {
      node.querySelector("details").open = true;
      getSelection().selectAllChildren(text);
      status.textContent = word("copy_failed");
    }
  }

  /** A link to GitHub; where the text does not fit into the address it is copied, to be pasted there. */
  function toGithub(label, { href, whole }, what) {
    const link = el("a.button", { href, target: "_blank", rel: "noopener", onclick: () => { if (!whole) copy(what); } }, label);
    return el("p", {}, link, whole ? null : el("span.form-help", {}, word("form.paste")));
  }

  function proposals(files) {
    return files.map((file) => {
      const isThere = file.path === form.state.path;
      const name = files.length > 1 && file.path.startsWith("content/") ? "form.propose_place" : isThere ? "form.propose_change" : "form.propose";
      return toGithub(word(name), addressOfProposal(file, isThere), file.text);
    });
  }

  function save({ path, text: content }) {
    const stem = path.replace(/^.*\/|\.yaml$/g, "");
    saveFile({ title: stem, fallback: "practice", ending: "yaml", type: "application/yaml" }, content);
  }

  /** @param {number} left how many things are still to be put right */
  function update(left) {
    const files = filesOf(form);
    const whole = files.map((one) => one.text).join("\n");
    const issue = addressOfIssue(files, form.record().title ?? "");
    readiness.textContent = left ? word("form.not_ready", { count: left }) : word("form.ready");
    readiness.classList.toggle("is-ready", !left);
    text.textContent = whole;
    ways.replaceChildren(
      way("proposal", files.length > 1 ? el("p.form-help", {}, word("form.two_files")) : null, ...proposals(files)),
      way("issue", toGithub(word("form.open_issue"), issue, issue.body)),
      way("file", el("p", {}, ...files.map((one) => el("button.button", { type: "button", onclick: () => save(one) }, word("form.save", { name: one.path.replace(/^.*\//, "") }))),
        el("button.action", { type: "button", onclick: () => copy(whole) }, word("form.copy")))));
  }

  return { node, update };
}
