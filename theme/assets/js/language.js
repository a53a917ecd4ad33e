/** The root page: leads on to the first language of the browser that the site has. Without it the links remain. */

const offered = new Map([...document.querySelectorAll("[data-language]")].map((link) => [link.dataset.language, link.href]));

/** "pt-BR" may be served by "pt-BR" or by "pt". */
function* variants(tag) {
  for (let rest = tag.toLowerCase(); rest; rest = rest.replace(/(^|-)[^-]*$/, "")) yield rest;
}

const wanted = (navigator.languages ?? [navigator.language]).flatMap((tag) => [...variants(tag)]);
const found = wanted.find((tag) => offered.has(tag));
if (found) location.replace(offered.get(found));
