// Owns which papers a query finds, and in which order: pure functions, without a page.
import { fold } from "./fold.js";

/**
 * The words of a paper, folded.
 * @typedef {{title: string, authors: string, rest: string}} Words
 */

/**
 * A word or a quoted phrase to be found, folded; or one that may not be there.
 * @typedef {{text: string, not: boolean}} Term
 */

/**
 * A choice that is typed, such as `-venue:arXiv`; its value is folded.
 * @typedef {{facet: string, value: string, not: boolean}} Filter
 */

const TOKEN = /(-?)(?:(\p{L}+):(?=["\S]))?(?:"([^"]*)"?|(\S+))/gu;

/**
 * Understand what is typed: `query = { ["-"] [facet ":"] (word | '"' phrase '"') }`.
 * A name that is no facet is a part of the word behind it. What is but the beginning of a choice
 * asks for nothing yet, so that papers do not come and go while `-venue:arXiv` is typed.
 * @param {string} query
 * @param {readonly string[]} facets names that may stand before a colon
 * @returns {{terms: Term[], filters: Filter[]}}
 */
export function parse(query, facets) {
  /** @type {Term[]} */
  const terms = [];
  /** @type {Filter[]} */
  const filters = [];
  // Folded as a whole: a keyboard may type other quotes, dashes and colons than those of the grammar.
  for (const [, minus, name = "", phrase, word] of fold(query).matchAll(TOKEN)) {
    const facet = facets.find((known) => known === name);
    const text = (phrase ?? word ?? "").trim();
    const begun = facets.some((known) => minus ? `${known}:`.startsWith(text) : `${known}:` === text);
    if (!text || text === "-" || (begun && phrase === undefined && !facet)) continue;
    if (facet) filters.push({ facet, value: text, not: !!minus });
    else terms.push({ text: (name && `${name}:`) + text, not: !!minus });
  }
  return { terms, filters };
}

/** What a word found in a place counts; where a word begins it is worth more than within one. */
const TITLE = 0;
const AUTHORS = 2;
const REST = 4;
const NOWHERE = Infinity;

/**
 * How far a paper is from a query: less is better. Words in the title come before those of
 * authors, these before all else; a title in which the words follow each other is nearer, one
 * that begins with them nearer still. What is not to be there may not begin a word: `-ct` leaves
 * "vector" alone.
 * @param {Words} paper
 * @param {readonly Term[]} terms
 * @param {string} [phrase] the words one after the other
 * @returns {number} Infinity if it is not found
 */
export function distance(paper, terms, phrase = phraseOf(terms)) {
  let sum = 0;
  for (const { text, not } of terms) {
    if (not && [paper.title, paper.authors, paper.rest].some((whole) => begins(whole, text))) return NOWHERE;
    if (!not) sum += place(paper, text);
    if (sum === NOWHERE) return NOWHERE;
  }
  const at = phrase ? paper.title.indexOf(phrase) : -1;
  return at < 0 ? sum : sum - (at ? 0.25 : 0.5);
}

/** @param {readonly Term[]} terms */
function phraseOf(terms) {
  return terms.flatMap(({ text, not }) => (not ? [] : [text])).join(" ");
}

/**
 * @param {Words} paper
 * @param {string} text
 */
function place({ title, authors, rest }, text) {
  if (title.includes(text)) return TITLE + within(title, text);
  if (authors.includes(text)) return AUTHORS + within(authors, text);
  return rest.includes(text) ? REST + within(rest, text) : NOWHERE;
}

/**
 * Whether a text stands in another, at the beginning of a word.
 * @param {string} whole
 * @param {string} text
 */
export function begins(whole, text) {
  return whole.includes(text) && !within(whole, text);
}

const LETTER = /[\p{L}\p{N}]/u;

/**
 * 0 where a text stands at the beginning of a word, else 1.
 * @param {string} whole
 * @param {string} text
 */
function within(whole, text) {
  for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) {
    if (at === 0 || !LETTER.test(whole[at - 1] ?? "")) return 0;
  }
  return 1;
}

/**
 * The papers that a query finds, best first; those that are equal stay in their order.
 * @template {Words} Paper
 * @param {readonly Paper[]} papers
 * @param {readonly Term[]} terms
 * @returns {Paper[]}
 */
export function rank(papers, terms) {
  const phrase = phraseOf(terms);
  /** @type {Map<number, Paper[]>} */
  const found = new Map();
  for (const paper of papers) {
    const far = distance(paper, terms, phrase);
    if (far === NOWHERE) continue;
    const near = found.get(far);
    if (near) near.push(paper);
    else found.set(far, [paper]);
  }
  return [...found].sort(([one], [other]) => one - other).flatMap(([, equal]) => equal);
}
