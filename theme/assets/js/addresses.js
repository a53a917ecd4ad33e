/** The addresses of pages that scripts lead to. */

/** The root of the site, above the languages. */
export const root = new URL(document.documentElement.dataset.base || "./", document.baseURI);

/** A page of this language, by its path below the language's root. */
export function pageUrl(path) {
  return new URL(`${document.documentElement.lang}/${path}`, root).href;
}

/** The address of the explore page, with a query to start from if there is one. */
export function exploreUrl(query = "") {
  return pageUrl("explore/") + (query && `?${new URLSearchParams({ q: query })}`);
}
