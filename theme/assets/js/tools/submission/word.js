/** A finished draft as a Word document, made by the library docx, which is loaded only now. */

import { word } from "../../words.js";

const INK = "1C2430";
const QUIET = "545D6B";
const BRAND = "0F4C5C";
const NUMBERED = "numbered";
const SOURCES = "sources";
const BULLETS = "bullets";
const INDENT = 360; // twentieths of a point
const HEADINGS = ["TITLE", "HEADING_1", "HEADING_2", "HEADING_3"];

/** Word wants a region with the language: "fr" is "fr-FR". */
function wordLanguage(locale) {
  const { language, region } = new Intl.Locale(locale).maximize();
  return region ? `${language}-${region}` : language;
}

/**
 * Writes blocks with the classes of the library.
 * @param {typeof import("../../../vendor/docx/docx.js")} docx @param {boolean} isRightToLeft the direction of the document
 */
function createWriter(docx, isRightToLeft) {
  let lists = 0;

  function characters({ text, lang, dir, strong, em, open, look }) {
    const rightToLeft = dir === "rtl" || (isRightToLeft && dir !== "ltr");
    const tongue = lang ? wordLanguage(lang) : undefined;
    return {
      text, bold: strong, italics: em, rightToLeft,
      highlight: open || look === "prompt" ? "yellow" : undefined,
      ...(look === "small" ? { color: QUIET, size: 18 } : {}),
      ...(tongue ? { language: { value: tongue, bidirectional: tongue } } : {}),
    };
  }

  function linked(href, run) {
    return new docx.ExternalHyperlink({ link: href, children: [new docx.TextRun({ ...characters(run), style: "Hyperlink" })] });
  }

  /** The small number of a source leads to its entry in the list. */
  function cited({ cite }) {
    const number = new docx.TextRun({ text: `[${cite}]`, style: "Hyperlink", superScript: true });
    return new docx.InternalHyperlink({ anchor: `source-${cite}`, children: [number] });
  }

  const inline = (runs, look) => runs.map((run) => {
    if (run.cite) return cited(run);
    const looked = { look, ...run };
    return run.href ? linked(run.href, looked) : new docx.TextRun(characters(looked));
  });

  /** What is wholly in another language runs as that language does. */
  function runsLeft(runs) {
    const foreign = runs.length && runs.every(({ dir, cite }) => dir || cite) ? runs.find(({ dir }) => dir)?.dir : undefined;
    return foreign ? foreign === "rtl" : isRightToLeft;
  }

  function paragraph({ runs, look }, more = {}) {
    return new docx.Paragraph({ children: inline(runs, look), bidirectional: runsLeft(runs), spacing: { after: 120 }, ...more });
  }

  function heading({ level, runs }) {
    return paragraph({ runs }, { heading: docx.HeadingLevel[HEADINGS[level - 1]], spacing: undefined, keepNext: true });
  }

  /** Only the first paragraph of an item has its sign; each ordered list counts from one. */
  function* list({ items, ordered }, depth) {
    const numbering = { reference: ordered ? NUMBERED : BULLETS, level: depth, ...(ordered ? { instance: ++lists } : {}) };
    for (const blocks of items) {
      let isFirst = true;
      for (const block of blocks) {
        if (block.type === "list") yield* list(block, depth + 1);
        else yield paragraph(block, { spacing: { after: 60 }, ...(isFirst ? { numbering } : { indent: { start: INDENT * (depth + 1) } }) });
        isFirst = false;
      }
    }
  }

  function source({ runs, href }, place) {
    const mark = new docx.Bookmark({ id: `source-${place + 1}`, children: inline(runs, "") });
    const rest = href ? [new docx.TextRun({ text: " " }), linked(href, { text: href, dir: "ltr" })] : [];
    return new docx.Paragraph({ children: [mark, ...rest], bidirectional: isRightToLeft, spacing: { after: 80 }, numbering: { reference: SOURCES, level: 0 } });
  }

  return {
    * paragraphs(blocks) {
      for (const block of blocks) {
        if (block.type === "heading") yield heading(block);
        else if (block.type === "list") yield* list(block, 0);
        else if (block.type === "sources") yield* block.sources.map(source);
        else yield paragraph(block);
      }
    },
    /** Name and page at the foot of each page. */
    foot: (title) => new docx.Footer({ children: [new docx.Paragraph({ bidirectional: isRightToLeft, children: [
      new docx.TextRun({ text: `${title} · `, rightToLeft: isRightToLeft, size: 18, color: QUIET }),
      new docx.TextRun({ children: [docx.PageNumber.CURRENT], rightToLeft: isRightToLeft, size: 18, color: QUIET })] })] }),
  };
}

function levels(docx, format, text) {
  return [0, 1, 2].map((level) => ({
    level, format, text: text ?? `%${level + 1}.`, alignment: docx.AlignmentType.START,
    style: { paragraph: { indent: { start: INDENT * (level + 1), hanging: INDENT } } },
  }));
}

function styles(language) {
  const headings = [["title", 40, 0], ["heading1", 30, 360], ["heading2", 26, 280], ["heading3", 22, 200]];
  const font = { ascii: "Calibri", hAnsi: "Calibri", cs: "Arial" };
  return { default: {
    document: { run: { font, size: 22, sizeComplexScript: 22, color: INK, language: { value: language, bidirectional: language } }, paragraph: { spacing: { line: 276 } } },
    ...Object.fromEntries(headings.map(([name, size, before]) => [name, {
      run: { size, sizeComplexScript: size, bold: true, boldComplexScript: true, color: BRAND, font }, paragraph: { spacing: { before, after: 120 } } }])),
    hyperlink: { run: { color: BRAND, underline: {} } },
  } };
}

/**
 * @param {(import("./practice.js").Block|import("./outline.js").SourcesBlock)[]} blocks a finished draft
 * @param {{title: string, locale: string, creator?: string}} about
 * @returns {Promise<Blob>} fails when the library cannot be loaded
 */
export async function wordOf(blocks, { title, locale, creator = word("submission.doc.creator") }) {
  const docx = await import("../../../vendor/docx/docx.js");
  const writer = createWriter(docx, document.documentElement.dir === "rtl");
  const made = new docx.Document({
    title, creator, styles: styles(wordLanguage(locale)),
    numbering: { config: [
      { reference: NUMBERED, levels: levels(docx, docx.LevelFormat.DECIMAL) },
      { reference: SOURCES, levels: levels(docx, docx.LevelFormat.DECIMAL) },
      { reference: BULLETS, levels: levels(docx, docx.LevelFormat.BULLET, "•") },
    ] },
    sections: [{ children: [...writer.paragraphs(blocks)], footers: { default: writer.foot(title) } }],
  });
  return docx.Packer.toBlob(made);
}
