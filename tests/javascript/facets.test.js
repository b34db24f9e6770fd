import assert from "node:assert/strict";
import { test } from "node:test";

import "./document.js";
import { records } from "../../sphinx_awesome/static/awesome/data.js";
import { facetsOf, NAMES, select } from "../../sphinx_awesome/static/awesome/facets.js";
import { countText } from "../../sphinx_awesome/static/awesome/i18n.js";
import { matcher, parse, Texts } from "../../sphinx_awesome/static/awesome/query.js";
import { foldPapers, search, withYears } from "../../sphinx_awesome/static/awesome/ranking.js";

const DATA = records({
  explore: "explore.html",
  pages: ["reports.html", "models.html"],
  sections: [
    ["reports", "Report Generation", 0],
    ["models", "Models", 1],
  ],
  kinds: [
    ["conference", "Konferenz"],
    ["journal", "Zeitschrift"],
    ["workshop", "Workshop"],
    ["preprint", "Preprint"],
  ],
  venues: [
    ["MICCAI", "Medical Image Computing", 0, "Computer-Assisted Intervention"],
    ["MICCAI Workshop", "", 2, ""],
    ["arXiv", "", 3, "CoRR"],
    ["Nowhere", "", -1, ""],
  ],
  labels: [["pdf", "PDF"], ["code", "Code"]],
  tags: ["diffusion"],
  id: ["a", "b", "c", "d"],
  title: ["Alpha", "Beta", "Gamma", "Delta"],
  authors: ["Ada Lovelace\nGrace Hopper", "", "José Ortega", ""],
  venue: [0, 2, 2, -1],
  year: [2021, 2022, 2022, 0],
  in: [[0], [1, 0], [1], [0]],
  has: [[0, 1], [0], [], [1]],
  tag: [[], [0], [], []],
  former: {},
  later: { 2: [0, 2023, "Gamma at last"] },
  award: { 3: "Best Paper" },
  more: { 3: "Oral" },
});
foldPapers(DATA);
const FACETS = facetsOf(DATA);

/** @param {string} name */
const facet = (name) => /** @type {Facet} */ (
  FACETS.find((known) => known.name === name)
);

/**
 * @param {Record<string, string[]>} wanted keys by facet; with a hyphen, those left out
 */
function choose(wanted) {
  const numbers = (/** @type {string} */ name, /** @type {string} */ sign) =>
    new Set(
      (wanted[sign + name] ?? []).map((key) => facet(name).values.findIndex((value) => value.key === key)),
    );
  const choice = Object.fromEntries(
    NAMES.map((name) => [name, { any: numbers(name, ""), none: numbers(name, "-") }]),
  );
  const { chosen, counts } = select(DATA.papers, FACETS, choice);
  const shown = Object.fromEntries(
    FACETS.map(({ name, values }, at) => [
      name,
      Object.fromEntries(values.map(({ key }, number) => [key, counts[at]?.[number]])),
    ]),
  );
  return { ids: chosen.map(({ id }) => id).join(""), counts: shown };
}

test("without a choice all papers, each counted under all its values", () => {
  const { ids, counts } = choose({});
  assert.equal(ids, "abcd");
  assert.deepEqual(counts, {
    task: { reports: 3, models: 2 },
    year: { 2023: 1, 2022: 2, 2021: 1 },
    kind: { conference: 2, journal: 0, workshop: 0, preprint: 1 },
    venue: { MICCAI: 2, "MICCAI Workshop": 0, arXiv: 2, Nowhere: 0 },
    has: { pdf: 2, code: 2 },
    tag: { diffusion: 1 },
  });
});

test("types are a facet where a list has several, and counted in the forms of the build", () => {
  const papers = DATA.papers.map((paper, number) => ({ ...paper, type: number < 3 ? 0 : 1 }));
  /** @type {Data["types"]} */
  const types = [["paper", "Paper", "Papers"], ["dataset", "Data set", "Data sets"]];
  const facets = facetsOf({ ...DATA, papers, types });
  const { chosen, counts } = select(papers, facets, { type: { any: new Set([1]), none: new Set() } });
  assert.deepEqual(chosen.map(({ id }) => id), ["d"]);
  assert.deepEqual([...counts[facets.findIndex(({ name }) => name === "type")] ?? []], [3, 1]);
  const typed = (/** @type {string} */ query, /** @type {Facet[]} */ those) =>
    papers.filter(matcher(parse(query), new Texts(), those)).map(({ id }) => id).join("");
  assert.equal(typed("type:datasets", facets), "d");
  assert.equal(typed("-type:dataset", facets), "abc");
  assert.equal(typed("type:paper", FACETS), "abcd");
  assert.equal(typed("-type:papers", FACETS), "");
  assert.equal(typed("type:dataset", FACETS), "");
});

test("entries that are not papers alone are counted as the build says", () => {
  const texts = { whole: "2 papers, 1 data set", some: "{shown} of {n} entries" };
  assert.equal(countText(3, 3, texts), "2 papers, 1 data set");
  assert.equal(countText(0, 3, texts), "0 of 3 entries");
  assert.equal(countText(2, 2, { some: texts.some }), "2 of 2 entries");
  assert.equal(countText(1, 3), "1 of 3 papers");
});

test("values of a facet add up, facets narrow each other", () => {
  assert.equal(choose({ year: ["2021", "2022"] }).ids, "abc");
  assert.equal(choose({ year: ["2021", "2022"], has: ["code"] }).ids, "a");
  assert.equal(choose({ task: ["models"], venue: ["MICCAI"] }).ids, "c");
});

test("numbers of a facet follow the other facets, not itself", () => {
  const { counts } = choose({ venue: ["arXiv"] });
  assert.deepEqual(counts["venue"], { MICCAI: 2, "MICCAI Workshop": 0, arXiv: 2, Nowhere: 0 });
  assert.deepEqual(counts["task"], { reports: 1, models: 2 });
  assert.deepEqual(choose({ venue: ["arXiv"], has: ["code"] }).counts["venue"], {
    MICCAI: 1,
    "MICCAI Workshop": 0,
    arXiv: 0,
    Nowhere: 0,
  });
});

test("each number is what choosing that value alone would leave", () => {
  const base = { task: ["reports"], "-venue": ["arXiv"] };
  const { counts } = choose(base);
  for (const { name, values } of FACETS) {
    for (const { key } of values) {
      const others = Object.fromEntries(Object.entries(base).filter(([other]) => other.replace("-", "") !== name));
      assert.equal(counts[name]?.[key], choose({ ...others, [name]: [key] }).ids.length, `${name}:${key}`);
    }
  }
});

test("what is left out is not there, whatever else is chosen", () => {
  assert.equal(choose({ "-venue": ["arXiv"] }).ids, "ad");
  assert.equal(choose({ "-has": ["pdf", "code"] }).ids, "c");
  assert.equal(choose({ has: ["pdf"], "-has": ["code"] }).ids, "b");
});

test("both venues and both years count; the kind is that of the later venue", () => {
  for (const venue of ["arXiv", "MICCAI"]) {
    for (const year of ["2022", "2023"]) assert.ok(choose({ venue: [venue], year: [year] }).ids.includes("c"));
  }
  assert.equal(choose({ kind: ["preprint"] }).ids, "b");
});

test("typed choices", () => {
  const left = (/** @type {string} */ query) => search(DATA.papers, query, DATA, FACETS).papers.map(({ id }) => id).join("");
  assert.equal(left(""), "abcd");
  assert.equal(left("-venue:arxiv"), "ad");
  assert.equal(left("-venue:nothing"), "abcd");
  assert.equal(left("venue:nothing"), "");
  assert.equal(left("has:code task:rep"), "ad");
  assert.equal(left("kind:konferenz"), "ac");
  assert.equal(left("venue:MICCAI year:2022"), "c");
});

test("typed names of authors, whole or where a word begins", () => {
  const left = (/** @type {string} */ query) => search(DATA.papers, query, DATA, FACETS).papers.map(({ id }) => id).join("");
  assert.equal(left("author:hopper"), "a");
  assert.equal(left('author:"grace hop"'), "a");
  assert.equal(left("author:ortega"), "c");
  assert.equal(left("author:opper"), "");
  assert.equal(left('author:"lovelace grace"'), "");
  assert.equal(left("-author:ada"), "bcd");
});

test("ranges of years in a choice are the years in them", () => {
  const years = (/** @type {string[]} */ ...year) => withYears({ year }, FACETS)["year"];
  assert.deepEqual(years("2021-2022"), ["2022", "2021"]);
  assert.deepEqual(years("2022-"), ["2023", "2022"]);
  assert.deepEqual(years("1999"), ["1999"]);
  assert.deepEqual(withYears({}, FACETS), {});
});

test("records: folded words, places, and the later title", () => {
  const [alpha, , gamma, delta] = DATA.papers;
  assert.equal(alpha?.by, "Ada Lovelace\nGrace Hopper");
  assert.equal(alpha?.authors, " ada lovelace \n grace hopper ");
  assert.equal(gamma?.title, " gamma \n gamma at last ");
  assert.equal(gamma?.authors, " jose ortega ");
  assert.deepEqual(gamma?.places, [{ venue: 2, year: 2022 }, { venue: 0, year: 2023 }]);
  assert.deepEqual(gamma?.latest, { venue: 0, year: 2023 });
  for (const word of ["arxiv", "corr", "2022", "miccai", "medical image computing", "2023"]) {
    assert.ok(gamma?.rest.includes(word), word);
  }
  assert.deepEqual(delta?.rest.split("\n").map((line) => line.trim()), ["", "best paper", "oral", "d"]);
});
