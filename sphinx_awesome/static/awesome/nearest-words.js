// Owns what is offered where a query finds nothing: words of the list that are spelt nearly so.
import { fold } from "./fold.js";
import { words } from "./query.js";

const WORD = /[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}'’-]*/gu;
/** Of most edits, one for each so many letters. */
const LETTERS_AN_EDIT = 4;
const MOST_EDITS = 3;
/** What is longer was pasted: nobody has misspelt it. */
const MOST_WORDS = 20;

/** The words of some texts, by their folded letters, as the texts first have them. */
export class Spelling {
  /** @type {Map<string, {shown: string, number: number}>} */
  #words = new Map();

  /** @param {Iterable<string>} texts */
  constructor(texts) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const text of texts) for (const word of text.match(WORD) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [shown, number] of counts) {
      for (const key of new Set([words(shown).join(""), ...words(shown)])) {
        const known = this.#words.get(key);
        if (known) known.number += number;
        else this.#words.set(key, { shown: words(shown).join("") === key ? shown : key, number });
      }
    }
  }

  /**
   * Return the words nearest to one that is in no text, nearest first, those of more texts before others.
   * @param {string} word folded
   * @param {number} most
   */
  nearest(word, most) {
    const limit = Math.min(MOST_EDITS, Math.max(1, Math.floor(word.length / LETTERS_AN_EDIT)));
    const found = [];
    if (word.length < 3 || word.length > 40) return [];
    for (const [key, { shown, number }] of this.#words) {
      if (key.length < 2 || Math.abs(key.length - word.length) > limit) continue;
      const far = edits(word, key, limit);
      if (far <= limit) found.push({ shown, far: far + (key[0] === word[0] ? 0 : 0.5), number });
    }
    found.sort((one, other) => one.far - other.far || other.number - one.number);
    return found.slice(0, most).map(({ shown }) => shown);
  }

  /**
   * Whether a word of the texts begins so.
   * @param {string} word folded
   */
  has(word) {
    for (const key of this.#words.keys()) if (key.startsWith(word)) return true;
    return false;
  }
}

/**
 * Return how many letters are to be changed, added, left out or exchanged with the next one; more than the
 * limit if it is more. Damerau's and Levenshtein's distance in the form of optimal alignments.
 * @param {string} one
 * @param {string} other
 * @param {number} limit
 */
export function edits(one, other, limit) {
  /** @type {number[]} */
  let older = [];
  let before = [...Array(other.length + 1).keys()];
  for (let at = 1; at <= one.length; at++) {
    const row = [at];
    let least = at;
    for (let to = 1; to <= other.length; to++) {
      const same = one[at - 1] === other[to - 1];
      let far = Math.min((before[to] ?? 0) + 1, (row[to - 1] ?? 0) + 1, (before[to - 1] ?? 0) + (same ? 0 : 1));
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) far = Math.min(far, (older[to - 2] ?? 0) + 1);
      row.push(far);
      if (far < least) least = far;
    }
    if (least > limit) return limit + 1;
    [older, before] = [before, row];
  }
  return before[other.length] ?? limit + 1;
}

/**
 * Return other queries that find papers, each with the text that offers it: the query with nearer words in
 * place of those that nothing has, else with one of its words left out.
 * @param {string} query
 * @param {Spelling} spelling
 * @param {(query: string) => number} count says how many papers a query finds
 * @param {number} [most]
 */
export function otherQueries(query, spelling, count, most = 3) {
  const parts = query.trim().split(/\s+/);
  if (parts.length > MOST_WORDS) return [];
  const typed = (/** @type {string} */ part) => /^((?:-?\p{L}+:)?["“„«]?)(.*?)(["”“»]?)$/u.exec(part) ?? ["", "", part, ""];
  const unknown = parts.map((part) => {
    const folded = words(typed(part)[2] ?? "").join("");
    return !part.startsWith("-") && folded !== "" && !spelling.has(folded) && !/^\d+$/.test(folded);
  });
  const places = [...parts.keys()];
  /** @type {Map<string, string>} */
  const offers = new Map();
  const offer = (/** @type {string} */ other, /** @type {string} */ shown) => {
    if (offers.size < most && other.trim() && !offers.has(other) && fold(other) !== fold(query) && count(other)) offers.set(other, shown);
  };
  for (const at of places.filter((place) => unknown[place])) {
    const [, before = "", word = "", after = ""] = typed(parts[at] ?? "");
    const nearest = spelling.nearest(words(word).join(""), most);
    for (const near of nearest) {
      const other = parts.map((part, place) => (place === at ? before + near + after : unknown[place] ? "" : part)).filter(Boolean).join(" ");
      offer(other, parts.length > 1 ? other : near);
    }
    if (!offers.size) for (const near of nearest) offer(near, near);
  }
  if (!offers.size && parts.length > 1) {
    for (const at of places) {
      const other = parts.filter((_, place) => place !== at).join(" ");
      offer(other, other);
    }
  }
  return [...offers].map(([other, shown]) => ({ query: other, shown }));
}
