/** What every page needs: colour scheme, menu, copy buttons, and the door to search. */

import { word } from "./words.js";

const THEME = "practicebook.theme";
const SHORTCUT = "practicebook.shortcut";
const SCHEMES = ["auto", "light", "dark"];
const root = document.documentElement;

/** Storage can be forbidden: reading then finds nothing, and writing does nothing. */
const memory = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* lasts for this page only */ } },
};

/** @param {string|null} scheme "auto" follows the system, which is the absence of the attribute */
function applyScheme(scheme) {
  if (scheme === "light" || scheme === "dark") root.dataset.theme = scheme;
  else delete root.dataset.theme;
}

/** A toggle with a value chooses that scheme; one without goes round all three and names the present one. */
function labelSchemeToggles() {
  const present = root.dataset.theme ?? "auto";
  for (const toggle of document.querySelectorAll("[data-theme-toggle]")) {
    const own = toggle.dataset.themeToggle;
    if (own) toggle.setAttribute("aria-pressed", String(own === present));
    else toggle.setAttribute("aria-label", word("theme.label", { scheme: word(`theme.${present}`) }));
    toggle.dataset.scheme = present;
  }
}

function changeScheme(toggle) {
  const next = SCHEMES[(SCHEMES.indexOf(root.dataset.theme ?? "auto") + 1) % SCHEMES.length];
  const scheme = toggle.dataset.themeToggle || next;
  memory.set(THEME, scheme);
  applyScheme(scheme);
  labelSchemeToggles();
}

function setMenu(open) {
  const toggle = document.querySelector("[data-menu-toggle]");
  toggle?.setAttribute("aria-expanded", String(open));
  document.getElementById("site-menu")?.toggleAttribute("data-open", open);
  return toggle;
}

const menuIsOpen = () => document.getElementById("site-menu")?.hasAttribute("data-open");

/** Live regions must exist before they speak. */
function prepareCopyButtons() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const status = document.createElement("span");
    status.className = "copy-status";
    status.setAttribute("role", "status");
    button.after(status);
  }
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  const status = button.nextElementSibling;
  try {
    await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
    status.textContent = word("copied");
  } catch {
    // No clipboard without a secure connection: leave the text selected, ready for the keyboard.
    if (source) getSelection().selectAllChildren(source);
    status.textContent = word("copy_failed");
  }
  setTimeout(() => { status.textContent = ""; }, 4000);
}

const loadSearch = () => import("./search.js");

/** @param {HTMLElement} opener where focus returns to; a link, which leads on if the dialog cannot be had */
async function openSearch(opener) {
  try {
    (await loadSearch()).openSearch(opener);
  } catch {
    const link = document.querySelector("a[data-search-open]");
    if (link) location.assign(link.href);
  }
}

/** A lone "/" can be switched off (in the dialog), as WCAG 2.1.4 asks of shortcuts of one character. */
function asksForSearch(event) {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return false;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return false;
  if (event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey) return event.key.toLowerCase() === "k";
  return event.key === "/" && !event.ctrlKey && !event.altKey && memory.get(SHORTCUT) !== "off";
}

function onClick(event) {
  const target = event.target.closest?.("[data-search-open], [data-theme-toggle], [data-menu-toggle], [data-copy]");
  const language = event.target.closest?.("[data-languages] a");
  if (language) keepView(language);
  closeLanguages(event);
  if (!target || event.defaultPrevented) return;
  if (target.matches("[data-theme-toggle]")) changeScheme(target);
  else if (target.matches("[data-menu-toggle]")) setMenu(!menuIsOpen());
  else if (target.matches("[data-copy]")) copy(target);
  else if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    openSearch(target);
  }
}

function onKey(event) {
  if (event.key === "Escape" && menuIsOpen()) setMenu(false)?.focus();
  if (event.key === "Escape") closeLanguages(event);
  if (!asksForSearch(event)) return;
  event.preventDefault();
  openSearch(document.activeElement);
}

/** The same view in another language: what the address says after the path goes along. */
function keepView(link) {
  const there = new URL(link.href);
  there.search = location.search;
  there.hash = location.hash;
  link.href = there.href;
}

/** A menu that was opened closes when attention goes elsewhere. */
function closeLanguages(event) {
  for (const menu of document.querySelectorAll("details[data-languages][open]")) {
    if (event.key === "Escape") menu.querySelector("summary").focus();
    if (event.key === "Escape" || !menu.contains(event.target)) menu.open = false;
  }
}

function onPage() {
  labelSchemeToggles();
  prepareCopyButtons();
  document.querySelector("[data-menu-toggle]")?.setAttribute("aria-expanded", "false");
  for (const opener of document.querySelectorAll("[data-search-open]")) {
    for (const hint of ["pointerenter", "focus"]) opener.addEventListener(hint, () => loadSearch().catch(() => {}), { once: true });
  }
  if (document.querySelector("[data-explore]")) import("./explore.js");
  if (document.querySelector("[data-checklist]")) import("./checklist.js");
  if (document.querySelector(".card, [data-actions], [data-explore], [data-tool=like_mine]")) import("./collect.js").then(({ start }) => start());
  for (const mount of document.querySelectorAll("[data-tool]")) {
    import(`./tools/${mount.dataset.tool}.js`).then(({ start }) => start(mount));
  }
}

applyScheme(memory.get(THEME));
document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", onPage);
else onPage();
