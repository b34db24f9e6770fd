// Owns the facets of the list, and which papers a choice among them leaves: pure functions.

/** Names of the facets, in the order in which they are displayed; the list's own fields follow. */
export const NAMES = ["task", "year", "kind", "venue", "has", "tag"];

/**
 * Return the facets of a list.
 * @param {Data} data
 * @returns {Facet[]}
 */
export function facetsOf(data) {
  const years = [...new Set(data.papers.flatMap(({ places }) => places.map(({ year }) => year)))].filter(Boolean).sort((a, b) => b - a);
  const yearNumber = new Map(years.map((year, number) => [year, number]));
  const yearsOf = data.papers.map(({ places }) => numbersOf(places, ({ year }) => yearNumber.get(year) ?? -1));
  const venuesOf = data.papers.map(({ places }) => numbersOf(places, ({ venue }) => venue));
  /** @type {readonly number[]} */
  const nothing = [];
  const kind = data.venues.map((venue) => (venue.kind < 0 ? nothing : [venue.kind]));
  const value = (/** @type {string} */ key, text = key, names = [text]) => ({
    key,
    text,
    names: [key, ...names],
  });
  return [
    {
      name: "task",
      values: data.sections.map(({ id, title }) => value(id, title)),
      of: (paper) => paper.sections,
    },
    {
      name: "year",
      values: years.map((year) => value(String(year))),
      of: (paper) => yearsOf[paper.number] ?? nothing,
    },
    {
      name: "kind",
      values: data.kinds.map(({ key, word }) => value(key, word.charAt(0).toUpperCase() + word.slice(1), [word])),
      of: (paper) => kind[paper.latest.venue] ?? nothing,
    },
    {
      name: "venue",
      values: data.venues.map(({ name, names }) => value(name, name, names)),
      of: (paper) => venuesOf[paper.number] ?? nothing,
    },
    {
      name: "has",
      values: data.labels.map(({ slug, label }) => value(slug, label)),
      of: (paper) => paper.has,
    },
    { name: "tag", values: data.tags.map((tag) => value(tag)), of: (paper) => paper.tags },
    ...data.fields.map((own) => ({
      ...own,
      name: own.key,
      values: own.values.map((one) => value(one)),
      of: (/** @type {Paper} */ paper) => own.of[paper.number] ?? nothing,
    })),
  ];
}

/**
 * Return numbers of the places of a paper, each once: it counts in both its years and both its venues.
 * @param {readonly Appearance[]} places
 * @param {(place: Appearance) => number} of -1 for none
 */
function numbersOf(places, of) {
  return [...new Set(places.map(of))].filter((number) => number >= 0);
}

/**
 * Return the papers that a choice leaves. Count for each value the papers that have it among those that
 * the choices in all *other* facets leave.
 * @param {readonly Paper[]} papers
 * @param {readonly Facet[]} facets
 * @param {Wanted} wanted
 */
export function select(papers, facets, wanted) {
  const counts = facets.map(({ values }) => new Uint32Array(values.length));
  const tests = facets.map(({ name }) => {
    const { any, none } = wanted[name] ?? { any: new Set(), none: new Set() };
    return any.size + none.size > 0 && ((/** @type {readonly number[]} */ values) =>
      (!any.size || values.some((value) => any.has(value))) && !values.some((value) => none.has(value)));
  });
  /** @type {Paper[]} */
  const chosen = [];
  for (const paper of papers) {
    const values = facets.map((facet) => facet.of(paper));
    const failed = tests.map((test, at) => test && !test(values[at] ?? []));
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
 * Return the values of some keys of a query string, without empty and repeated ones.
 * @param {string} query
 * @param {readonly string[]} keys
 * @returns {Choice}
 */
export function readQuery(query, keys) {
  const given = new URLSearchParams(query);
  const values = (/** @type {string} */ key) => [...new Set(given.getAll(key))].filter((v) => v.trim());
  return Object.fromEntries(keys.map((key) => [key, values(key)]));
}
