// The entry point of the site's search page: papers above what Sphinx finds, from the same data
// and in the same order as on the page that explores the list. Without them its results stand alone.
import "./other-translations.js";
import { queryOf } from "./query-string.js";
import { load, pageUrl } from "./data.js";
import { applyTyped, facetsOf, TYPED_NAMES } from "./facets.js";
import { fold } from "./fold.js";
import { make } from "./dom.js";
import { parse, rank } from "./ranking.js";
import { mendNames } from "./sphinx-results.js";
import { row } from "./paper-row.js";
import { t, tn } from "./i18n.js";

/** So many papers stand above Sphinx's results. */
const SHOWN = 8;

/**
 * @param {string} query
 * @param {Element} results Sphinx's
 */
async function start(query, results) {
  const { terms, filters } = parse(query, TYPED_NAMES);
  if (!terms.length && !filters.length) return;
  const data = await load();
  const newest = data.papers.toSorted((one, other) => other.year - one.year);
  const found = applyTyped(rank(newest, terms), facetsOf(data), filters);
  if (!found.length) return;
  const list = make("ul", { className: "aw-rows", role: "list" }, ...found.slice(0, SHOWN).map((paper) => row(data, paper)));
  const block = make("section", { className: "aw-papers-found" }, make("h2", {}, t("Papers")), list);
  if (data.explore) {
    const href = pageUrl(data.explore) + queryOf({ q: [query] });
    block.append(make("p", {}, make("a", { href }, tn("Explore {n} paper", "Explore all {n} papers", found.length))));
  }
  results.before(block);
}

/**
 * Make Sphinx's own search look for words as its index has them too: folded, see ext/search.py.
 * What it lights up on pages stays as it was typed.
 */
function foldWords() {
  const sphinx = /** @type {{Stemmer?: new () => {stemWord: (word: string) => string}}} */ (/** @type {unknown} */ (window));
  if (sphinx.Stemmer) sphinx.Stemmer = folding(sphinx.Stemmer);
}

/**
 * A stemmer that folds words first.
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
if (results) mendNames(results);
const query = new URLSearchParams(location.search).get("q");
if (results && query) start(query, results).catch(() => {});
