// Owns the lists of papers on a page: reads them, and hides papers with their headings. What is hidden
// keeps its place, and the class `aw-off`, which only a style made by page.js hides: a page saved while it
// was filtered shows all its papers.
import { fold } from "./fold.js";
import { countText } from "./i18n.js";

/**
 * Read a card or a row.
 * @param {HTMLElement} card
 * @returns {ListedPaper}
 */
function readCard(card) {
  const { venue, year, has, tags, find } = card.dataset;
  const title = (card.querySelector(".aw-title") ?? card).firstChild?.textContent ?? "";
  let text = "";
  return {
    card,
    title,
    id: (card.id || card.querySelector("a")?.hash || "").replace(/^#?paper-/, ""),
    values: {
      venue: venue ? [venue] : [],
      year: year ? [year] : [],
      has: has?.split(" ") ?? [],
      tag: tags?.split("\n") ?? [],
    },
    // Made when it is first needed: most pages are not searched.
    get text() {
      const venues = /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll(".aw-venue"));
      const facts = card.querySelector(".aw-by, .aw-nb")?.textContent;
      return (text ||= fold([title, facts, tags, find, ...[...venues].map((venue) => venue.title)].join(" ")));
    },
  };
}

/**
 * Return the lists that can be filtered, in the order of the page.
 * @returns {PaperList[]}
 */
export function findLists() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".aw-set")]).map((list) => {
    const block = /** @type {HTMLElement} */ (list.closest(".aw-group") ?? list);
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
