/* What must be known before the first paint; site.js does the rest. First, whether it can: a small screen then starts with its
   menu shut, and gets it back should site.js not arrive. Then the chosen colours; without storage the system decides. */
if ("noModule" in HTMLScriptElement.prototype) {
  document.documentElement.dataset.js = "";
  addEventListener("error", ({ target }) => { if (target.type === "module") delete document.documentElement.dataset.js; }, true);
}
try {
  const scheme = localStorage.getItem("practicebook.theme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.theme = scheme;
} catch { /* storage is forbidden */ }
