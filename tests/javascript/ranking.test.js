import assert from "node:assert/strict";
import { test } from "node:test";

import { distance, parse, rank } from "../../sphinx_awesome/static/awesome/ranking.js";

const FACETS = ["venue", "year"];

/** @param {string} query */
const terms = (query) => parse(query, FACETS).terms;

/**
 * @param {string} title
 * @param {string} [authors]
 * @param {string} [rest]
 */
const paper = (title, authors = "", rest = "") => ({ title, authors, rest });

test("words, phrases, and what is not to be there", () => {
  assert.deepEqual(parse('Chest -ray "vision  Language" -"two words"', FACETS), {
    terms: [
      { text: "chest", not: false },
      { text: "ray", not: true },
      { text: "vision language", not: false },
      { text: "two words", not: true },
    ],
    filters: [],
  });
});

test("typed choices, one of some words and one to be left out", () => {
  assert.deepEqual(parse('-venue:arXiv Year:2021 venue:"Nature Méthods" report', FACETS), {
    terms: [{ text: "report", not: false }],
    filters: [
      { facet: "venue", value: "arxiv", not: true },
      { facet: "year", value: "2021", not: false },
      { facet: "venue", value: "nature methods", not: false },
    ],
  });
});

test("what a keyboard types for the signs of the grammar means the same", () => {
  const plain = parse('-venue:"nature methods" year:2021-2023 "vision-language" -ct', FACETS);
  assert.deepEqual(parse("–venue:“Nature Methods” year：２０２１–2023 „Vision–Language“ −CT", FACETS), plain);
});

test("a colon elsewhere is one of a title", () => {
  assert.deepEqual(
    terms("RATCHET: Medical foo:bar avenue: ven").map(({ text }) => text),
    ["ratchet:", "medical", "foo:bar", "avenue:", "ven"],
  );
});

test("what is hardly typed asks for nothing", () => {
  const nothing = { terms: [], filters: [] };
  for (const query of ["", "   ", "-", '""', '-""', "\u0301", "-v", "-venue", "-venue:", "venue:", "-ye"]) {
    assert.deepEqual(parse(query, FACETS), nothing, query);
  }
  assert.deepEqual(terms('-"venue"'), [{ text: "venue", not: true }]);
});

test("what is not to be there may stand within a word", () => {
  const ids = (/** @type {string} */ query) =>
    rank([paper("a vector"), paper("a ct"), paper("x", "ct"), paper("x", "", "ct")], terms(query)).length;
  assert.equal(ids("-ct"), 1);
  assert.equal(ids("-\"a ct\""), 3);
});

test("a quote that is not closed yet goes to the end", () => {
  assert.deepEqual(terms('"vision lang'), [{ text: "vision lang", not: false }]);
});

test("title before authors before the rest", () => {
  const papers = [
    paper("one", "li", "report"),
    paper("two", "report", ""),
    paper("a report", "", ""),
    paper("none"),
  ];
  assert.deepEqual(
    rank(papers, terms("report")).map(({ title }) => title),
    ["a report", "two", "one"],
  );
});

test("the beginning of a word before its middle", () => {
  const papers = [paper("transformer"), paper("(former) methods"), paper("the former")];
  assert.deepEqual(
    rank(papers, terms("former")).map(({ title }) => title),
    ["(former) methods", "the former", "transformer"],
  );
});

test("within one place the middle of a word is nearer than another place", () => {
  const papers = [paper("x", "former"), paper("transformer")];
  assert.equal(rank(papers, terms("former"))[0]?.title, "transformer");
});

test("a title that begins with the query comes first, one that holds it in a row next", () => {
  const papers = [
    paper("learning of language and vision"),
    paper("on vision language models"),
    paper("vision language models"),
  ];
  assert.deepEqual(
    rank(papers, terms("vision lang")).map(({ title }) => title),
    ["vision language models", "on vision language models", "learning of language and vision"],
  );
});

test("every word is to be found, in whatever place", () => {
  const ratchet = paper("ratchet: medical transformer", "bernhard kainz", "miccai 2021");
  for (const query of ["kainz 2021", "miccai transformer 2021", "ratch", "Kainz RATCHET:"]) {
    assert.notEqual(distance(ratchet, terms(query)), Infinity, query);
  }
  for (const query of ["kainz 2022", "ratchet -kainz", "-2021"]) {
    assert.equal(distance(ratchet, terms(query)), Infinity, query);
  }
});

test("equal papers stay in their order, and without words all do", () => {
  const papers = ["b", "a", "c"].map((title) => paper(title));
  assert.deepEqual(rank(papers, []), papers);
  assert.deepEqual(rank(papers, terms("-x")), papers);
});

test("characters of patterns are characters", () => {
  assert.deepEqual(rank([paper("o(n^2) .* [x]")], terms(".* [x]")).length, 1);
  assert.deepEqual(rank([paper("anything")], terms(".*")), []);
});
