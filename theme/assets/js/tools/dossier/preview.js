/** The document as it will be, beside what it is made from. It follows what is typed after a short pause. */

import { el } from "../../dom.js";
import { word } from "../../words.js";
import { createDocument } from "./document.js";

const PAUSE = 250;
const LEVEL = 3;

/** @param {() => import("./document.js").Contents} read what there is to show now */
export function createPreview(read) {
  const paper = el("div.dossier-paper", { tabindex: 0, role: "region", "aria-labelledby": "dossier-preview" });
  let pause;

  function show() {
    clearTimeout(pause);
    const dossier = read();
    paper.replaceChildren(...(dossier.entries.length ? [createDocument(dossier, LEVEL)] : []));
  }

  return {
    node: el("div.dossier-preview", {},
      el("h2.dossier-heading", { id: "dossier-preview" }, word("dossier.preview")), paper),
    show,
    showSoon() {
      clearTimeout(pause);
      pause = setTimeout(show, PAUSE);
    },
    /** Brings a practice to sight where the paper scrolls by itself, beside the list. @param {number} place */
    lookAt(place) {
      const practice = paper.querySelectorAll(".document-practice")[place];
      if (practice && paper.scrollHeight > paper.clientHeight) {
        paper.scrollTop += practice.getBoundingClientRect().top - paper.getBoundingClientRect().top - paper.clientTop;
      }
    },
  };
}
