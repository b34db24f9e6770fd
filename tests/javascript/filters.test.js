import assert from "node:assert/strict";
import { test } from "node:test";

import { filterPapers } from "../../sphinx_awesome/static/awesome/filters.js";
import { sorted } from "../../sphinx_awesome/static/awesome/sort.js";

/**
 * @param {string} title
 * @param {string} venue
 * @param {string} year
 * @param {string[]} has
 * @param {string[]} [tag]
 */
function paper(title, venue, year, has, tag = []) {
  const values = { venue: venue ? [venue] : [], year: year ? [year] : [], has, tag };
  return { title, values };
}

const RATCHET = paper("RATCHET: Chest X-ray", "MICCAI", "2021", ["pdf", "code"]);
const ETUDE = paper("Étude of Reports", "TMI", "2023", ["pdf"], ["low dose", "ct"]);
const KIUT = paper("KiUT for Chest", "CVPR", "2023", ["code"]);
const BARE = paper("A Bare One", "", "", []);
const ALL = [RATCHET, ETUDE, KIUT, BARE];

/**
 * @param {string} query whose `q` is a part of the title
 */
function filtered(query) {
  const choice = new URLSearchParams(query);
  return filterPapers(ALL, choice, ({ title }) => title.toLowerCase().includes(choice.get("q") ?? ""));
}

/** @param {string} query */
const shown = (query) => [...filtered(query).shown];

test("nothing asked shows all", () => {
  assert.deepEqual(shown(""), ALL);
  assert.deepEqual(shown("venue="), ALL);
  assert.deepEqual([...filterPapers(ALL, new URLSearchParams()).shown], ALL);
});

test("what is typed finds papers, whatever else is chosen", () => {
  assert.deepEqual(shown("q=chest"), [RATCHET, KIUT]);
  assert.deepEqual(shown("q=chest&year=2023"), [KIUT]);
  assert.deepEqual(shown("q=nowhere"), []);
});

test("years may be a range", () => {
  assert.deepEqual(shown("year=2021-2023"), [RATCHET, ETUDE, KIUT]);
  assert.deepEqual(shown("year=2022-"), [ETUDE, KIUT]);
  assert.deepEqual(shown("year=-2022"), [RATCHET]);
  assert.deepEqual(shown("year=-"), []);
});

test("facets go together", () => {
  assert.deepEqual(shown("year=2023"), [ETUDE, KIUT]);
  assert.deepEqual(shown("year=2023&has=code"), [KIUT]);
  assert.deepEqual(shown("tag=low dose"), [ETUDE]);
  assert.deepEqual(shown("venue=MICCAI&year=2023"), []);
  assert.deepEqual(shown("venue=Nature"), []);
});

test("types are chosen as other facets are", () => {
  const plain = { ...BARE, values: { ...BARE.values, type: ["paper"] } };
  const tool = { ...BARE, values: { ...BARE.values, type: ["software"] } };
  const { shown: tools, counts } = filterPapers([plain, tool], new URLSearchParams("type=software"));
  assert.deepEqual([...tools], [tool]);
  assert.equal(counts.get("type paper"), 1);
});

test("each count is what that choice would leave", () => {
  for (const query of ["", "q=chest", "year=2023", "year=2023&has=code", "venue=MICCAI&year=2023"]) {
    const { counts } = filtered(query);
    for (const facet of ["venue", "year", "has", "tag"]) {
      for (const value of ["MICCAI", "TMI", "2021", "2023", "pdf", "code", "ct"]) {
        const other = new URLSearchParams(query);
        other.set(facet, value);
        const expected = shown(`${other}`).length;
        assert.equal(counts.get(`${facet} ${value}`) ?? 0, expected, `${query} and ${facet} ${value}`);
      }
    }
  }
});

test("orders, those without the value last", () => {
  const titles = (/** @type {string | null} */ order) => sorted(ALL, order)?.map(({ title }) => title[0]);
  assert.deepEqual(titles("oldest"), ["R", "É", "K", "A"]);
  assert.deepEqual(titles("newest"), ["É", "K", "R", "A"]);
  assert.deepEqual(titles("title"), ["A", "É", "K", "R"]);
  assert.deepEqual(titles("venue"), ["K", "R", "É", "A"]);
});

test("the page's own order is none of these", () => {
  for (const order of [null, "", "size", "constructor"]) assert.equal(sorted(ALL, order), undefined);
});
