// Owns which papers of a page a choice shows, and how many each further choice would: pure functions.
import { words } from "./fold.js";

/** Names of the facets, as in the address. */
export const FACETS = /** @type {const} */ (["venue", "year", "has", "tag"]);

/**
 * Return the papers that a choice shows; and by facet and value ("year 2023") how many papers that value
 * would show if it were chosen in its facet.
 * @template {Pick<ListedPaper, "text" | "values">} P
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
