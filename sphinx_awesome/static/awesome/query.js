// Owns what a typed query means and which papers it finds, in every field of the site: the grammar, and
// how words are compared. It knows neither pages nor data: facets and texts of papers are handed to it.
import { fold } from "./fold.js";

/** Names that may stand before a colon. Authors are no facet: too many for a row of values. */
export const TYPED_NAMES = ["task", "year", "kind", "venue", "has", "tag", "author"];

const LETTERS = "\\p{L}\\p{N}\\p{M}";
// Scripts that put no spaces between words, or not always.
const UNSPACED = ["Hani", "Hira", "Kana", "Hang", "Thai", "Laoo", "Khmr", "Mymr"].map((s) => `\\p{scx=${s}}`).join("");
const WORD = new RegExp(`[${LETTERS}]+`, "gu");
const COMPOUND = new RegExp(`[${LETTERS}]+(?:[^\\s${LETTERS}]+[${LETTERS}]+)+`, "gu");
const RUN = new RegExp(`[${UNSPACED}]+`, "gu");
const GAP = new RegExp(`(?<=[${UNSPACED}]) +(?=[${UNSPACED}])`, "gu");
const BEGINS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const TOKEN = /(-?)(?:([\p{L}\d][\p{L}\d-]*):(?=["\S]))?(?:"([^"]*)"?|(\S+))/gu;

/** Longer compounds are searched as they are written. */
const MOST_PARTS = 4;
const MOST_LETTERS = 64;

/**
 * Return the words of a text, folded: its runs of letters and digits; runs of scripts without spaces apart
 * from others.
 * @param {string} text
 */
export function words(text) {
  return wordsOf(fold(text).replaceAll("&", " and "));
}

/** @param {string} folded */
function wordsOf(folded) {
  if (/^[\0-\x7f]*$/.test(folded)) return folded.match(/[a-z0-9]+/g) ?? [];
  const parted = folded.match(WORD)?.join(" ").replace(RUN, " $& ").replace(GAP, "") ?? "";
  return parted.split(" ").filter(Boolean);
}

/**
 * Parse a query: `query = { ["-"] [name ":"] (word | '"' phrase '"') }`.
 * A name that is not known belongs to the word after it. The beginning of a filter asks for nothing yet,
 * so that papers do not come and go while `-venue:arXiv` is typed.
 * @param {string} query
 * @param {readonly string[]} [names] that may stand before a colon
 * @returns {Query}
 */
export function parse(query, names = TYPED_NAMES) {
  /** @type {Term[]} */
  const terms = [];
  /** @type {TypedFilter[]} */
  const filters = [];
  // Fold first: a keyboard may type other quotes, dashes and colons than those of the grammar.
  for (const [, minus, name = "", phrase, word] of fold(query).matchAll(TOKEN)) {
    const facet = names.find((known) => known === name);
    const text = (phrase ?? word ?? "").trim();
    const begun = names.some((known) => (minus ? `${known}:`.startsWith(text) : `${known}:` === text));
    if (!text || text === "-" || (begun && phrase === undefined && !facet)) continue;
    if (facet) filters.push({ facet, value: text, not: !!minus });
    else terms.push({ words: words(`${name} ${text}`), not: !!minus, quoted: phrase !== undefined });
  }
  // Signs alone ask for nothing beside words, and for what no paper has by themselves.
  const telling = terms.filter((term) => term.words.length);
  return { terms: telling.length || filters.length ? telling : terms, filters, forms: [] };
}

/**
 * Return the name of a facet before a colon. An own field of the list may have that of another facet, and
 * then another key in addresses.
 * @param {{name: string}} facet
 */
function typedName({ name }) {
  return name.replace("fields.", "");
}

/**
 * Return all names that may stand before a colon where there are some facets.
 * @param {readonly {name: string}[]} facets
 */
export function typedNames(facets) {
  return [...TYPED_NAMES, ...facets.map(typedName)];
}

/** How words of the papers are written: makes their searched texts, and knows their compounds. */
export class Texts {
  /**
   * By the first part of a compound such as "x-ray", the parts that follow it.
   * @type {Map<string, Set<string>>}
   */
  #following = new Map();

  /**
   * Return a text as it is searched: its words with a space before and behind each.
   * @param {string} text
   */
  of(text) {
    const folded = fold(text).replaceAll("&", " and ");
    for (const compound of folded.match(COMPOUND) ?? []) {
      wordsOf(compound).forEach((part, at, parts) => {
        const before = parts[at - 1];
        if (before === undefined) return;
        const known = this.#following.get(before);
        if (known) known.add(part);
        else this.#following.set(before, new Set([part]));
      });
    }
    return ` ${wordsOf(folded).join(" ")} `;
  }

  /**
   * Return other ways to write a word: as the parts of a compound that begins so. It must go over
   * half of the last part, or four letters into it: "code" is no "co-design".
   * @param {string} word
   * @param {number} [most] parts
   * @returns {string[]}
   */
  parted(word, most = MOST_PARTS) {
    /** @type {string[]} */
    const ways = [];
    if (most < 2 || word.length > MOST_LETTERS) return ways;
    for (let at = 1; at < word.length; at++) {
      const [first, rest] = [word.slice(0, at), word.slice(at)];
      const next = this.#following.get(first);
      if (!next) continue;
      const begins = [...next].some((part) => part.startsWith(rest) && (rest.length > 3 || 2 * rest.length > part.length));
      if (begins) ways.push(`${first} ${rest}`);
      ways.push(...this.parted(rest, most - 1).filter((way) => next.has(way.split(" ")[0] ?? "")).map((way) => `${first} ${way}`));
    }
    return ways;
  }

  /**
   * Return the texts of which a paper must have one to have some words in a row: "x ray" is also "xray",
   * "xray" is also "x-ray". A word matches from its beginning, in scripts without spaces anywhere.
   * @param {readonly string[]} row
   */
  ways(row) {
    // Ways to join words with those beside them; with many words, all of them or none.
    let joined = [[...row], [row.join("")]];
    if (row.length < 5) {
      joined = row.slice(1).reduce((all, word) => all.flatMap((way) => [[...way, word], [...way.slice(0, -1), way.at(-1) + word]]), [row.slice(0, 1)]);
    }
    const spelt = joined.flatMap((way) =>
      way.reduce((all, word) => all.flatMap((one) => [word, ...this.parted(word)].map((other) => `${one} ${other}`)).slice(0, 32), [""]),
    );
    return [...new Set(spelt)].map((way) => (BEGINS_UNSPACED.test(way.slice(1)) ? way.slice(1) : way));
  }
}

/**
 * Return a test for a text: whether it has some words in a row.
 * @param {readonly string[]} row
 * @param {Texts} texts
 */
export function contains(row, texts) {
  const [first = "\0", ...others] = row.length ? texts.ways(row) : [];
  // Nearly always there is one way, and thousands of texts.
  return others.length
    ? (/** @type {string} */ text) => text.includes(first) || others.some((way) => text.includes(way))
    : (/** @type {string} */ text) => text.includes(first);
}

/**
 * Return the values of exactly a typed name; if there are none, those with a word that begins so.
 * Years may be a range: 2021-2023, 2021-, -2019, >=2021.
 * @param {Pick<Facet, "name" | "values">} facet
 * @param {string} typed
 */
export function valuesNamed({ name, values }, typed) {
  const those = (/** @type {(value: FacetValue) => boolean} */ test) =>
    new Set(values.flatMap((value, number) => (test(value) ? [number] : [])));
  const range = name === "year" && yearRange(typed);
  if (range) return those(({ key }) => +key >= range[0] && +key <= range[1]);
  const sought = words(typed);
  const [spaced, close] = [` ${sought.join(" ")}`, sought.join("")];
  if (!close) return new Set();
  const named = (/** @type {(words: string[]) => boolean} */ test) =>
    those(({ key, names }) => [key, ...names].some((one) => test(words(one))));
  const exact = named((found) => found.join("") === close);
  return exact.size ? exact : named((found) => ` ${found.join(" ")}`.includes(spaced) || found.join("").startsWith(close));
}

/**
 * Return first and last year of a range, or nothing.
 * @param {string} typed
 * @returns {[number, number] | null | undefined}
 */
export function yearRange(typed) {
  const open = /^([<>]=?)(\d{4})$/.exec(typed);
  if (open) {
    const [, sign = "", year] = open;
    const edge = Number(year) + (sign === ">" ? 1 : sign === "<" ? -1 : 0);
    return sign.startsWith(">") ? [edge, Infinity] : [0, edge];
  }
  const both = /^(\d{4})?(?:-|\.\.+)(\d{4})?$/.exec(typed);
  return both && [Number(both[1] ?? 0), Number(both[2] ?? Infinity)];
}

/**
 * Return a test for papers: whether they are as a typed filter says.
 * @template {SearchedText} P
 * @param {TypedFilter} filter
 * @param {readonly Facet<P>[]} facets
 * @returns {(paper: P) => boolean}
 */
function filterTest({ facet: name, value, not }, facets) {
  if (name === "author") {
    // All words in the name of one author, in any order: "Last, First" and initials, too.
    const begins = words(value).map((word) => (BEGINS_UNSPACED.test(word) ? word : ` ${word}`));
    const close = words(value).join("");
    const joined = (/** @type {string} */ one) => one.split(" ").some((_, at, all) => all.slice(at).join("").startsWith(close));
    const is = (/** @type {string} */ one) => begins.every((word) => one.includes(word)) || joined(one);
    // Few papers have all the words, or all the letters, anywhere among their authors.
    const may = (/** @type {string} */ all) => begins.every((word) => all.includes(word)) || all.replaceAll(" ", "").includes(close);
    return ({ authors }) => (may(authors) && authors.split("\n").some(is)) !== not;
  }
  const named = facets.filter((known) => typedName(known) === name).map(({ of, ...known }) => ({ of, wanted: valuesNamed(known, value) }));
  return (paper) => named.some(({ of, wanted }) => of(paper).some((number) => wanted.has(number))) !== not;
}

/**
 * Return a test for papers: whether a query finds them. Two words of the query may be one of the paper.
 * @template {SearchedText} P
 * @param {Query} query
 * @param {Texts} texts
 * @param {readonly Facet<P>[]} facets
 * @returns {(paper: P) => boolean}
 */
export function matcher({ terms, filters, forms }, texts, facets) {
  const tests = filters.map((filter) => filterTest(filter, facets));
  for (const { filters: all, words: row } of forms) {
    const [said, are] = [contains(row, texts), all.map((filter) => filterTest(filter, facets))];
    tests.push((paper) => are.every((is) => is(paper)) || said(paper.title));
  }
  const has = terms.map(({ words: row }) => inPaper(contains(row, texts)));
  const glued = terms.map((term, at) => {
    const next = terms[at + 1];
    const loose = next && ![term, next].some(({ not, quoted, words: row }) => not || quoted || !row.length);
    return loose ? inPaper(contains([[...term.words, ...next.words].join("")], texts)) : undefined;
  });
  for (const [at, { not }] of terms.entries()) {
    const ways = [has[at], ...(not ? [] : [glued[at - 1], glued[at]])].flatMap((test) => test ?? []);
    tests.push((paper) => ways.some((found) => found(paper)) !== not);
  }
  return (paper) => tests.every((test) => test(paper));
}

/**
 * Return a test for papers: whether any of their texts passes a test.
 * @param {(text: string) => boolean} test
 */
function inPaper(test) {
  return (/** @type {SearchedText} */ { title, authors, rest }) => test(title) || test(authors) || test(rest);
}

/**
 * Whether a query may be what lookup.js looks up: an address, an arXiv id or a DOI.
 * @param {string} query
 */
export function mayNamePaper(query) {
  return /\d{4}\.\d{4}|10\.\d{4}|[^\s/]\/[^\s]|\.[a-z]{2,}$/i.test(query.trim());
}
