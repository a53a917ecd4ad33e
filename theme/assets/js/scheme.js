/* The chosen colours before the first paint; site.js does the rest. Without storage the system decides. */
try {
  const scheme = localStorage.getItem("practicebook.theme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.theme = scheme;
} catch { /* storage is forbidden */ }
