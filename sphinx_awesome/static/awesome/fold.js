// Owns how scripts compare text: as `fold` in core/text.py does, by the same table.
import { ALIKE, IGNORED } from "./fold-table.js";

/** @type {Map<string, string>} */
const ONE = new Map(Object.entries(ALIKE).flatMap(([as, all]) => [...all].map((one) => [one, as])));
const MANY = new RegExp(`[${[...ONE.keys()].join("")}]`, "gu");

/**
 * A text as search and comparison see it: no accents, no case, one dash, one apostrophe and one quote
 * for all, letters without strokes, nothing that is not seen, single spaces.
 * @param {string} text
 */
export function fold(text) {
  // Nearly all texts are ASCII with single spaces, and a list has thousands: replace no more than needed.
  const plain = /[^\0-_a-\x7f]/.test(text) ? bare(text) : text.toLowerCase();
  return /^\s|\s\s|[^\S ]|\s$/.test(plain) ? plain.trim().replace(/\s+/g, " ") : plain;
}

/**
 * A text without accents, case and whatever else tells characters apart that are one to a reader.
 * @param {string} text
 */
function bare(text) {
  // Canonical order says which marks combine: only those change places with one that ranks last.
  // Other marks are letters' parts of their own, such as the vowel signs of Hindi.
  const decomposed = alike(text.replace(IGNORED, "")).normalize("NFKD");
  const plain = decomposed.replace(/\p{M}/gu, (mark) => (`\u0345${mark}`.normalize("NFD").startsWith(mark) ? "" : mark));
  return alike(plain.toLowerCase());
}

/** @param {string} text */
function alike(text) {
  return text.replace(MANY, (one) => ONE.get(one) ?? one);
}

/**
 * The words of a query, all of which are to be found, in any order.
 * @param {string} query
 */
export function words(query) {
  return fold(query).split(" ").filter(Boolean);
}
