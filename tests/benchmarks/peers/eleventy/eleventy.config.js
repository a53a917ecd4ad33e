/** Plain Markdown through one layout; no template language inside the texts, as with the others. */
export default function configure(eleventy) {
  eleventy.addGlobalData("layout", "page.njk");
  eleventy.setQuietMode(true);
  return { dir: { input: "content", includes: "../layouts", output: "site" }, markdownTemplateEngine: false };
}
