// Owns what can be chosen of the whole list, and what a choice comes to: pure functions.
import { fold } from "./fold.js";
import { begins } from "./ranking.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Paper} Paper */
/** @typedef {import("./ranking.js").Filter} Filter */

/**
 * A value: its key in addresses, what a reader sees, its names as they may be typed.
 * @typedef {{key: string, text: string, names: string[]}} Value
 */

/**
 * @typedef {object} Facet
 * @property {string} name in addresses, and before a colon
 * @property {Value[]} values
 * @property {(paper: Paper) => readonly number[]} of the values of a paper
 */

/**
 * Papers must have one of some values, and none of others.
 * @typedef {{any: Set<number>, none: Set<number>}} Wanted
 * @typedef {Record<string, Wanted>} Choice by facet
 */

/** In the order in which they are shown. */
export const NAMES = ["task", "year", "kind", "venue", "has", "tag"];

/** What may stand before a colon: of authors there are too many for a row of values. */
export const TYPED_NAMES = [...NAMES, "author"];

/**
 * The facets of a list that distinguish its papers.
 * @param {Data} data
 * @returns {Facet[]}
 */
export function facetsOf(data) {
  const years = [...new Set(data.papers.map(({ year }) => year))].filter(Boolean).sort((a, b) => b - a);
  const yearNumber = new Map(years.map((year, number) => [year, [number]]));
  /** @type {readonly number[]} */
  const nothing = [];
  const one = data.venues.map((_, number) => [number]);
  const kind = data.venues.map((venue) => (venue.kind < 0 ? nothing : [venue.kind]));
  const value = (/** @type {string} */ key, text = key, names = [text]) => ({
    key,
    text,
    names: [key, ...names].map(fold),
  });
  /** @type {Facet[]} */
  const all = [
    {
      name: "task",
      values: data.sections.map(({ id, title }) => value(id, title)),
      of: (paper) => paper.sections,
    },
    {
      name: "year",
      values: years.map((year) => value(String(year))),
      of: (paper) => yearNumber.get(paper.year) ?? nothing,
    },
    {
      name: "kind",
      values: data.kinds.map(({ key, word }) => value(key, key, [word])),
      of: (paper) => kind[paper.latest.venue] ?? nothing,
    },
    {
      name: "venue",
      values: data.venues.map(({ name, names }) => value(name, name, names)),
      of: (paper) => one[paper.latest.venue] ?? nothing,
    },
    {
      name: "has",
      values: data.labels.map(({ slug, label }) => value(slug, label)),
      of: (paper) => paper.has,
    },
    { name: "tag", values: data.tags.map((tag) => value(tag)), of: (paper) => paper.tags },
  ];
  return all;
}

/**
 * The values that a typed name means: those of exactly that name, else those
 * with a word that begins so;
 * of years also a range such as 2021-2023, 2021- or -2019.
 * @param {Facet} facet
 * @param {string} typed folded
 * @returns {Set<number>}
 */
export function valuesNamed(facet, typed) {
  const range = facet.name === "year" && /^(\d{4})?-(\d{4})?$/.exec(typed);
  if (range) {
    const [, first = "0", last = "9999"] = range;
    return where(facet, ({ key }) => key >= first && key <= last);
  }
  const exact = where(facet, ({ names }) => names.includes(typed));
  return exact.size ? exact : where(facet, ({ names }) => names.some((n) => ` ${n}`.includes(` ${typed}`)));
}

/**
 * The numbers of some values.
 * @param {Facet} facet
 * @param {(value: Value) => boolean} test
 */
function where(facet, test) {
  return new Set(facet.values.flatMap((value, number) => (test(value) ? [number] : [])));
}

/**
 * The papers that typed choices leave.
 * @param {readonly Paper[]} papers
 * @param {readonly Facet[]} facets
 * @param {readonly Filter[]} filters
 */
export function applyTyped(papers, facets, filters) {
  const tests = filters.map(({ facet: name, value, not }) => {
    if (name === "author") return (/** @type {Paper} */ { authors }) => begins(authors, value) !== not;
    const facet = /** @type {Facet} */ (facets.find((known) => known.name === name));
    const values = valuesNamed(facet, value);
    return (/** @type {Paper} */ paper) => facet.of(paper).some((number) => values.has(number)) !== not;
  });
  return papers.filter((paper) => tests.every((test) => test(paper)));
}

/**
 * The papers that a choice leaves, and how many there would be for each value: that is, of those
 * that what is chosen in all *other* facets leaves, how many have it.
 * @param {readonly Paper[]} papers
 * @param {readonly Facet[]} facets
 * @param {Choice} choice
 * @returns {{chosen: Paper[], counts: Uint32Array[]}}
 */
export function select(papers, facets, choice) {
  const counts = facets.map(({ values }) => new Uint32Array(values.length));
  const wanted = facets.map(({ name }) => choice[name] ?? { any: new Set(), none: new Set() });
  const narrow = wanted.map(({ any, none }) => any.size + none.size > 0);
  /** @type {Paper[]} */
  const chosen = [];
  for (const paper of papers) {
    const values = facets.map((facet) => facet.of(paper));
    const failed = values.map((found, at) => narrow[at] && !passes(found, /** @type {Wanted} */ (wanted[at])));
    const failures = failed.filter(Boolean).length;
    if (!failures) chosen.push(paper);
    if (failures > 1) continue;
    values.forEach((found, at) => {
      const numbers = counts[at];
      if (numbers && (!failures || failed[at])) for (const value of found) numbers[value] = (numbers[value] ?? 0) + 1;
    });
  }
  return { chosen, counts };
}

/**
 * @param {readonly number[]} values
 * @param {Wanted} wanted
 */
function passes(values, { any, none }) {
  return (!any.size || values.some((value) => any.has(value))) && !values.some((value) => none.has(value));
}

/**
 * What a query string asks for. Keys of others are left alone, repeated and empty values out.
 * @param {string} query
 * @param {readonly string[]} keys
 * @returns {import("./query-string.js").Choice}
 */
export function readQuery(query, keys) {
  const given = new URLSearchParams(query);
  const values = (/** @type {string} */ key) => [...new Set(given.getAll(key))].filter((v) => v.trim());
  return Object.fromEntries(keys.map((key) => [key, values(key)]));
}
