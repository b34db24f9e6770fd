// Owns what an address says of a list: words, choices and order, in the query string, so that
// they can be read and shared. The hash belongs to permalinks.

/**
 * Values by key: words and order have one, a facet has any number.
 * @typedef {Record<string, string[]>} Choice
 */

/**
 * The query string that asks for a choice: "" or "?…". What others have put there stays.
 * @param {Choice} choice
 * @param {string} [before] the query string so far
 */
export function queryOf(choice, before = "") {
  const made = new URLSearchParams(before);
  for (const [key, values] of Object.entries(choice)) {
    made.delete(key);
    values.filter((value) => value.trim()).forEach((value) => made.append(key, value));
  }
  return `?${made}`.replace(/^\?$/, "");
}

/**
 * Put a query string into the address, without the hash: what it named need not be shown now.
 * @param {string} query
 * @param {boolean} [replace] whether this is no step of its own, to which "back" would lead
 */
export function setQuery(query, replace = false) {
  if (query === location.search && !location.hash) return;
  const url = location.pathname + query;
  try {
    if (replace) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
  } catch {
    // Some browsers allow this not so often, or not at all for files: the address stays behind.
  }
}
