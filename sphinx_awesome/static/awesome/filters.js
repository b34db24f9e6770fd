// Owns which papers of a page a choice shows, and how many each further choice would: pure functions. What
// is typed is searched by page-search.js.
/**
 * Return the papers that a choice shows; and by facet and value ("year 2023") how many papers that value
 * would show if it were chosen in its facet.
 * @template {Pick<ListedPaper, "values">} P
 * @param {readonly P[]} papers
 * @param {URLSearchParams} choice
 * @param {(paper: P) => boolean} [finds] whether what is typed finds a paper
 * @returns {{ shown: Set<P>, counts: Map<string, number> }}
 */
export function filterPapers(papers, choice, finds = () => true) {
  const shown = new Set();
  const counts = new Map();
  const facets = [...new Set(papers.flatMap(({ values }) => Object.keys(values)))];
  const wanted = facets.map((facet) => /** @type {const} */ ([facet, chosen(facet, choice.get(facet))]));
  for (const paper of papers) {
    if (!finds(paper)) continue;
    const failed = wanted.filter(([facet, is]) => is && !paper.values[facet]?.some(is));
    if (!failed.length) shown.add(paper);
    for (const [facet, values] of Object.entries(paper.values)) {
      if (failed.some(([other]) => other !== facet)) continue;
      for (const value of values) {
        const key = `${facet} ${value}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return { shown, counts };
}

/**
 * Return a test for the values of a facet, or null if none is chosen. Years may be a range: 2021-2023,
 * 2021- or -2019.
 * @param {string} facet
 * @param {string | null} value
 */
function chosen(facet, value) {
  const [, first, last] = (facet === "year" && /^(\d{4})?-(\d{4})?$/.exec(value ?? "")) || [];
  if (first || last) return (/** @type {string} */ year) => year >= (first ?? "") && year <= (last ?? "9999");
  return value ? (/** @type {string} */ one) => one === value : null;
}
