// Owns the lists of papers on a page: reads them, and hides papers with their headings, by the class
// `aw-off`, which only a style made by page.js hides: a saved page shows all its papers.
import { make } from "./dom.js";
import { countText } from "./i18n.js";

/**
 * Read a card or a row.
 * @param {HTMLElement} card
 * @returns {ListedPaper}
 */
function readCard(card) {
  const { venue, year, has, tags, own = "{}" } = card.dataset;
  const title = (card.querySelector(".aw-title") ?? card).firstChild?.textContent ?? "";
  const places = [...card.querySelectorAll(".aw-venue")].map((badge) => placeOf(badge.textContent ?? "", venue));
  const each = (/** @type {(string | undefined)[]} */ ...all) => [...new Set(all)].flatMap((one) => one || []);
  return {
    card,
    title,
    id: (card.id || card.querySelector("a")?.hash || "").replace(/^#?paper-/, ""),
    values: {
      venue: each(venue, ...places.map((place) => place.venue)),
      year: each(year, ...places.map((place) => place.year)),
      has: has?.split(" ") ?? [],
      tag: tags?.split("\n") ?? [],
      ...JSON.parse(own),
    },
  };
}

/**
 * Return venue and year of a badge.
 * @param {string} text
 * @param {string} [known] a venue, whose name may end as years do
 */
function placeOf(text, known) {
  const [, venue, year] = /^(.*?)\s*((?:\b\d{4})?)\s*$/s.exec(text) ?? [];
  return text.trim() === known ? { venue: known, year: "" } : { venue: venue?.trim(), year };
}

/**
 * Return what holds a list and its heading. Some themes remove sections.
 * @param {HTMLElement} list
 * @returns {HTMLElement}
 */
function groupOf(list) {
  const title = list.previousElementSibling;
  if (title?.matches(".aw-year") && !title.closest(".aw-group")) {
    const group = make("section", { className: "aw-group" });
    title.before(group);
    group.append(title, list);
  }
  return list.closest(".aw-group") ?? list;
}

/**
 * Return the lists that can be filtered, in the order of the page.
 * @returns {PaperList[]}
 */
export function findLists() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".aw-set")]).map((list) => {
    const block = groupOf(list);
    return {
      list,
      block,
      parts: [
        block,
        list.previousElementSibling?.closest(".rubric"),
        document.querySelector(`.toc-tree a[href="#${block.id}"]`)?.parentElement,
      ],
      count: block.querySelector(".aw-n"),
      papers: /** @type {HTMLElement[]} */ ([...list.children]).map(readCard),
    };
  });
}

/**
 * Show some papers and no others, and no heading without any.
 * @param {PaperList[]} groups
 * @param {(paper: ListedPaper) => boolean} shows
 */
export function showPapers(groups, shows) {
  for (const { parts, count, papers } of groups) {
    let shown = 0;
    for (const one of papers) {
      const on = shows(one);
      shown += Number(on);
      one.card.classList.toggle("aw-off", !on);
    }
    parts.forEach((part) => part?.classList.toggle("aw-off", !shown));
    if (count) count.textContent = countText(shown, papers.length);
  }
}
