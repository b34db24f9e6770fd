// Owns which papers of the list a typed query finds, nearest first, and all orders that compare folded
// text. Loaded when somebody searches: until then no text of the list is folded.
import { fold } from "./fold.js";
import { interpret } from "./plain-forms.js";
import { contains, matcher, mayNamePaper, Texts, yearRange } from "./query.js";


/** @type {WeakMap<Data, Texts>} */
const known = new WeakMap();

/**
 * Make the searched texts of all papers, once.
 * @param {Data} data
 */
export function foldPapers(data) {
  const made = known.get(data);
  if (made) return made;
  const texts = new Texts();
  known.set(data, texts);
  /** @type {Map<string, string>} */
  const before = new Map();
  // Once for all papers that have them: names, tags, years.
  const of = (/** @type {string} */ text) => {
    const kept = before.get(text) ?? texts.of(text);
    before.set(text, kept);
    return kept;
  };
  const venueWords = data.venues.map(({ name, names }) => [name, ...names].map(of).join("\n"));
  for (const paper of data.papers) {
    const rest = paper.places.map(({ venue, year }) => `${venueWords[venue] ?? ""} ${year || ""} `);
    for (const tag of paper.tags) rest.push(of(data.tags[tag] ?? ""));
    for (const { values, of: numbers } of data.fields) for (const number of numbers[paper.number] ?? []) rest.push(of(values[number] ?? ""));
    for (const text of [paper.award, paper.more]) if (text) rest.push(of(text));
    paper.title = texts.of(paper.shown) + (paper.later && `\n${texts.of(paper.later)}`);
    paper.authors = paper.by.split("\n").map(of).join("\n");
    paper.rest = `${rest.join("\n")}\n ${paper.id.replaceAll("-", " ")} `;
  }
  return texts;
}

/**
 * Yield the texts of the papers, in which words are as they are written.
 * @param {Data} data
 */
function* written({ papers, venues, tags, fields }) {
  for (const { shown, by, later, more } of papers) yield `${shown} ${by} ${later} ${more}`;
  for (const { name, names } of venues) yield `${name} ${names.join(" ")}`;
  yield* tags;
  for (const { values } of fields) yield* values;
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

/**
 * Return a choice in which ranges of years, such as 2021-2023, are the years of the list in them.
 * @param {Choice} choice
 * @param {readonly Facet[]} facets
 * @returns {Choice}
 */
export function withYears(choice, facets) {
  const years = facets.find(({ name }) => name === "year")?.values ?? [];
  const all = (/** @type {string} */ value) => {
    const range = yearRange(value);
    return range ? years.flatMap(({ key }) => (+key >= range[0] && +key <= range[1] ? [key] : [])) : [value];
  };
  const chosen = ["year", "-year"].flatMap((key) => (choice[key]?.length ? [[key, choice[key]?.flatMap(all)]] : []));
  return { ...choice, ...Object.fromEntries(chosen) };
}

/** Distance of a word by the field that contains it; where it only begins a word, a little more. */
const TITLE = 0;
const AUTHORS = 2;
const REST = 4;
const BEGINS = 0.5;

/**
 * Return how far a paper that a query finds is from it. Words in the title count less than those of
 * authors, these less than all else; least where they follow each other in the title, above all at its
 * beginning.
 * @param {Query} query
 * @param {Texts} texts
 * @returns {(paper: SearchedText) => number}
 */
function distance({ terms }, texts) {
  const sought = terms.filter(({ not }) => !not);
  const tests = sought.map(({ words }) => {
    const ways = texts.ways(words);
    return { begins: contains(words, texts), whole: (/** @type {string} */ text) => ways.some((way) => text.includes(`${way} `)) };
  });
  const row = sought.flatMap(({ words }) => words);
  const inRow = contains(row, texts);
  const first = texts.ways(row);
  return ({ title, authors, rest }) => {
    let sum = 0;
    for (const { begins, whole } of tests) {
      const field = begins(title) ? title : begins(authors) ? authors : rest;
      sum += (field === title ? TITLE : field === authors ? AUTHORS : REST) + (whole(field) ? 0 : BEGINS);
    }
    if (row.length && inRow(title)) sum -= first.some((way) => title.startsWith(way)) ? 0.5 : 0.25;
    return sum;
  };
}

// What was pasted last, and the papers that it names.
let pasted = "";
/** @type {ReadonlySet<string>} */
let named = new Set();

/**
 * Look up what a query may name, if it has not been looked up.
 * @param {string} query
 * @returns {Promise<boolean>} whether the query now finds other papers
 */
export async function lookUpPasted(query) {
  if (pasted === query || !mayNamePaper(query)) return false;
  pasted = query;
  named = new Set();
  try {
    const { lookUp } = await import("./lookup.js");
    const ids = await lookUp(query);
    if (pasted !== query) return false;
    named = ids;
  } catch {
    // Out of reach: the words of the address are searched all the same.
  }
  return named.size > 0;
}

/**
 * Do what takes longer than a key press: look up what was pasted; where nothing is found, offer others.
 * @param {string} query
 * @param {Data} data
 * @param {() => void} again searches again
 * @param {HTMLElement | null} nothing the place of offers, if nothing is found
 * @param {(query: string) => number} count says how many papers a query finds
 * @param {(query: string) => void} go takes another query
 */
export async function afterSearch(query, data, again, nothing, count, go) {
  if (await lookUpPasted(query)) {
    again();
    return;
  }
  if (!nothing) return;
  const { offerNearest } = await import("./suggestions.js");
  offerNearest(nothing, query, () => written(data), count, go);
}

/**
 * Return the papers that a query finds, and whether they are ranked: nearest first, equal ones in their
 * order.
 * @param {readonly Paper[]} papers
 * @param {string} query
 * @param {Data} data
 * @param {readonly Facet[]} facets
 * @param {boolean} [near] whether to rank them at all
 */
export function search(papers, query, data, facets, near = true) {
  const texts = foldPapers(data);
  if (pasted === query && named.size) return { papers: papers.filter(({ id }) => named.has(id)), ranked: false };
  const meant = interpret(query, facets);
  const found = papers.filter(matcher(meant, texts, facets));
  const ranked = meant.terms.length > 0;
  if (!near || !ranked) return { papers: found, ranked };
  const far = distance(meant, texts);
  /** @type {Map<number, Paper[]>} */
  const by = new Map();
  for (const paper of found) {
    const one = far(paper);
    const equal = by.get(one);
    if (equal) equal.push(paper);
    else by.set(one, [paper]);
  }
  return { papers: [...by].sort(([one], [other]) => one - other).flatMap(([, equal]) => equal), ranked };
}
