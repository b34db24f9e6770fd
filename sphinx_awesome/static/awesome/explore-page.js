// Owns the choice on the page that explores the whole list: keeps it, in the address too, and shows
// what it comes to. What a choice leaves is found in facets.js and ranking.js.
import "./other-translations.js";
import { queryOf, setQuery } from "./query-string.js";
import { Cards } from "./cards.js";
import { applyTyped, facetsOf, NAMES, readQuery, select, TYPED_NAMES } from "./facets.js";
import { fold } from "./fold.js";
import { Panel, STEP } from "./explore-panel.js";
import { distance, parse, rank } from "./ranking.js";
import { row } from "./paper-row.js";
import { SelectionExport } from "./selection-export.js";
import { t } from "./i18n.js";

/**
 * @typedef {import("./query-string.js").Choice} Choice
 * @typedef {import("./data.js").Data} Data
 * @typedef {import("./data.js").Paper} Paper
 */

/** So many papers at once, more than a screen holds; the others when nothing is typed for a while. */
const FIRST = 12;
/** In milliseconds. */
const PAUSE = 150;
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
  const keys = papers.map(({ shown }) => fold(shown));
  const compare = (/** @type {number} */ one, /** @type {number} */ other) => {
    const [before = "", after = ""] = [keys[one], keys[other]];
    return before < after ? -1 : Number(before > after);
  };
  return [...papers.keys()].sort(compare).flatMap((number) => papers[number] ?? []);
}

/**
 * @param {Data} data
 * @param {Panel} panel
 * @param {SelectionExport} exporter
 */
function start(data, panel, exporter) {
  const facets = facetsOf(data);
  const numbers = facets.map(({ values }) => new Map(values.map(({ key }, number) => [key, number])));
  const cards = new Cards(data, (card, paper) => {
    exporter.add(card, paper);
    exporter.show();
  });
  /** @type {Map<string, Paper[]>} */
  const orders = new Map();
  /** @type {Choice} */
  let choice = {};
  /** @type {Paper[]} */
  let found = [];
  let shown = STEP;
  let drawn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let others;

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
    const { terms, filters } = parse(choice["q"]?.[0] ?? "", TYPED_NAMES);
    const asked = choice["sort"]?.[0] ?? (terms.length ? "best" : "newest");
    const order = asked === "best" ? "newest" : asked;
    const all = orders.get(order) ?? sorted(data.papers, order);
    orders.set(order, all);
    const near = asked === "best" ? rank(all, terms) : all.filter((paper) => distance(paper, terms) < Infinity);
    const { chosen, counts } = select(applyTyped(near, facets, filters), facets, chosenOf());
    found = chosen;
    shown = STEP;
    drawn = 0;
    panel.update(choice, { found: found.length, all: data.papers.length, counts, ranked: terms.length > 0 });
    exporter.found(found);
    panel.begin(isList());
    cards.forget();
    draw(FIRST);
    clearTimeout(others);
    others = setTimeout(() => draw(shown), PAUSE);
  };

  const isList = () => choice["view"]?.[0] === "list";

  /** @param {Paper} paper */
  const rowOf = (paper) => {
    const made = row(data, paper);
    exporter.add(made, paper);
    return made;
  };

  /** @param {number} end */
  const draw = (end) => {
    const papers = found.slice(drawn, end);
    drawn += papers.length;
    panel.add(isList() ? papers.map(rowOf) : cards.of(papers), Math.max(found.length - shown, 0));
    exporter.show();
  };

  panel.fill(data, facets, {
    /** Another choice in some respects; if typed, it is no step to which "back" leads. */
    change(part, soon) {
      choice = { ...choice, ...part };
      clearTimeout(later);
      const put = () => setQuery(queryOf(choice, location.search), soon);
      if (soon) later = setTimeout(put, 300);
      else put();
      find();
    },
    more() {
      shown += STEP;
      draw(shown);
    },
  });

  const arrive = () => {
    clearTimeout(later);
    choice = readQuery(location.search, KEYS);
    find();
  };
  addEventListener("popstate", arrive);
  // What was typed before the papers were there.
  const early = panel.typed;
  arrive();
  if (early) panel.wishes?.change({ q: [early] }, true);
  // Once for nothing, so that the first key press finds its code compiled.
  setTimeout(() => rank(data.papers, parse("e", TYPED_NAMES).terms), 2 * PAUSE);
}

/**
 * Put the page to work.
 * @param {HTMLElement} place what stands there gives way
 * @param {Promise<Data>} papers
 */
export async function explore(place, papers) {
  const exporter = new SelectionExport(place);
  const panel = new Panel(place, exporter);
  // The event does not bubble.
  place.addEventListener("toggle", async ({ target }) => {
    if (!(target instanceof HTMLDetailsElement && target.open && target.matches(".aw-more"))) return;
    const { addButtons } = await import("./copy.js");
    addButtons(target, (text) => exporter.say(text));
  }, true);
  try {
    start(await papers, panel, exporter);
  } catch (error) {
    panel.fail(t("The papers could not be loaded. These pages show them:"));
    console.warn(error);
  }
}
