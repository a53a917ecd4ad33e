/**
 * Keeps what a reader has asked to keep, and answers with it when the network does not. sw.js at the root of the site loads
 * this script after saying which version of the site's assets there is and which of them every page may need.
 *
 * A page is asked of the network first, so that nobody reads an old one without need. What is typed into a search is not
 * kept, nor is anything of the pages on protection: they are for people who may be at risk from whoever sees this device.
 */

const { version, shell, withdrawn = [] } = self.practicebook;
const ROOT = new URL("./", self.location.href).href;
const OURS = `practicebook${new URL(ROOT).pathname}`; // an origin can hold several sites
const SHELL = `${OURS}shell/${version}`;
const PAGES = `${OURS}pages`; // the same name in offline/kept.js
const PATIENCE = 6000; // for a network that is there but gives no answer, if there is something to show instead
const PAGE = /^(?:[a-z]{2,3}\/(?!protection\/)(?:[\w%.-]+\/)*)?$/;
const PART = /^(?:assets\/.+|[a-z]{2,3}\/data\/practices\.json)$/;

/** The name under which an answer is kept: its address without what was searched for; nothing for what is never kept. */
function nameOf(request) {
  const { href } = new URL(request.url);
  if (request.method !== "GET" || !href.startsWith(ROOT)) return undefined;
  const [bare] = href.split(/[?#]/);
  const path = bare.slice(ROOT.length);
  return PAGE.test(path) || PART.test(path) ? bare : undefined;
}

async function kept(name) {
  for (const cache of [PAGES, SHELL]) {
    const found = (await caches.has(cache)) && (await (await caches.open(cache)).match(name));
    if (found) return found;
  }
  return undefined;
}

/** Keeps an answer; a page that is gone from the site goes here too. When all was erased, nothing is kept any more. */
async function keep(name, answer) {
  if (!(await caches.has(SHELL))) return;
  const cache = await caches.open(PAGES);
  if (answer.status === 404 || answer.status === 410) await cache.delete(name);
  else if (answer.ok && answer.type === "basic" && !answer.redirected) await cache.put(name, answer);
}

function inTime(promise, milliseconds) {
  return Promise.race([promise, new Promise((_, reject) => { setTimeout(reject, milliseconds, new Error("late")); })]);
}

/** Where a reader learns that a page is not kept: in the language of that page, or else in one that is. */
async function wayOut(name) {
  const [language] = name.slice(ROOT.length).split("/");
  const all = await (await caches.open(PAGES)).keys();
  const pages = all.map(({ url }) => url).filter((url) => /^[a-z]{2,3}\/offline\/$/.test(url.slice(ROOT.length)));
  const page = pages.find((url) => url === `${ROOT}${language}/offline/`) ?? pages[0];
  return page && page !== name ? Response.redirect(`${page}?missing=${encodeURIComponent(name.slice(ROOT.length))}`) : Response.error();
}

async function answer(event, name) {
  const fromNetwork = fetch(event.request);
  event.waitUntil(fromNetwork.then((fresh) => keep(name, fresh.clone()), () => {}));
  const instead = await kept(name);
  try {
    return await (instead ? inTime(fromNetwork, PATIENCE) : fromNetwork);
  } catch {
    return instead ?? (event.request.mode === "navigate" ? wayOut(name) : Response.error());
  }
}

/** All or nothing: a worker that lacks a part of the shell is not installed. */
async function install() {
  const cache = await caches.open(SHELL);
  await cache.addAll(shell.map((path) => new Request(ROOT + path, { cache: "no-cache" })));
  await self.skipWaiting();
}

/** Lets go of what was taken back: its pages, and all that was kept and names it, lists and data included. */
async function forget() {
  if (!withdrawn.length || !(await caches.has(PAGES))) return;
  const cache = await caches.open(PAGES);
  const names = new RegExp(`(?<![\\w-])(?:${withdrawn.join("|")})(?![\\w-])`);
  await Promise.all((await cache.keys()).map(async (request) => {
    const told = names.test(request.url) || names.test(await (await cache.match(request)).text());
    if (told) await cache.delete(request);
  }));
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(`${OURS}shell/`) && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await forget();
  await self.clients.claim();
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name) event.respondWith(answer(event, name));
});
