// Owns the choice on the page that explores the list: keeps it in the address, and shows the papers that
// facets.js and ranking.js find.
import "./other-translations.js";
import { Cards } from "./cards.js";
import { Panel, STEP_PAPERS } from "./explore-panel.js";
import { facetsOf, NAMES, readQuery, select } from "./facets.js";
import { t } from "./i18n.js";
import { row } from "./paper-row.js";
import { queryOf, setQuery } from "./query-string.js";
import { SelectionExport } from "./selection-export.js";

/** More papers than a screen holds; the others follow when typing pauses. */
const FIRST_PAPERS = 12;
const PAUSE_MS = 150;
const KEYS = ["q", "sort", "view", ...NAMES, ...NAMES.map((name) => `-${name}`)];

/** @type {typeof import("./ranking.js") | undefined} */
let ranking;

/**
 * Load what searches and compares text.
 * @param {Data} data
 */
async function loadRanking(data) {
  ranking ??= await import("./ranking.js");
  ranking.foldPapers(data);
  return ranking;
}

/**
 * Return whether a choice needs ranking.js.
 * @param {Choice} choice
 */
function comparesText({ q, sort }) {
  return !!q?.[0] || sort?.[0] === "title";
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
  let shown = STEP_PAPERS;
  let drawn = 0;
  let later = 0;
  let others = 0;

  /** Return the chosen values as indices; -1 for one that the list does not have. */
  const wanted = () =>
    Object.fromEntries(
      facets.map(({ name }, at) => {
        const indices = (/** @type {string} */ key) =>
          new Set((choice[key] ?? []).map((value) => numbers[at]?.get(value) ?? -1));
        return [name, { any: indices(name), none: indices(`-${name}`) }];
      }),
    );

  /**
   * Return the papers in an order, equal ones in the order of the list.
   * @param {string} order
   */
  const inOrder = (order) => {
    const { papers } = data;
    const made = orders.get(order) ??
      (order === "oldest" ? papers.toSorted((one, other) => (one.year || 9999) - (other.year || 9999))
      : order === "title" && ranking ? ranking.sortByTitle(papers)
      : papers.toSorted((one, other) => other.year - one.year));
    orders.set(order, made);
    return made;
  };

  /** Return the papers that the query finds, and whether they can be ranked. */
  const search = () => {
    const query = choice["q"]?.[0];
    const sort = choice["sort"]?.[0];
    if (!query || !ranking) return { papers: inOrder(sort ?? "newest"), ranked: false };
    const { terms, filters } = ranking.parse(query, ranking.TYPED_NAMES);
    const { applyTyped, distance, rank } = ranking;
    const ranked = terms.length > 0;
    const near = (sort ?? "best") === "best"
      ? rank(inOrder("newest"), terms)
      : inOrder(sort ?? "").filter((paper) => distance(paper, terms) < Infinity);
    return { papers: applyTyped(near, facets, filters), ranked };
  };

  const find = () => {
    if (!ranking && comparesText(choice)) {
      loadRanking(data).then(find, () => panel.report(t("The search could not be loaded.")));
      return;
    }
    const { papers, ranked } = search();
    const { chosen, counts } = select(papers, facets, wanted());
    found = chosen;
    shown = STEP_PAPERS;
    drawn = 0;
    panel.update(choice, { found: found.length, all: data.papers.length, counts, ranked });
    exporter.found(found);
    panel.begin(isList());
    cards.forget();
    draw(FIRST_PAPERS);
    clearTimeout(others);
    others = window.setTimeout(() => draw(shown), PAUSE_MS);
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
    change(part, soon) {
      choice = { ...choice, ...part };
      clearTimeout(later);
      // What is typed is no step to which "back" leads.
      const put = () => setQuery(queryOf(choice, location.search), soon);
      if (soon) later = window.setTimeout(put, 300);
      else put();
      find();
    },
    more() {
      shown += STEP_PAPERS;
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
  if (early) panel.handlers?.change({ q: [early] }, true);
  panel.onSearch(async () => {
    const { parse, rank, TYPED_NAMES } = await loadRanking(data);
    // For nothing, so that the first key press finds its code compiled.
    rank(data.papers, parse("e", TYPED_NAMES).terms);
  });
}

/**
 * Start the page.
 * @param {HTMLElement} place its content gives way to the papers
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
    const data = await papers;
    if (comparesText(readQuery(location.search, KEYS))) await loadRanking(data);
    start(data, panel, exporter);
  } catch (error) {
    panel.fail(t("The papers could not be loaded. These pages show them:"));
    console.warn(error);
  }
}
