// Owns how scripts fold text for comparison: as `fold` in core/text.py does, by the same table.
import { ALIKE, IGNORED } from "./fold-table.js";

/** @type {Map<string, string>} */
const ONE = new Map(Object.entries(ALIKE).flatMap(([as, all]) => [...all].map((one) => [one, as])));
const MANY = new RegExp(`[${[...ONE.keys()].join("")}]`, "gu");

/**
 * Fold a text: no accents, case and strokes of letters, one dash, apostrophe and quote for all, nothing
 * invisible, single spaces.
 * @param {string} text
 */
export function fold(text) {
  // Nearly all of thousands of texts are ASCII with single spaces: replace no more than needed.
  const plain = /[^\0-_a-\x7f]/.test(text) ? foldCharacters(text) : text.toLowerCase();
  return /^\s|\s\s|[^\S ]|\s$/.test(plain) ? plain.trim().replace(/\s+/g, " ") : plain;
}

/** @param {string} text */
function foldCharacters(text) {
  // Accents are the marks that canonical order moves before one that ranks last. Other marks, such as the
  // vowel signs of Hindi, are parts of letters.
  const decomposed = alike(text.replace(IGNORED, "")).normalize("NFKD");
  const plain = decomposed.replace(/\p{M}/gu, (mark) => (`\u0345${mark}`.normalize("NFD").startsWith(mark) ? "" : mark));
  return alike(plain.toLowerCase());
}

/** @param {string} text */
function alike(text) {
  return text.replace(MANY, (one) => ONE.get(one) ?? one);
}
