/** Pagefind, loaded once and only when somebody searches. */

import { root } from "./addresses.js";

const PATIENCE = 20_000;
let loading;
let attempts = 0;

/** Rejects when an answer does not come: a lost worker never answers and never fails. */
function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("Pagefind gives no answer")), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Browsers remember a failed import by its address: a further attempt needs another one. */
async function start() {
  const address = new URL("pagefind/pagefind.js", root);
  if (attempts++) address.searchParams.set("attempt", String(attempts));
  const pagefind = await import(address.href);
  try {
    // Without a worker: its script would be one more to wait for, and it hands over every result one by one.
    await pagefind.options({ noWorker: true });
    await pagefind.preload("");
  } catch (error) {
    await pagefind.destroy();
    throw error;
  }
  return pagefind;
}

/** Starts loading; a failure is forgotten, so that the next call tries again. */
export function load() {
  loading ??= inTime(start()).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * @typedef {{id: string, data: () => Promise<PageData>}} Result
 * @typedef {{url: string, excerpt: string, meta: Record<string, string>, filters: Record<string, string[]>}} PageData
 * @typedef {{results: Result[], filters: Record<string, Record<string, number>>}} Answer
 *
 * @param {string} query the empty query finds everything
 * @param {{filters?: object, sort?: object}} options
 * @returns {Promise<Answer>}
 */
export async function search(query, options) {
  const pagefind = await load();
  return inTime(pagefind.search(query.trim() || null, options));
}

/**
 * The pages behind results; one that does not arrive is left out.
 * @param {Result[]} results
 * @returns {Promise<{id: string, page: PageData}[]>}
 */
export async function pages(results) {
  const settled = await Promise.allSettled(results.map((result) => inTime(result.data())));
  const found = results.map((result, index) => ({ id: result.id, page: settled[index].value }));
  const whole = found.filter(({ page }) => page);
  if (results.length && !whole.length) throw new Error("No result could be loaded");
  return whole;
}
