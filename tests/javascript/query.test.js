import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import "./document.js";
import { lookupKeys, namedBy, papersByKey, short } from "../../sphinx_awesome/static/awesome/lookup.js";
import { records } from "../../sphinx_awesome/static/awesome/data.js";
import { facetsOf } from "../../sphinx_awesome/static/awesome/facets.js";
import { edits, otherQueries, Spelling } from "../../sphinx_awesome/static/awesome/nearest-words.js";
import { parse, Texts, valuesNamed, words, yearRange } from "../../sphinx_awesome/static/awesome/query.js";
import { foldPapers, search } from "../../sphinx_awesome/static/awesome/ranking.js";

const { papers, venues, fields, queries, nearest } = JSON.parse(readFileSync(new URL("queries.json", import.meta.url), "utf8"));
const KINDS = ["conference", "journal", "workshop", "preprint"];

/**
 * Return a function that gives what is new the next number.
 * @returns {((name: string) => number) & {rows: string[]}}
 */
function table() {
  /** @type {string[]} */
  const rows = [];
  const number = (/** @type {string} */ name) => (rows.includes(name) ? rows.indexOf(name) : rows.push(name) - 1);
  return Object.assign(number, { rows });
}

const [labels, tags] = [table(), table()];
const venue = (/** @type {string} */ name) => venues.findIndex((/** @type {{name: string}} */ known) => known.name === name);
/** @param {(paper: any) => any} of */
const column = (of) => papers.map(of);
const DATA = records({
  explore: "explore.html",
  pages: ["papers.html"],
  sections: [["papers", "Papers", 0]],
  kinds: KINDS.map((kind) => [kind, kind]),
  venues: venues.map((/** @type {any} */ { name, full, kind, aliases }) => [name, full, KINDS.indexOf(kind), aliases.join("\n")]),
  id: column(({ id }) => id),
  title: column(({ title }) => title),
  authors: column(({ authors }) => authors.join("\n")),
  venue: column((paper) => venue(paper.venue)),
  year: column(({ year }) => year),
  in: column(() => [0]),
  has: column(({ links = {} }) => Object.keys(links).map(labels)),
  tag: column((paper) => (paper.tags ?? []).map(tags)),
  labels: labels.rows.map((label) => [label, label]),
  tags: tags.rows,
  fields: Object.entries(fields).map(([name, { title, facet = false }]) => {
    const values = table();
    const of = column((paper) => (paper.fields?.[name] ?? []).map(values));
    return { key: name === "task" ? "fields.task" : name, title, facet, values: values.rows, of };
  }),
  former: {},
  later: Object.fromEntries(
    papers.flatMap((/** @type {any} */ { published }, /** @type {number} */ n) => (published ? [[n, [venue(published.venue), published.year, ""]]] : [])),
  ),
  award: Object.fromEntries(papers.flatMap((/** @type {any} */ { award }, /** @type {number} */ n) => (award ? [[n, award]] : []))),
  more: Object.fromEntries(papers.flatMap((/** @type {any} */ { note }, /** @type {number} */ n) => (note ? [[n, note]] : []))),
});
const FACETS = facetsOf(DATA);
foldPapers(DATA);

/** As the build makes it: see `short_keys` in ext/components/explore.py. */
const ADDRESSES = papersByKey({
  papers: Object.fromEntries(
    papers.map((/** @type {any} */ { id, doi = "", arxiv = "", links = {}, published = {} }) => {
      const texts = [doi, `arXiv:${arxiv}`, ...Object.values(links), published.doi ?? ""];
      return [id, texts.flatMap((text) => lookupKeys(text).flat()).map(short).join("")];
    }),
  ),
});

/** @param {string} query */
function find(query) {
  const named = namedBy(query, ADDRESSES);
  return named.size ? [...named] : search(DATA.papers, query, DATA, FACETS).papers.map(({ id }) => id);
}

for (const [query, finds] of Object.entries(queries)) {
  test(`finds ${query}`, () => assert.deepEqual(find(query).sort(), [...finds].sort()));
}

for (const [query, word] of Object.entries(nearest)) {
  test(`offers ${word} for ${query}`, () => {
    assert.deepEqual(find(query), []);
    const written = papers.map((/** @type {any} */ { title, authors }) => `${title} ${authors.join(" ")}`);
    const offers = otherQueries(query, new Spelling(written), (other) => find(other).length);
    assert.equal(offers[0]?.shown, word);
    assert.ok(offers.every((offer) => find(offer.query).length));
  });
}

test("words of a query that nothing has give way to near ones, else one of them is left out", () => {
  const spelling = new Spelling(["RATCHET: Chest", "Kainz", "Report"]);
  const offers = (/** @type {string} */ query, /** @type {string[]} */ ...good) =>
    otherQueries(query, spelling, (other) => Number(good.includes(other))).map((offer) => offer.query);
  assert.deepEqual(offers("chest ratchett", "chest RATCHET"), ["chest RATCHET"]);
  assert.deepEqual(offers("author:kains report", "author:Kainz report"), ["author:Kainz report"]);
  assert.deepEqual(offers("chest report", "chest", "report"), ["report", "chest"]);
  assert.deepEqual(offers("qqqqqq", "chest"), []);
  assert.deepEqual(offers("", "chest"), []);
});

test("edits are letters changed, added, left out and exchanged", () => {
  for (const [one, other, number] of /** @type {const} */ ([["a", "a", 0], ["abc", "acb", 1], ["abc", "ab", 1], ["kitten", "sitting", 3], ["", "ab", 2]])) {
    assert.equal(edits(one, other, 3), number);
  }
  assert.equal(edits("abcdef", "uvwxyz", 2), 3);
});

test("parts of a query", () => {
  const term = (/** @type {string} */ text, not = false, quoted = false) => ({ words: text.split(" "), not, quoted });
  assert.deepEqual(parse('Chest -ray "vision  Language" -"two words"').terms, [
    term("chest"), term("ray", true), term("vision language", false, true), term("two words", true, true),
  ]);
  assert.deepEqual(parse('-venue:arXiv Year:2021 venue:"Nature Méthods" report').filters, [
    { facet: "venue", value: "arxiv", not: true },
    { facet: "year", value: "2021", not: false },
    { facet: "venue", value: "nature methods", not: false },
  ]);
});

test("what a keyboard types for the signs of the grammar means the same", () => {
  const plain = parse('-venue:"nature methods" year:2021-2023 "vision-language" -ct');
  assert.deepEqual(parse("–venue:“Nature Methods” year：２０２１–2023 „Vision–Language“ −CT"), plain);
});

test("a colon elsewhere is one of a title, and a quote that is open goes to the end", () => {
  const found = (/** @type {string} */ query) => parse(query).terms.map((term) => term.words.join(" "));
  assert.deepEqual(found("RATCHET: Medical foo:bar avenue: ven"), ["ratchet", "medical", "foo bar", "avenue", "ven"]);
  assert.deepEqual(found('"vision lang'), ["vision lang"]);
});

test("what is hardly typed asks for nothing, and signs alone find nothing", () => {
  for (const query of ["", "   ", "-", '""', '-""', "\u0301", "-v", "-venue", "-venue:", "venue:", "-ye"]) {
    assert.deepEqual(parse(query), { terms: [], filters: [], forms: [] }, query);
  }
  for (const query of ["(((", "\\", "[-", "…"]) assert.deepEqual(find(query), [], query);
  assert.deepEqual(find("ratchet : ("), ["ratchet"]);
});

test("words are runs of letters and digits; scripts without spaces stand apart", () => {
  assert.deepEqual(words("Q&A, (x-ray) v1.5"), ["q", "and", "a", "x", "ray", "v1", "5"]);
  assert.deepEqual(words("基于BERT的 模型"), ["基于", "bert", "的模型"]);
  assert.deepEqual(words("ＡＢＣ・デコーダー"), ["abc", ...words("デコーダー")]);
});

test("compounds are read to their last part by half", () => {
  const texts = new Texts();
  texts.of("x-ray end-to-end co-design GPT-4V");
  assert.deepEqual(texts.parted("xray"), ["x ray"]);
  assert.deepEqual(texts.parted("endtoend"), ["end to end"]);
  assert.deepEqual(texts.parted("gpt4v"), ["gpt 4v"]);
  for (const word of ["code", "ray", "codes", "xrays"]) assert.deepEqual(texts.parted(word), [], word);
});

test("compounds of one letter again and again take no time", () => {
  const texts = new Texts();
  texts.of("a-a-a aa-a a-aa aaa-aa");
  for (const length of [10, 64, 5000]) assert.ok(texts.parted("a".repeat(length)).length < 1000);
});

test("ranges of years", () => {
  assert.deepEqual(yearRange("2021-2023"), [2021, 2023]);
  assert.deepEqual(yearRange("2021-"), [2021, Infinity]);
  assert.deepEqual(yearRange("-2021"), [0, 2021]);
  assert.deepEqual(yearRange("2020..2021"), [2020, 2021]);
  assert.deepEqual(yearRange(">2021"), [2022, Infinity]);
  assert.deepEqual(yearRange("<=2021"), [0, 2021]);
  for (const typed of ["2021", "x-2021", "20-21", ""]) assert.ok(!yearRange(typed), typed);
});

test("a typed name means its value, else those with a word that begins so", () => {
  const names = (/** @type {string} */ facet, /** @type {string} */ typed) => {
    const one = /** @type {Facet} */ (FACETS.find(({ name }) => name === facet));
    return [...valuesNamed(one, typed)].map((number) => one.values[number]?.key);
  };
  assert.deepEqual(names("venue", "miccai"), ["MICCAI"]);
  assert.deepEqual(names("venue", "medical"), ["MICCAI", "MedIA"]);
  assert.deepEqual(names("venue", "nips"), ["NeurIPS"]);
  assert.deepEqual(names("venue", "nothing"), []);
  assert.deepEqual(names("venue", "…"), []);
  assert.deepEqual(names("year", "202"), ["2024", "2023", "2022", "2021", "2020"]);
});

const TABLE = JSON.parse(readFileSync(new URL("lookup-keys.json", import.meta.url), "utf8"));

test("what is pasted has the keys that the package gives it", () => {
  for (const [text, { keys, short: shortened }] of Object.entries(TABLE)) {
    assert.deepEqual(lookupKeys(text), keys, text);
    assert.deepEqual(lookupKeys(text).flat().map(short), shortened, text);
  }
});
