// Owns which papers a choice shows, how many each further choice would, and in what order.
// Knows nothing of the page.
import { words } from "./fold.js";

/** The facets by which papers are chosen, as the address names them. */
export const FACETS = /** @type {const} */ (["venue", "year", "has", "tag"]);

/**
 * The facts by which a paper is found.
 * @typedef {object} Facts
 * @property {string} title
 * @property {string} text folded, what words are looked for in
 * @property {Record<(typeof FACETS)[number], string[]>} values
 */

/**
 * The papers that a choice shows; and by facet and value ("year 2023"), how many each value would
 * leave if it were chosen in place of what is chosen of its facet.
 * @template {Facts} P
 * @param {readonly P[]} papers
 * @param {URLSearchParams} choice
 * @returns {{ shown: Set<P>, counts: Map<string, number> }}
 */
export function filterPapers(papers, choice) {
  const sought = words(choice.get("q") ?? "");
  const shown = new Set();
  const counts = new Map();
  const wanted = FACETS.map((facet) => /** @type {const} */ ([facet, choice.get(facet)]));
  for (const paper of papers) {
    if (sought.some((word) => !paper.text.includes(word))) continue;
    const failed = wanted.filter(([facet, value]) => value && !paper.values[facet].includes(value));
    if (!failed.length) shown.add(paper);
    for (const facet of FACETS) {
      if (failed.some(([other]) => other !== facet)) continue;
      for (const value of paper.values[facet]) {
        const key = `${facet} ${value}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return { shown, counts };
}
