// Owns what is searched on a page of papers: the texts of its cards or rows, and the facets that may be
// typed there. Loaded when somebody searches.
import "./other-translations.js";
import { interpret } from "./plain-forms.js";
import { matcher, mayNamePaper, Texts } from "./query.js";
import { queryOf } from "./query-string.js";

/** @typedef {SearchedText & {paper: ListedPaper}} Searched */

/**
 * Return the text of an element, with a space where a badge or a name ends.
 * @param {Node} node
 * @returns {string}
 */
function textOf(node) {
  return node.hasChildNodes() ? [...node.childNodes].map(textOf).join(" ") : (node.textContent ?? "");
}

/**
 * Return the values of the list's own fields.
 * @param {HTMLElement} card
 * @returns {string[]}
 */
function ownValues({ dataset }) {
  return Object.values(JSON.parse(dataset["own"] ?? "{}")).flat();
}

/**
 * @param {ListedPaper} paper
 * @param {Texts} texts
 * @param {Record<string, string[]>} [venueNames]
 */
function searchedTexts({ card, title, values }, texts, venueNames = {}) {
  const { find = "", tags = "" } = card.dataset;
  const text = (/** @type {string} */ selector) => [...card.querySelectorAll(selector)].map(textOf);
  // The record for reference managers has all authors; a row has what it does not show itself.
  const record = new URLSearchParams(/** @type {HTMLElement | null} */ (card.querySelector(".Z3988"))?.title);
  const badges = /** @type {HTMLElement[]} */ ([...card.querySelectorAll(".aw-venue")]);
  const venues = [...badges.map((badge) => badge.title), ...values.venue.flatMap((name) => venueNames[name] ?? [])];
  const rest = [...text(".aw-by, .aw-nb, .aw-note"), ...tags.split("\n"), ...ownValues(card), ...find.split(", "), ...venues];
  const lines = (/** @type {string[]} */ all) => all.filter(Boolean).map((one) => texts.of(one)).join("\n");
  const authors = record.getAll("rft.au");
  return { title: texts.of(title), authors: lines(authors.length ? authors : find.split(", ")), rest: lines(rest) };
}

/**
 * @param {string} name
 * @param {readonly Searched[]} searched
 * @param {(paper: Searched) => readonly string[]} of
 * @param {Record<string, string[]>} [names] further names of values
 * @returns {Facet<Searched>}
 */
function facet(name, searched, of, names = {}) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const paper of searched) for (const key of of(paper)) if (!numbers.has(key)) numbers.set(key, numbers.size);
  const values = [...numbers.keys()].map((key) => ({ key, text: key, names: [key, ...(names[key] ?? [])] }));
  return { name, values, of: (paper) => of(paper).map((key) => numbers.get(key) ?? -1) };
}

/** The search among the papers of a page. */
export class PageSearch {
  #texts = new Texts();
  #papers;
  #again;
  /** @type {Searched[]} */
  #searched;
  /** @type {Facet<Searched>[]} */
  #facets;
  // What was pasted last, and the papers of the list that it names.
  #pasted = "";
  /** @type {ReadonlySet<string>} */
  #named = new Set();
  /** @type {Record<string, string[]>} */
  #venueNames;

  /**
   * @param {readonly ListedPaper[]} papers
   * @param {HTMLElement} bar has further names of venues and links
   * @param {() => void} again called when the same query has come to find other papers
   */
  constructor(papers, bar, again) {
    this.#papers = papers;
    this.#again = again;
    const names = JSON.parse(/** @type {HTMLElement | null} */ (bar.querySelector("[data-names]"))?.dataset["names"] ?? "{}");
    this.#venueNames = names.venue ?? {};
    this.#searched = papers.map((paper) => ({ paper, ...searchedTexts(paper, this.#texts, this.#venueNames) }));
    const home = document.querySelector("h1")?.firstChild?.textContent ?? "";
    const others = (/** @type {HTMLElement} */ card) => [...card.querySelectorAll(".aw-in a")].map((link) => link.textContent ?? "");
    this.#facets = [
      ...new Set(papers.flatMap(({ values }) => Object.keys(values))),
    ].map((name) => facet(name, this.#searched, ({ paper }) => paper.values[name] ?? [], names[name]));
    this.#facets.push(
      facet("kind", this.#searched, ({ paper: { card } }) => [card.dataset["kind"] ?? ""].filter(Boolean), names.kind),
      facet("task", this.#searched, ({ paper: { card } }) => [home, ...others(card)]),
    );
  }

  /**
   * Return a test for papers: whether a query finds them.
   * @param {string} query
   * @returns {(paper: ListedPaper) => boolean}
   */
  finds(query) {
    if (mayNamePaper(query)) this.#lookUp(query);
    if (this.#pasted === query && this.#named.size) return ({ id }) => this.#named.has(id);
    return this.#match(query);
  }

  /**
   * @param {string} query
   * @returns {(paper: ListedPaper) => boolean}
   */
  #match(query) {
    const found = matcher(interpret(query, this.#facets), this.#texts, this.#facets);
    const papers = new Set(this.#searched.filter(found).map(({ paper }) => paper));
    return (paper) => papers.has(paper);
  }

  /** @param {string} query */
  async #lookUp(query) {
    if (this.#pasted === query) return;
    this.#pasted = query;
    this.#named = new Set();
    try {
      const { lookUp } = await import("./lookup.js");
      const ids = await lookUp(query);
      if (!ids.size || this.#pasted !== query) return;
      this.#named = ids;
      this.#again();
    } catch {
      // Out of reach: the words of the address are searched all the same.
    }
  }

  /**
   * Offer what finds papers where a query does not: nearer words, and the same query in the whole list.
   * @param {HTMLElement} place
   * @param {string} query
   * @param {(finds: (paper: ListedPaper) => boolean) => number} count says how many papers are shown
   * @param {(query: string) => void} go takes another query
   */
  async offerOthers(place, query, count, go) {
    const link = /** @type {HTMLAnchorElement | null} */ (place.querySelector("a"));
    if (link) Object.assign(link, { href: link.dataset["all"] + queryOf({ q: [query] }), hidden: !query });
    const { offerNearest } = await import("./suggestions.js");
    offerNearest(place, query, () => this.#written(), (other) => count(this.#match(other)), go);
  }

  /** Yield the texts of the papers, in which words are as they are written. */
  *#written() {
    for (const { title, card } of this.#papers) {
      const { find = "", tags = "" } = card.dataset;
      yield [title, card.querySelector(".aw-by, .aw-nb")?.textContent, find, tags, ...ownValues(card)].join(" ");
    }
    for (const names of Object.values(this.#venueNames)) yield names.join(" ");
  }
}
