// Owns the data of the whole list: fetches papers.json, which the build writes beside the scripts
// and ext/papers.py describes, and makes records of it.
import { fold } from "./fold.js";

/** @typedef {{id: string, title: string, page: number, hash: string}} Section */
/** @typedef {{name: string, full: string, kind: number, names: string[]}} Venue */
/** @typedef {{venue: number, year: number}} Place venue -1 and year 0 are none */

/**
 * @typedef {object} Paper
 * @property {number} number
 * @property {string} id
 * @property {string} shown its title
 * @property {string} by its authors, a line each
 * @property {number} year the listed one
 * @property {Place[]} places where it was listed, then where it has appeared since
 * @property {Place} latest the last of them
 * @property {string} award
 * @property {readonly number[]} sections its home first
 * @property {readonly number[]} has
 * @property {readonly number[]} tags
 * @property {string} title folded, with the later one
 * @property {string} authors folded
 * @property {string} rest folded
 */

/**
 * @typedef {object} Data
 * @property {string} explore
 * @property {string[]} pages
 * @property {Section[]} sections
 * @property {{key: string, word: string}[]} kinds in the language of the site
 * @property {Venue[]} venues
 * @property {{slug: string, label: string}[]} labels
 * @property {string[]} tags
 * @property {Paper[]} papers in the order of the list
 */

/** The site's root, from which addresses in the data lead. */
const ROOT = new URL("../../", import.meta.url);

/**
 * Fetch the data.
 * @returns {Promise<Data>}
 */
export async function load() {
  const response = await fetch(new URL("papers.json", import.meta.url));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return records(await response.json());
}

/**
 * The address of a page of the site.
 * @param {string} path
 */
export function pageUrl(path) {
  return new URL(path, ROOT).href;
}

/**
 * The address of a paper's card, or "" if it stands on no page.
 * @param {Data} data
 * @param {Paper} paper
 */
export function cardUrl({ pages, sections }, paper) {
  const page = pages[sections[paper.sections[0] ?? -1]?.page ?? -1];
  return page === undefined ? "" : `${pageUrl(page)}#paper-${paper.id}`;
}

/**
 * Make records of what the file holds.
 * @param {any} file
 * @returns {Data}
 */
export function records(file) {
  const lines = (/** @type {string} */ text) => (text ? text.split("\n") : []);
  /** @type {Venue[]} */
  const venues = file.venues.map((/** @type {[string, string, number, string]} */ [name, full, kind, names]) => ({
    name,
    full,
    kind,
    names: [full, ...lines(names)].filter(Boolean),
  }));
  // Folded once for all papers that refer to them.
  const venueWords = venues.map(({ name, names }) => fold([name, ...names].join(" ")));
  const tagWords = file.tags.map(fold);
  /** @type {Paper[]} */
  const papers = file.id.map((/** @type {string} */ id, /** @type {number} */ number) => {
    /** @type {[number, number, string] | undefined} */
    const since = file.later[number];
    const listed = { venue: file.venue[number], year: file.year[number] };
    const places = since ? [listed, { venue: since[0], year: since[1] }] : [listed];
    const award = file.award[number] ?? "";
    const rest = places.map(({ venue, year }) => `${venueWords[venue] ?? ""} ${year || ""}`);
    for (const tag of file.tag[number]) rest.push(tagWords[tag]);
    rest.push(fold(award), fold(file.more[number] ?? ""), id);
    return {
      number,
      id,
      shown: file.title[number],
      by: file.authors[number],
      year: listed.year,
      places,
      latest: since ? { venue: since[0] < 0 ? listed.venue : since[0], year: since[1] || listed.year } : listed,
      award,
      sections: file.in[number],
      has: file.has[number],
      tags: file.tag[number],
      title: fold(since?.[2] ? `${file.title[number]} / ${since[2]}` : file.title[number]),
      authors: fold(file.authors[number].replaceAll("\n", ", ")),
      rest: rest.join(" "),
    };
  });
  return {
    explore: file.explore,
    pages: file.pages,
    sections: file.sections.map((/** @type {[string, string, number, string]} */ [id, title, page, hash]) => ({
      id,
      title,
      page,
      hash,
    })),
    kinds: file.kinds.map((/** @type {[string, string]} */ [key, word]) => ({ key, word })),
    venues,
    labels: file.labels.map((/** @type {[string, string]} */ [slug, label]) => ({ slug, label })),
    tags: file.tags,
    papers,
  };
}
