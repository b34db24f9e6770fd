// Owns the query string of a choice. The fragment of the address belongs to permalinks.

/**
 * Return the query string of a choice: "" or "?…". Keys of others stay.
 * @param {Choice} choice
 * @param {string} [before] the query string so far
 */
export function queryOf(choice, before = "") {
  const made = new URLSearchParams(before);
  for (const [key, values] of Object.entries(choice)) {
    made.delete(key);
    values.filter((value) => value.trim()).forEach((value) => made.append(key, value));
  }
  // Ids are read by people: a comma may stand there as it is.
  return `?${made}`.replace(/^\?$/, "").replaceAll("%2C", ",");
}

/**
 * Put a query string into the address. The fragment goes: what it names may not be shown now.
 * @param {string} query
 * @param {boolean} [replace] make no step of its own, to which "back" would lead
 */
export function setQuery(query, replace = false) {
  if (query === location.search && !location.hash) return;
  const url = location.pathname + query;
  try {
    if (replace) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
  } catch {
    // Browsers refuse many calls in a short time, and some any on files. The page works all the same.
  }
}
