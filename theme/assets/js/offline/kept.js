/** What this browser keeps of the site: pages for reading offline (by a service worker), and entries of the local storage. */

import { all as collected } from "../collected.js";
import { pageUrl, root } from "../addresses.js";

const OURS = `practicebook${root.pathname}`;
const PAGES = `${OURS}pages`; // the same name in worker.js
const ENTRIES = "practicebook.";
const MISSING = 404;

export const canKeep = "serviceWorker" in navigator && "caches" in globalThis;

const registration = () => navigator.serviceWorker.getRegistration(root.href);
const ownCaches = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

/** @returns {Promise<boolean>} whether the reader has asked to keep pages */
export async function isOn() {
  const own = canKeep ? await registration() : undefined;
  return own?.scope === root.href;
}

/** What the dossier needs, and the page that tells what is kept; the page in sight; what has been collected. */
function first() {
  const practices = collected().map(({ id }) => `practices/${encodeURIComponent(id)}/`);
  return [...["offline/", "dossier/", "data/practices.json", ""].map(pageUrl), ...practices.map(pageUrl)];
}

async function keepPage(cache, address) {
  const answer = await fetch(address);
  if (answer.ok && !answer.redirected) await cache.put(address, answer);
  else if (answer.status !== MISSING) throw new Error(`${answer.status} for ${address}`);
}

/** Begins to keep pages; undone as a whole if it fails. */
export async function begin() {
  try {
    const own = await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.href });
    await installed(own);
    const cache = await caches.open(PAGES);
    await Promise.all(first().map((address) => keepPage(cache, address)));
  } catch (error) {
    await end();
    throw error;
  }
}

/** Rejects when the worker could not fetch what it needs. */
function installed(own) {
  const worker = own.installing ?? own.waiting ?? own.active;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("The worker was not installed"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Ends it and erases the pages. */
export async function end() {
  if (!canKeep) return;
  if (await isOn()) await (await registration()).unregister();
  await Promise.all((await ownCaches()).map((name) => caches.delete(name)));
}

/** The kept pages with their titles, by title. @returns {Promise<{url: string, title: string}[]>} */
export async function pages() {
  if (!canKeep || !(await caches.has(PAGES))) return [];
  const cache = await caches.open(PAGES);
  const found = (await cache.keys()).map(({ url }) => url).filter((url) => url.endsWith("/"));
  const named = await Promise.all(found.map(async (url) => ({ url, title: titleIn(await (await cache.match(url)).text()) || url })));
  return named.sort((one, other) => one.title.localeCompare(other.title));
}

/** Without the name of the site, which ends every title. */
const titleIn = (text) => new DOMParser().parseFromString(text, "text/html").title.replace(/ – [^–]*$/, "");

/** @returns {string[]} the names of our entries in the local storage */
export function entries() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(ENTRIES));
  } catch {
    return [];
  }
}

/** Nothing of this site stays in the browser. */
export async function eraseAll() {
  for (const name of entries()) localStorage.removeItem(name);
  await end();
}
