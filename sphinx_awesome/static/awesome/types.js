// Owns the types of what scripts hand to each other. For readers, editors and `npm run types`: no page
// loads this file.

/**
 * Chosen values by key of the query string: `q`, `sort` and `view` have at most one, facets any number.
 * On the page that explores the list, `-NAME` holds what is left out of facet NAME, and `ids` the papers
 * among which the others choose.
 * @typedef {Record<string, string[]>} Choice
 */

// -- The whole list, from papers.json --

/** @typedef {{id: string, title: string, page: number}} Section page is -1 where no page shows it */
/** @typedef {{name: string, full: string, kind: number, names: string[]}} Venue kind is -1 if unknown */
/** @typedef {{venue: number, year: number}} Appearance venue -1 and year 0 are unknown */

/**
 * @typedef {object} Paper
 * @property {number} number its index in `Data.papers`
 * @property {string} id
 * @property {string} shown the title as it is displayed
 * @property {string} by authors, one a line
 * @property {number} year the listed one; 0 is none
 * @property {Appearance[]} places where it was listed, then where it has appeared since
 * @property {Appearance} latest the last of them
 * @property {string} award
 * @property {readonly number[]} sections its home section first
 * @property {readonly number[]} has kinds of links
 * @property {readonly number[]} tags
 * @property {string} later its title where it has appeared since, if that is another one
 * @property {string} more words by which it is found besides
 * @property {string} title with the later one, folded by ranking.js; empty before, as are the next two
 * @property {string} authors
 * @property {string} rest all else that is searched
 */

/**
 * One of the list's own fields.
 * @typedef {object} OwnField
 * @property {string} key in addresses
 * @property {string} title
 * @property {boolean} facet whether there are boxes for its values
 * @property {string[]} values
 * @property {number[][]} of by the number of a paper, indices of its values
 */

/**
 * Numbers of a paper are indices into these tables.
 * @typedef {object} Data
 * @property {string} explore path of the page that explores the list, or ""
 * @property {string[]} pages
 * @property {Section[]} sections
 * @property {{key: string, word: string}[]} kinds of venues; words are in the language of the site
 * @property {Venue[]} venues
 * @property {{slug: string, label: string}[]} labels of links
 * @property {string[]} tags
 * @property {OwnField[]} fields
 * @property {ReadonlyMap<string, number>} former index of the paper that had an id before
 * @property {Paper[]} papers in the order of the list
 */

// -- Exploring the list --

/** @typedef {{key: string, text: string, names: string[]}} FacetValue key in addresses, text displayed, names that may be typed */

/**
 * @template [P=Paper]
 * @typedef {object} Facet
 * @property {string} name in addresses, and before a colon
 * @property {FacetValue[]} values
 * @property {string} [title] of an own field of the list
 * @property {boolean} [facet] false for one that can only be typed
 * @property {(paper: P) => readonly number[]} of indices of a paper's values
 */

/**
 * By facet: papers must have one of the values in `any`, and none of those in `none`.
 * @typedef {Record<string, {any: Set<number>, none: Set<number>}>} Wanted
 */

/** @typedef {{words: string[], not: boolean, quoted: boolean}} Term folded words in a row to be found, or to be absent */
/** @typedef {{facet: string, value: string, not: boolean}} TypedFilter such as `-venue:arXiv`; its value is folded */
/** @typedef {{filters: TypedFilter[], words: string[]}} PlainForm such as "since 2021": either holds, or the words stand in the title */
/** @typedef {{terms: Term[], filters: TypedFilter[], forms: PlainForm[]}} Query */
/** @typedef {Pick<Paper, "title" | "authors" | "rest">} SearchedText texts as `Texts` of query.js makes them; lines part authors */
/** @typedef {{change: (part: Choice, soon: boolean) => void, more: () => void}} Handlers `soon`: it is being typed */

// -- Pages of papers --

/**
 * A paper as its card or row on the page tells it.
 * @typedef {object} ListedPaper
 * @property {string} id
 * @property {HTMLElement} card
 * @property {string} title
 * @property {Record<"venue" | "year" | "has" | "tag", string[]> & Record<string, string[]>} values
 */

/**
 * A list of papers, with what is hidden when none of them is shown.
 * @typedef {object} PaperList
 * @property {HTMLElement} list
 * @property {HTMLElement} block contains list and heading
 * @property {(Element | null | undefined)[]} parts block, heading, line in the contents
 * @property {Element | null} count
 * @property {ListedPaper[]} papers
 */

/** @typedef {HTMLInputElement & Pick<HTMLSelectElement, "options" | "add">} Field an input, or a select: only that has options */
