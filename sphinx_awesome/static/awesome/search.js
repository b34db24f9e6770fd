// Owns what is added to the site's search page: papers above Sphinx's results, from the data and in the
// order of the page that explores the list. Without that data Sphinx's results stand alone.
import "./other-translations.js";
import { load, pageUrl } from "./data.js";
import { make } from "./dom.js";
import { facetsOf } from "./facets.js";
import { fold } from "./fold.js";
import { t, tn } from "./i18n.js";
import { row } from "./paper-row.js";
import { queryOf } from "./query-string.js";
import { applyTyped, foldPapers, parse, rank, TYPED_NAMES } from "./ranking.js";
import { unescapeNames } from "./sphinx-results.js";

/** Number of papers above Sphinx's results. */
const SHOWN_PAPERS = 8;

/**
 * @param {string} query
 * @param {Element} results Sphinx's
 */
async function start(query, results) {
  const { terms, filters } = parse(query, TYPED_NAMES);
  if (!terms.length && !filters.length) return;
  const data = await load();
  foldPapers(data);
  const newest = data.papers.toSorted((one, other) => other.year - one.year);
  const found = applyTyped(rank(newest, terms), facetsOf(data), filters);
  if (!found.length) return;
  const rows = found.slice(0, SHOWN_PAPERS).map((paper) => row(data, paper));
  const list = make("ul", { className: "aw-rows", role: "list" }, ...rows);
  const block = make("section", { className: "aw-papers-found" }, make("h2", {}, t("Papers")), list);
  if (data.explore) {
    const href = pageUrl(data.explore) + queryOf({ q: [query] });
    block.append(make("p", {}, make("a", { href }, tn("Explore {n} paper", "Explore all {n} papers", found.length))));
  }
  results.before(block);
}

/**
 * Let Sphinx's search fold the words of a query, as those of its index are folded: see
 * ext/output/stemming.py. Words are highlighted on pages as they were typed.
 */
function foldWords() {
  const sphinx = /** @type {{Stemmer?: new () => {stemWord: (word: string) => string}}} */ (/** @type {unknown} */ (window));
  if (sphinx.Stemmer) sphinx.Stemmer = folding(sphinx.Stemmer);
}

/**
 * Return a stemmer that folds words first.
 * @param {new () => {stemWord: (word: string) => string}} Plain
 */
function folding(Plain) {
  return class {
    #plain = new Plain();
    /** @param {string} word */
    stemWord(word) {
      return this.#plain.stemWord(fold(word));
    }
  };
}

foldWords();
const results = document.getElementById("search-results");
if (results) unescapeNames(results);
const query = new URLSearchParams(location.search).get("q");
if (results && query) start(query, results).catch(() => {});
