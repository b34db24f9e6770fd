// Owns what is added to the site's search page: papers above Sphinx's results, from the data and in the
// order of the page that explores the list; where nothing is found, what would. Without that data Sphinx's
// results stand alone.
import "./other-translations.js";
import { row } from "./cards.js";
import { load, pageUrl } from "./data.js";
import { make } from "./dom.js";
import { facetsOf } from "./facets.js";
import { fold } from "./fold.js";
import { t, tn } from "./i18n.js";
import { parse } from "./query.js";
import { queryOf } from "./query-string.js";
import { afterSearch, search } from "./ranking.js";
import { unescapeNames } from "./sphinx-results.js";

/** Number of papers above Sphinx's results. */
const SHOWN_PAPERS = 8;

/** Time that Sphinx's search is given before we say that nothing is found. */
const SPHINX_MS = 600;

/**
 * @param {string} query
 * @param {Element} results Sphinx's
 */
async function start(query, results) {
  const { terms, filters } = parse(query);
  if (!terms.length && !filters.length) return;
  const data = await load();
  const facets = facetsOf(data);
  const newest = data.papers.toSorted((one, other) => other.year - one.year);
  const find = (/** @type {string} */ other) => search(newest, other, data, facets).papers;
  const block = make("section", { className: "aw-papers-found" });
  const show = () => {
    const found = find(query);
    if (!found.length) return false;
    block.className = "aw-papers-found";
    const rows = found.slice(0, SHOWN_PAPERS).map((paper) => row(data, paper));
    block.replaceChildren(make("h2", {}, t("Papers")), make("ul", { className: "aw-rows", role: "list" }, ...rows));
    const text = tn("Explore {n} paper", "Explore all {n} papers", found.length);
    if (data.explore) block.append(make("p", {}, make("a", { href: pageUrl(data.explore) + queryOf({ q: [query] }) }, text)));
    results.before(block);
    return true;
  };
  const nothing = make("p", { className: "aw-empty" }, t("No paper matches all of this."));
  const isFound = show();
  await afterSearch(query, data, show, isFound ? null : nothing, (other) => find(other).length, (other) => location.assign(queryOf({ q: [other] }, location.search)));
  if (isFound || block.isConnected) return;
  if (data.explore) nothing.append(" ", make("a", { href: pageUrl(data.explore) }, t("Explore all papers")));
  block.className = "aw-papers-none";
  block.append(make("h2", {}, t("Papers")), nothing);
  // Pages may be found all the same: then they are the answer.
  const say = () => (results.querySelector("li") ? block.remove() : results.before(block));
  setTimeout(() => {
    new MutationObserver(say).observe(results, { childList: true, subtree: true });
    say();
  }, SPHINX_MS);
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
// A theme may put Sphinx's results elsewhere: then ours stand at the end of the page's content.
const results = document.getElementById("search-results") ?? document.querySelector("main, [role=main]")?.appendChild(make("div"));
if (results) unescapeNames(results);
const query = new URLSearchParams(location.search).get("q");
if (results && query) start(query, results).catch(() => {});
