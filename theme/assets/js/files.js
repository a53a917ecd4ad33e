/** Small files of data, each fetched once. */

const PATIENCE = 20_000;

/** What `make` gives for a name, made once; a failure is forgotten, so that the next call tries again. */
export function once(memory, name, make) {
  if (!memory.has(name)) {
    memory.set(name, make().catch((error) => {
      memory.delete(name);
      throw error;
    }));
  }
  return memory.get(name);
}

/**
 * @param {string} address
 * @param {RequestCache} [cache] "no-cache" for what changes under the same address: browsers then ask whether it did
 */
export async function fetchJson(address, cache = "default") {
  const answer = await fetch(address, { cache, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return answer.json();
}
