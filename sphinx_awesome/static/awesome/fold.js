// Owns how scripts compare text: as `fold` in core/text.py does, without accents and case.

/**
 * A text as search and comparison see it: no accents, no case, single spaces.
 * @param {string} text
 */
export function fold(text) {
  // Nearly all texts are ASCII with single spaces, and a list has thousands: replace no more than needed.
  const plain = /[^\0-\x7f]/.test(text) ? lettersOf(text) : text.toLowerCase();
  return /^\s|\s\s|[^\S ]|\s$/.test(plain) ? plain.trim().replace(/\s+/g, " ") : plain;
}

/**
 * A text without accents and case.
 * @param {string} text
 */
function lettersOf(text) {
  // Canonical order says which marks combine: only those change places with one that ranks last.
  // Other marks are letters' parts of their own, such as the vowel signs of Hindi.
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, (mark) => (`\u0345${mark}`.normalize("NFD").startsWith(mark) ? "" : mark))
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/ς/g, "σ");
}

/**
 * The words of a query, all of which are to be found, in any order.
 * @param {string} query
 */
export function words(query) {
  return fold(query).split(" ").filter(Boolean);
}
