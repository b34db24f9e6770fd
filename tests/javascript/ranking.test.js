import assert from "node:assert/strict";
import { test } from "node:test";

import "./document.js";
import { records } from "../../sphinx_awesome/static/awesome/data.js";
import { facetsOf } from "../../sphinx_awesome/static/awesome/facets.js";
import { search, sortByTitle } from "../../sphinx_awesome/static/awesome/ranking.js";

/**
 * Return the titles of the papers that a query finds, in their order.
 * @param {string} query
 * @param {[title: string, authors?: string, more?: string][]} papers
 */
function found(query, ...papers) {
  const [none, lists] = [papers.map(() => 0), papers.map(() => [])];
  const data = records({
    explore: "", pages: [], sections: [], kinds: [], venues: [], labels: [], tags: [], former: {}, later: {}, award: {},
    id: papers.map((_, number) => `p${number}`),
    title: papers.map(([title]) => title),
    authors: papers.map(([, authors = ""]) => authors),
    more: Object.fromEntries(papers.map(([, , more = ""], number) => [number, more])),
    venue: none.map(() => -1), year: none, in: lists, has: lists, tag: lists,
  });
  return search(data.papers, query, data, facetsOf(data)).papers.map(({ shown }) => shown);
}

test("title before authors before the rest", () => {
  const papers = /** @type {const} */ ([["one", "li", "report"], ["two", "report", ""], ["a report", "", ""], ["none"]]);
  assert.deepEqual(found("report", ...papers.map((paper) => /** @type {any} */ (paper))), ["a report", "two", "one"]);
});

test("a word before one that only begins so, and none within a word", () => {
  assert.deepEqual(found("form", ["transform"], ["formal methods"], ["on form"]), ["on form", "formal methods"]);
});

test("a title that begins with the query comes first, one that holds it in a row next", () => {
  const titles = ["learning of language and vision", "on vision language models", "vision-language models"];
  assert.deepEqual(found("vision lang", ...titles.map((title) => /** @type {[string]} */ ([title]))), titles.reverse());
});

test("every word is to be found, in whatever place", () => {
  for (const query of ["kainz 2021", "miccai transformer 2021", "ratch", "Kainz RATCHET:"]) {
    assert.equal(found(query, ["RATCHET: Medical Transformer", "Bernhard Kainz", "MICCAI 2021"]).length, 1, query);
  }
  for (const query of ["kainz 2022", "ratchet -kainz", "-2021"]) {
    assert.deepEqual(found(query, ["RATCHET: Medical Transformer", "Bernhard Kainz", "MICCAI 2021"]), [], query);
  }
});

test("what is not to be there may stand within a word", () => {
  assert.deepEqual(found("-ct", ["a vector"], ["a ct"], ["x", "ct"], ["y", "", "ct"]), ["a vector"]);
  assert.deepEqual(found('-"a ct"', ["a vector"], ["a ct"], ["x", "ct"]), ["a vector", "x"]);
});

test("equal papers stay in their order, and without words all do", () => {
  for (const query of ["", "-x"]) assert.deepEqual(found(query, ["b"], ["a"], ["c"]), ["b", "a", "c"]);
});

test("characters of patterns are characters", () => {
  assert.deepEqual(found(".* [x]", ["o(n^2) .* [x]"], ["anything"]), ["o(n^2) .* [x]"]);
  assert.deepEqual(found(".*", ["anything"]), []);
});

test("by title as readers sort", () => {
  const papers = ["b", "Äb", "aa"].map((shown) => /** @type {Paper} */ ({ shown }));
  assert.deepEqual(sortByTitle(papers).map(({ shown }) => shown), ["aa", "Äb", "b"]);
});
