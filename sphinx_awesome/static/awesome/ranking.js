// Owns which papers a typed query finds, and all orders that compare folded text. Loaded when somebody
// searches: until then no text of the list is folded.
import { NAMES } from "./facets.js";
import { fold } from "./fold.js";

/** Names that may stand before a colon. Authors are no facet: too many for a row of values. */
export const TYPED_NAMES = [...NAMES, "author"];

const TOKEN = /(-?)(?:(\p{L}+):(?=["\S]))?(?:"([^"]*)"?|(\S+))/gu;

/**
 * Parse a query: `query = { ["-"] [facet ":"] (word | '"' phrase '"') }`.
 * A name that is no facet belongs to the word after it. The beginning of a filter asks for nothing yet,
 * so that papers do not come and go while `-venue:arXiv` is typed.
 * @param {string} query
 * @param {readonly string[]} facets names that may stand before a colon
 */
export function parse(query, facets) {
  /** @type {Term[]} */
  const terms = [];
  /** @type {TypedFilter[]} */
  const filters = [];
  // Fold first: a keyboard may type other quotes, dashes and colons than those of the grammar.
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

/**
 * Return the papers that typed filters leave.
 * @param {readonly Paper[]} papers
 * @param {readonly Facet[]} facets
 * @param {readonly TypedFilter[]} filters
 */
export function applyTyped(papers, facets, filters) {
  const tests = filters.map(({ facet: name, value, not }) => {
    if (name === "author") return (/** @type {Paper} */ { authors }) => beginsWord(authors, value) !== not;
    const facet = /** @type {Facet} */ (facets.find((known) => known.name === name));
    const values = valuesNamed(facet, value);
    return (/** @type {Paper} */ paper) => facet.of(paper).some((number) => values.has(number)) !== not;
  });
  return papers.filter((paper) => tests.every((test) => test(paper)));
}

/**
 * Return the values of exactly a typed name; if there are none, those with a word that begins so.
 * Years may be a range: 2021-2023, 2021- or -2019.
 * @param {Facet} facet
 * @param {string} typed folded
 */
export function valuesNamed(facet, typed) {
  const those = (/** @type {(value: FacetValue) => boolean} */ test) =>
    new Set(facet.values.flatMap((value, number) => (test(value) ? [number] : [])));
  const range = facet.name === "year" && /^(\d{4})?-(\d{4})?$/.exec(typed);
  if (range) {
    const [, first = "0", last = "9999"] = range;
    return those(({ key }) => key >= first && key <= last);
  }
  const exact = those(({ names }) => names.some((name) => fold(name) === typed));
  return exact.size ? exact : those(({ names }) => names.some((name) => ` ${fold(name)}`.includes(` ${typed}`)));
}

/**
 * Fold the searched texts of all papers, once.
 * @param {Data} data
 */
export function foldPapers({ papers, venues, tags }) {
  if (papers[0]?.rest) return;
  // Once for all papers that refer to them.
  const venueWords = venues.map(({ name, names }) => fold([name, ...names].join(" ")));
  const tagWords = tags.map(fold);
  for (const paper of papers) {
    const rest = paper.places.map(({ venue, year }) => `${venueWords[venue] ?? ""} ${year || ""}`);
    for (const tag of paper.tags) rest.push(tagWords[tag] ?? "");
    rest.push(fold(paper.award), fold(paper.more), paper.id);
    paper.title = fold(paper.later ? `${paper.shown} / ${paper.later}` : paper.shown);
    paper.authors = fold(paper.by.replaceAll("\n", ", "));
    paper.rest = rest.join(" ");
  }
}

/**
 * Return the papers by title; equal ones keep their order.
 * @param {readonly Paper[]} papers
 */
export function sortByTitle(papers) {
  const keys = papers.map(({ shown }) => fold(shown));
  const compare = (/** @type {number} */ one, /** @type {number} */ other) => {
    const [before = "", after = ""] = [keys[one], keys[other]];
    return before < after ? -1 : Number(before > after);
  };
  return [...papers.keys()].sort(compare).flatMap((number) => papers[number] ?? []);
}

/** Distance of a word by the field that contains it; within a word it is one more. */
const TITLE = 0;
const AUTHORS = 2;
const REST = 4;
const NOWHERE = Infinity;

/**
 * Return how far a paper is from a query; Infinity if it is not found. Words in the title count less than
 * those of authors, these less than all else; least where they follow each other in the title, above all
 * at its beginning. Words to be absent must not begin a word: `-ct` leaves "vector" alone.
 * @param {SearchedText} paper
 * @param {readonly Term[]} terms
 * @param {string} [phrase] the words one after the other
 */
export function distance(paper, terms, phrase = phraseOf(terms)) {
  let sum = 0;
  for (const { text, not } of terms) {
    if (not && [paper.title, paper.authors, paper.rest].some((field) => beginsWord(field, text))) return NOWHERE;
    if (!not) sum += wordDistance(paper, text);
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
 * @param {SearchedText} paper
 * @param {string} text
 */
function wordDistance({ title, authors, rest }, text) {
  if (title.includes(text)) return TITLE + within(title, text);
  if (authors.includes(text)) return AUTHORS + within(authors, text);
  return rest.includes(text) ? REST + within(rest, text) : NOWHERE;
}

/**
 * Return whether a text contains another one at the beginning of a word.
 * @param {string} text
 * @param {string} part
 */
function beginsWord(text, part) {
  return text.includes(part) && !within(text, part);
}

const LETTER = /[\p{L}\p{N}]/u;

/**
 * Return 0 if a part of a text begins a word somewhere, else 1.
 * @param {string} text
 * @param {string} part
 */
function within(text, part) {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (at === 0 || !LETTER.test(text[at - 1] ?? "")) return 0;
  }
  return 1;
}

/**
 * Return the papers that a query finds, nearest first; equal ones keep their order.
 * @template {SearchedText} P
 * @param {readonly P[]} papers
 * @param {readonly Term[]} terms
 * @returns {P[]}
 */
export function rank(papers, terms) {
  const phrase = phraseOf(terms);
  /** @type {Map<number, P[]>} */
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
