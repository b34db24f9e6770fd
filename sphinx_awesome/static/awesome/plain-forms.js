// Owns the plain forms of a query, "with code", "since 2021", "MICCAI 2021": finds them among its words and
// says which filters they mean. A paper may also have the words themselves in its title.
import { t } from "./i18n.js";
import { parse, typedNames, words } from "./query.js";

const YEAR = /^(?:1[89]|20)\d\d$/;
/** Most words of the name of a venue, or of a kind of link. */
const NAME_WORDS = 12;

/**
 * The forms of years, in English and in the language of the site, with the range that each means.
 * @returns {[string, string][]}
 */
const yearForms = () => [
  ...["since {year}", t("since {year}"), "from {year}"].map((form) => /** @type {[string, string]} */ ([form, "{year}-"])),
  ...["after {year}", t("after {year}")].map((form) => /** @type {[string, string]} */ ([form, ">{year}"])),
  ...["before {year}", t("before {year}")].map((form) => /** @type {[string, string]} */ ([form, "<{year}"])),
  ...["until {year}", t("until {year}")].map((form) => /** @type {[string, string]} */ ([form, "-{year}"])),
  ["from {year} to {other}", "{year}-{other}"],
  ["between {year} and {other}", "{year}-{other}"],
  ["{year} to {other}", "{year}-{other}"],
  ["{year}-{other}", "{year}-{other}"],
];

/** @type {{words: string[], range: string}[] | undefined} */
let ofYears;

/** The same as words, in which numbers stand for the years. */
function formsOfYears() {
  ofYears ??= yearForms().map(([form, range]) => ({ words: words(form.replace("{year}", "0001").replace("{other}", "0002")), range }));
  // The longest first: "from 2020 to 2022" before "from 2020".
  return ofYears.sort((one, other) => other.words.length - one.words.length);
}

/**
 * @param {readonly string[]} row
 * @returns {{length: number, filters: TypedFilter[]} | undefined}
 */
function ofYear(row) {
  for (const { words: form, range } of formsOfYears()) {
    let value = range;
    const fits = form.every((word, at) => {
      const said = row[at] ?? "";
      if (!word.startsWith("000")) return word === said;
      value = value.replace(word === "0001" ? "{year}" : "{other}", said);
      return YEAR.test(said);
    });
    if (fits) return { length: form.length, filters: [{ facet: "year", value, not: false }] };
  }
  return undefined;
}

/**
 * What names of links and venues can be said of, for some facets.
 * @template P
 * @param {readonly Facet<P>[]} facets
 */
function names(facets) {
  const named = (/** @type {string} */ facet) =>
    (facets.find(({ name }) => name === facet)?.values ?? []).flatMap(({ key, names: all }) =>
      [key, ...all].map((name) => ({ key, name })),
    );
  /** @type {Map<string, TypedFilter>} */
  const links = new Map();
  const forms = /** @type {const} */ ([["with {thing}", false], ["without {thing}", true], [t("with {thing}"), false], [t("without {thing}"), true]]);
  const things = [...named("has"), { key: "code", name: t("Code") }];
  for (const { key, name } of things) {
    for (const [form, not] of forms) links.set(words(form.replace("{thing}", name)).join(" "), { facet: "has", value: key, not });
  }
  const venues = new Map(named("venue").map(({ key, name }) => [words(name).join(" "), key]));
  venues.delete("");
  return { links, venues };
}

/** @type {WeakMap<object, ReturnType<typeof names>>} */
const known = new WeakMap();

/**
 * Return the form with which some words begin.
 * @param {readonly string[]} row
 * @param {ReturnType<typeof names>} names
 */
function formAt(row, { links, venues }) {
  const year = ofYear(row);
  if (year) return year;
  const together = /^(\D+)(\d{4})$/.exec(row[0] ?? "");
  const parts = together ? [together[1] ?? "", together[2] ?? "", ...row.slice(1)] : row;
  for (let length = Math.min(NAME_WORDS, parts.length); length > 0; length--) {
    const name = parts.slice(0, length).join(" ");
    const link = links.get(name);
    if (link && !together) return { length, filters: [link] };
    const venue = venues.get(name);
    const when = parts[length] ?? "";
    if (venue !== undefined && YEAR.test(when)) {
      const filters = [{ facet: "venue", value: venue, not: false }, { facet: "year", value: when, not: false }];
      return { length: together ? 1 : length + 1, filters };
    }
  }
  return undefined;
}

/**
 * Return a query with its plain forms understood.
 * @template P
 * @param {Query} query
 * @param {readonly Facet<P>[]} facets
 * @returns {Query}
 */
export function understand(query, facets) {
  const can = known.get(facets) ?? names(facets);
  known.set(facets, can);
  /** @type {Query} */
  const made = { ...query, terms: [], forms: [] };
  for (let at = 0; at < query.terms.length; ) {
    const rest = query.terms.slice(at);
    const end = rest.findIndex(({ not, quoted }) => not || quoted);
    const loose = end < 0 ? rest : rest.slice(0, end);
    const row = loose.flatMap((term) => term.words);
    const form = row.length ? formAt(row, can) : undefined;
    // How many terms have the words of the form: it ends where one of them does.
    let [taken, left] = [0, form?.length ?? 0];
    while (left > 0) left -= loose[taken++]?.words.length ?? left;
    if (form && !left) {
      made.forms.push({ filters: form.filters, words: row.slice(0, form.length) });
      at += taken;
    } else {
      made.terms.push(.../** @type {Term[]} */ (rest.slice(0, 1)));
      at += 1;
    }
  }
  return made;
}

/**
 * Return what a typed query means.
 * @template P
 * @param {string} query
 * @param {readonly Facet<P>[]} facets
 */
export function interpret(query, facets) {
  return understand(parse(query, typedNames(facets)), facets);
}
