// Owns the lists of a page: which papers stand in them, under which headings, and which show.
// A hidden paper keeps its place and is of the class `aw-off`, which only the style of a script hides:
// a page saved while it was filtered shows all its papers.
import { fold } from "./fold.js";
import { tn } from "./i18n.js";

/** @typedef {import("./filters.js").Facts & { id: string, card: HTMLElement }} Paper */

/**
 * A list, and what stands and falls with it.
 * @typedef {object} Group
 * @property {HTMLElement} list
 * @property {HTMLElement} block what holds list and heading
 * @property {(Element | null | undefined)[]} parts what goes with it: block, heading, line in the contents
 * @property {Element | null} count
 * @property {Paper[]} papers
 */

/**
 * Read a card or a row.
 * @param {HTMLElement} card
 * @returns {Paper}
 */
function paper(card) {
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
    // Made when it is asked for first: a page opens before anything is looked for.
    get text() {
      const venues = /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll(".aw-venue"));
      const facts = card.querySelector(".aw-by, .aw-nb")?.textContent;
      return (text ||= fold([title, facts, tags, find, ...[...venues].map((venue) => venue.title)].join(" ")));
    },
  };
}

/**
 * The lists that can be filtered, in the order of the page.
 * @returns {Group[]}
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
      papers: /** @type {HTMLElement[]} */ ([...list.children]).map(paper),
    };
  });
}

/**
 * Show some papers, and fold away what is left without any.
 * @param {Group[]} groups
 * @param {(paper: Paper) => boolean} shows
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

/**
 * How many of some papers are shown, in words.
 * @param {number} shown
 * @param {number} all
 */
export function countText(shown, all) {
  if (shown === all) return tn("{n} paper", "{n} papers", all);
  return tn("{shown} of {n} paper", "{shown} of {n} papers", all, { shown });
}
