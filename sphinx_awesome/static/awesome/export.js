// Owns saving the records of some papers, taken from the files that the build has written. Loaded when
// somebody saves papers.
import "./other-translations.js";
import { t, tn } from "./i18n.js";

/**
 * Return the records of a file by the ids of their papers.
 * @param {string} text
 * @param {string} format ending of the file: bib, ris or json
 * @returns {Map<string, string>}
 */
export function records(text, format) {
  if (format === "json") {
    const items = /** @type {{ id: string }[]} */ (JSON.parse(text));
    return new Map(items.map((item) => [item.id, JSON.stringify(item, null, 2)]));
  }
  const bib = format === "bib";
  const found = text.match(bib ? /^@[^]*?^\}$/gm : /^TY {2}-[^]*?^ER {2}-.*$/gm) ?? [];
  const id = bib ? /\{([^,]*),/ : /^ID {2}- (.*)/m;
  return new Map(found.map((record) => [id.exec(record)?.[1] ?? "", record]));
}

/**
 * Return the text of a file of some records, in that order.
 * @param {string[]} found
 * @param {string} format
 */
export function file(found, format) {
  return format === "json" ? `[\n${found.join(",\n")}\n]\n` : `${found.join("\n\n")}\n`;
}

/**
 * Return the name of a file of records taken from another file.
 * @param {string} url of the other file
 * @param {boolean} all whether it has all records of the other: then their names are equal
 */
export function nameOf(url, all) {
  const [, stem = "", ending = ""] = /([^/]*)(\.\w+)$/.exec(new URL(url, "file:").pathname) ?? [];
  return `${decodeURIComponent(stem)}${all ? "" : "-selection"}${ending}`;
}

/**
 * Save the records of some papers as a file.
 * @param {string[]} ids
 * @param {string} format
 * @returns {Promise<string>} a message for the reader
 */
export async function save(ids, format) {
  /** @type {Map<string, string>} */
  let known = new Map();
  // The page's own file, and for papers of other pages that of the whole list.
  const own = document.querySelector(`link[rel=alternate][href$=".${format}"]`)?.getAttribute("href");
  const tray = /** @type {HTMLElement | null} */ (document.querySelector(".aw-tray"));
  const whole = `${tray?.dataset.list}.${format}`;
  let from = "";
  try {
    for (const url of [own, whole]) {
      if (!url || ids.every((id) => known.has(id))) continue;
      const answer = await fetch(url);
      if (!answer.ok) throw answer;
      from = url;
      known = records(await answer.text(), format);
    }
  } catch {
    // BibTeX is on the cards, too.
    const texts = [...document.querySelectorAll(".aw-more pre")].map((pre) => pre.textContent);
    if (!texts.length) return t("The site is out of reach: nothing can be saved now.");
    if (format !== "bib") return t("The site is out of reach: only BibTeX can be saved now.");
    known = records(texts.join("\n"), format);
    from = "";
  }
  const found = ids.flatMap((id) => known.get(id) ?? []);
  if (found.length) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file(found, format)]));
    link.download = nameOf(from || whole, !!from && found.length === known.size);
    link.click();
  }
  const done = tn("{n} paper saved.", "{n} papers saved.", found.length);
  const lost = ids.length - found.length;
  const sorry = tn("{n} cannot be found.", "{n} cannot be found.", lost);
  return lost ? `${done} ${sorry}` : done;
}
