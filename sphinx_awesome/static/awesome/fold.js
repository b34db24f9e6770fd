// Owns how scripts compare text: as `fold` in core/text.py does, without accents and case.

/**
 * A text as search and comparison see it: no accents, no case, single spaces.
 * @param {string} text
 */
export function fold(text) {
  // Canonical order says which marks combine: only those change places with one that ranks last.
  // Other marks are letters' parts of their own, such as the vowel signs of Hindi.
  const plain = /[^\0-\x7f]/.test(text)
    ? text
        .normalize("NFKD")
        .replace(/\p{M}/gu, (mark) => (`\u0345${mark}`.normalize("NFD").startsWith(mark) ? "" : mark))
    : text;
  return plain.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").trim().replace(/\s+/g, " ");
}

/**
 * The words of a query, all of which are to be found, in any order.
 * @param {string} query
 */
export function words(query) {
  return fold(query).split(" ").filter(Boolean);
}
