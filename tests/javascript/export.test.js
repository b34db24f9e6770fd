import assert from "node:assert/strict";
import { before, test } from "node:test";

/** @type {typeof import("../../sphinx_awesome/static/awesome/export.js")} */
let module;

before(async () => {
  // The words of the interface are those of the page's language.
  Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
  module = await import("../../sphinx_awesome/static/awesome/export.js");
});

const BIB = `@article{one,
  title = {{A {B}
}}},
  year = {2023},
}

@inproceedings{two-2,
  title = {{@article{not, one}}},
}
`;

const RIS = `TY  - JOUR
TI  - One
ID  - one
ER  - 

TY  - CONF
TI  - ER  - not the end
ID  - two-2
ER  - 
`;

test("records of BibTeX are found by their ids, whole", () => {
  const found = module.records(BIB, "bib");
  assert.deepEqual([...found.keys()], ["one", "two-2"]);
  assert.equal(module.file([...found.values()], "bib"), BIB);
});

test("records of RIS are found by their ids, whole", () => {
  const found = module.records(RIS, "ris");
  assert.deepEqual([...found.keys()], ["one", "two-2"]);
  assert.equal(module.file([...found.values()], "ris"), RIS);
});

test("items of CSL-JSON are found by their ids, whole", () => {
  const items = [{ id: "one", title: "A “B”", author: [{ family: "C" }] }, { id: "two-2" }];
  const found = module.records(JSON.stringify(items), "json");
  assert.deepEqual([...found.keys()], ["one", "two-2"]);
  assert.deepEqual(JSON.parse(module.file([...found.values()], "json")), items);
});

test("a choice comes in the order asked for", () => {
  const found = module.records(BIB, "bib");
  const text = module.file([found.get("two-2") ?? "", found.get("one") ?? ""], "bib");
  assert.deepEqual([...module.records(text, "bib").keys()], ["two-2", "one"]);
});

test("a file without records holds none", () => {
  assert.equal(module.records("", "bib").size, 0);
  assert.equal(module.records("% nothing\n", "ris").size, 0);
  assert.equal(module.records("[]", "json").size, 0);
});

test("a file of some records is not called as that of all", () => {
  assert.equal(module.nameOf("papers.bib", true), "papers.bib");
  assert.equal(module.nameOf("../sub/reports.json", false), "reports-selection.json");
  assert.equal(module.nameOf("https://example.org/a/%E5%8C%BB%E5%AD%A6.ris?v=1", false), "医学-selection.ris");
});
