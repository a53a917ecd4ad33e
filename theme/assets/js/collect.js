/** Collecting practices: a button on each card and on the page of a practice, and a tray that leads on. */

import { all, has, onChange, replace, toggle } from "./collected.js";
import { el } from "./dom.js";
import { pageUrl } from "./addresses.js";
import { word } from "./words.js";

const MOST_COMPARED = 4;
const OF_A_PRACTICE = /\/practices\/([a-z0-9-]+)\/$/;

/** The practice that an address leads to. @param {string} href */
export function practiceOf(href) {
  return OF_A_PRACTICE.exec(new URL(href, document.baseURI).pathname)?.[1];
}

/** The address that compares practices. @param {string[]} ids */
export function compareUrl(ids) {
  return `${pageUrl("compare/")}?${new URLSearchParams(ids.slice(0, MOST_COMPARED).map((id) => ["p", id]))}`;
}

/**
 * A button that collects a practice, or gives it up.
 * @param {string} id @param {string} title
 */
export function collectButton(id, title) {
  const sign = el("span.collect-sign", { "aria-hidden": "true" });
  const label = el("span.collect-label", {});
  const button = el("button.collect", { type: "button", onclick: () => toggle(id) }, sign, label);
  function show() {
    const collected = has(id);
    button.setAttribute("aria-pressed", String(collected));
    button.setAttribute("aria-label", word(collected ? "collect.remove_one" : "collect.add_one", { title }));
    sign.textContent = collected ? "✓" : "+";
    label.textContent = word(collected ? "collect.added" : "collect.add");
  }
  onChange(show);
  show();
  return button;
}

function enhanceCards() {
  for (const card of document.querySelectorAll(".card")) {
    const link = card.querySelector(".card-title a");
    const id = link && practiceOf(link.href);
    if (id && !card.querySelector(".collect")) card.append(collectButton(id, link.textContent));
  }
}

/**
 * Hands an address to what the device shares with, or else copies it; the element after the button says so.
 * @param {HTMLElement} button @param {string} address
 */
export async function share(button, address) {
  const status = button.nextElementSibling;
  try {
    if (navigator.share) await navigator.share({ title: document.title, url: address });
    else {
      await navigator.clipboard.writeText(address);
      status.textContent = word("collect.address_copied");
    }
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = address;
  }
}

/** On the page of a practice: collect, share, embed, print. */
function fillActions() {
  const bar = document.querySelector("[data-actions]");
  if (!bar) return;
  const title = document.querySelector("h1")?.textContent ?? "";
  const action = (name, onclick) => el("button.action", { type: "button", onclick }, word(`collect.${name}`));
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const sharing = action("share", () => share(sharing, address));
  bar.append(collectButton(bar.dataset.actions, title), sharing, el("span.copy-status", { role: "status" }),
    el("a.action", { href: `${pageUrl("embed/")}?by=practice&id=${bar.dataset.actions}` }, word("collect.embed")),
    action("print", () => print()));
}

/** What is collected, at the foot of every page that has something to collect. */
function createTray() {
  const count = el("p.tray-count", { role: "status" });
  const compare = el("a.button", {}, word("collect.compare"));
  const node = el("aside.tray", { "aria-label": word("collect.tray"), hidden: true }, count, compare,
    el("a.quiet", { href: pageUrl("dossier/") }, word("collect.dossier")),
    el("button.tray-clear", { type: "button", onclick: () => replace([]) }, word("collect.clear")));
  function show() {
    const ids = all().map(({ id }) => id);
    node.hidden = !ids.length;
    count.textContent = word("collect.count", { count: ids.length });
    compare.href = compareUrl(ids);
    compare.hidden = ids.length < 2;
  }
  onChange(show);
  show();
  document.body.append(node);
}

export function start() {
  fillActions();
  enhanceCards();
  createTray();
}
