import assert from "node:assert/strict";
import { test } from "node:test";

import "./document.js";
import { papersNamed } from "../../sphinx_awesome/static/awesome/chosen-papers.js";
import { queryOf } from "../../sphinx_awesome/static/awesome/query-string.js";

const papers = /** @type {Paper[]} */ (["a", "b", "c-2021", "constructor"].map((id) => ({ id })));
const former = new Map([["old", 1], ["a", 2]]);

/** @param {string[]} values */
function chosen(...values) {
  const { named, missing } = papersNamed(values, { papers, former });
  return [[...named].map(({ id }) => id), missing];
}

test("papers stand in the order of the address, each once", () => {
  assert.deepEqual(chosen("c-2021,a,b,a"), [["c-2021", "a", "b"], 0]);
  assert.deepEqual(chosen("b", "a"), [["b", "a"], 0]);
});

test("a former id leads to its paper, unless another paper has it now", () => {
  assert.deepEqual(chosen("old,b,a"), [["b", "a"], 0]);
});

test("what names no paper is counted, each once", () => {
  assert.deepEqual(chosen("no,a,no,__proto__,toString"), [["a"], 3]);
  assert.deepEqual(chosen("constructor"), [["constructor"], 0]);
});

test("what an address may have picked up on its way does no harm", () => {
  assert.deepEqual(chosen(" A,,\tb\n,", ","), [["a", "b"], 0]);
  assert.deepEqual(chosen(), [[], 0]);
});

test("an address of papers can be read", () => {
  assert.equal(queryOf({ ids: ["a,c-2021"] }, "?q=x"), "?q=x&ids=a,c-2021");
});
