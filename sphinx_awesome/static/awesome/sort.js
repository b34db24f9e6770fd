// Owns the orders of papers on a page. Loaded when another order than the page's own is chosen.
import { fold } from "./fold.js";

/** @typedef {Pick<ListedPaper, "title" | "values">} SortedPaper */

/**
 * Return papers in another order than the page's own, those without the value in question last;
 * undefined if there is no such order.
 * @template {SortedPaper} P
 * @param {readonly P[]} papers
 * @param {string | null} order
 * @returns {P[] | undefined}
 */
export function sorted(papers, order) {
  const age = (/** @type {SortedPaper} */ { values }) => String(9999 - Number(values.year[0] ?? 0));
  /** @type {Record<string, (paper: SortedPaper) => string | undefined>} */
  const orders = {
    newest: age,
    oldest: ({ values }) => values.year[0],
    title: ({ title }) => fold(title),
    venue: (paper) => paper.values.venue[0] && `${fold(paper.values.venue[0])} ${age(paper)}`,
  };
  const key = Object.hasOwn(orders, order ?? "") ? orders[order ?? ""] : undefined;
  return key && papers
    .map((paper) => ({ paper, by: key(paper) || "\uffff" }))
    .sort((one, other) => (one.by < other.by ? -1 : Number(one.by > other.by)))
    .map(({ paper }) => paper);
}

/**
 * Put the papers into another order, or back into that of the page. In another order, groups beside each
 * other become one list without headings.
 * @param {PaperList[]} groups
 * @param {string | null} order
 */
export function arrange(groups, order) {
  /** @type {Map<Node | null, PaperList[]>} */
  const runs = new Map();
  for (const group of groups) {
    const { list, block, papers } = group;
    if (block !== list) block.append(list);
    list.append(...papers.map(({ card }) => card));
    block.hidden = false;
    const key = block === list ? list : block.parentNode;
    runs.set(key, [...(runs.get(key) ?? []), group]);
  }
  for (const run of runs.values()) {
    const papers = sorted(run.flatMap((group) => group.papers), order);
    const [first] = run;
    if (!papers || !first) continue;
    for (const { block, list } of run) block.hidden = block !== list;
    if (first.block !== first.list) first.block.before(first.list);
    first.list.append(...papers.map(({ card }) => card));
  }
}
