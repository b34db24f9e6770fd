import assert from "node:assert/strict";
import { test } from "node:test";

import { queryOf } from "../../sphinx_awesome/static/awesome/query-string.js";
import { readQuery } from "../../sphinx_awesome/static/awesome/facets.js";

const KEYS = ["q", "venue", "year", "has", "sort"];

test("an address says words, choices and order", () => {
  assert.deepEqual(readQuery("?q=chest+x-ray&year=2023&year=2022&has=code&sort=venue", KEYS), {
    q: ["chest x-ray"],
    venue: [],
    year: ["2023", "2022"],
    has: ["code"],
    sort: ["venue"],
  });
});

test("empty and repeated values are none", () => {
  const asked = readQuery("?q=&q=+&year=2023&year=2023", KEYS);
  assert.deepEqual([asked.q, asked.year], [[], ["2023"]]);
});

test("a query string that is broken says what can be read of it", () => {
  assert.deepEqual(readQuery("?q=%E0%A4%A&&=&year", ["year", "venue"]), { year: [], venue: [] });
});

test("what is written is read back", () => {
  const choice = {
    q: ["größe & “quotes” 100% #1"],
    venue: ["World Wide Web", "MedIA"],
    year: [],
    has: ["code"],
    sort: [],
  };
  assert.deepEqual(readQuery(queryOf(choice), KEYS), choice);
});

test("it stays readable", () => {
  const choice = { q: ["chest"], year: ["2023"], has: ["code"], sort: ["venue"] };
  assert.equal(queryOf(choice), "?q=chest&year=2023&has=code&sort=venue");
});

test("nothing asked is no query string", () => {
  assert.equal(queryOf({ q: [], year: [""] }), "");
});

test("parameters of others stay", () => {
  assert.equal(queryOf({ q: ["new"] }, "?highlight=word&q=old"), "?highlight=word&q=new");
});
