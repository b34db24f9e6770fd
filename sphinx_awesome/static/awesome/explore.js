// The entry point of the page that explores the whole list: keeps what is chosen, in the address
// too, and shows what it comes to. What a choice leaves is found in facets.js and ranking.js.
import { go, read, write } from "./address.js";
import { Cards } from "./cards.js";
import { load } from "./data.js";
import { facetsOf, NAMES, select, typed } from "./facets.js";
import { fold } from "./fold.js";
import { Panel } from "./panel.js";
import { distance, parse, rank } from "./ranking.js";
import { row } from "./row.js";
import { t } from "./words.js";

/**
 * @typedef {import("./address.js").Choice} Choice
 * @typedef {import("./data.js").Data} Data
 * @typedef {import("./data.js").Paper} Paper
 */

/** Papers that are shown at once, and so many more each time that one asks for more. */
const STEP = 50;
const KEYS = ["q", "sort", "view", ...NAMES, ...NAMES.map((name) => `-${name}`)];

/**
 * The papers in an order; those that are equal in it stay in that of the list.
 * @param {readonly Paper[]} papers
 * @param {string} order
 */
function sorted(papers, order) {
  const newest = papers.toSorted((one, other) => other.year - one.year);
  if (order === "oldest") return papers.toSorted((one, other) => (one.year || 9999) - (other.year || 9999));
  if (order !== "title") return newest;
  const compare = new Intl.Collator("en").compare;
  return papers.toSorted((one, other) => compare(fold(one.shown), fold(other.shown)));
}

/**
 * @param {Data} data
 * @param {Panel} panel
 */
function start(data, panel) {
  const facets = facetsOf(data);
  const numbers = facets.map(({ values }) => new Map(values.map(({ key }, number) => [key, number])));
  const cards = new Cards(data);
  /** @type {Map<string, Paper[]>} */
  const orders = new Map();
  /** @type {Choice} */
  let choice = {};
  /** @type {Paper[]} */
  let found = [];
  let shown = STEP;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;

  /** What is chosen of each facet, as numbers of values; a value that there is not is -1. */
  const chosenOf = () =>
    Object.fromEntries(
      facets.map(({ name }, at) => {
        const wanted = (/** @type {string} */ key) =>
          new Set((choice[key] ?? []).map((value) => numbers[at]?.get(value) ?? -1));
        return [name, { any: wanted(name), none: wanted(`-${name}`) }];
      }),
    );

  const find = () => {
    const { terms, filters } = parse(choice["q"]?.[0] ?? "", NAMES);
    const asked = choice["sort"]?.[0] ?? (terms.length ? "best" : "newest");
    const order = asked === "best" ? "newest" : asked;
    const all = orders.get(order) ?? sorted(data.papers, order);
    orders.set(order, all);
    const near = asked === "best" ? rank(all, terms) : all.filter((paper) => distance(paper, terms) < Infinity);
    const { chosen, counts } = select(typed(near, facets, filters), facets, chosenOf());
    found = chosen;
    shown = STEP;
    panel.update(choice, { found: found.length, all: data.papers.length, counts, ranked: terms.length > 0 });
    show();
  };

  const show = () => {
    const list = choice["view"]?.[0] === "list";
    const papers = found.slice(0, shown);
    panel.show(list ? papers.map((paper) => row(data, paper)) : cards.of(papers), list, found.length - papers.length);
  };

  panel.fill(data, facets, {
    /** Another choice in some respects; if typed, it is no step to which "back" leads. */
    change(part, soon) {
      choice = { ...choice, ...part };
      clearTimeout(later);
      const put = () => go(write(choice, location.search), soon);
      if (soon) later = setTimeout(put, 300);
      else put();
      find();
    },
    more() {
      shown += STEP;
      show();
    },
  });

  const arrive = () => {
    clearTimeout(later);
    choice = read(location.search, KEYS);
    find();
  };
  addEventListener("popstate", arrive);
  arrive();
}

for (const place of document.querySelectorAll(".aw-explore")) {
  const panel = new Panel(place);
  load().then(
    (data) => start(data, panel),
    () => panel.fail(t("The papers could not be loaded. These pages show them:")),
  );
  break; // A second one stays as it is: there is but one address.
}
