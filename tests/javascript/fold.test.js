import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, words } from "../../sphinx_awesome/static/awesome/fold.js";

test("accents, case and white space do not matter", () => {
  assert.equal(fold("  Márquez-Neila\n GRÖßE "), "marquez-neila grosse");
  assert.equal(fold("ΣΊΣΥΦΟΣ"), fold("σίσυφος"));
  assert.equal(fold("ﬁne ＡＢＣ ①"), "fine abc 1");
});

test("marks that are letters of their own stay", () => {
  assert.equal(fold("हिन्दी").length, 5);
});

test("a query is its words", () => {
  assert.deepEqual(words("  Chest  X-RAY "), ["chest", "x-ray"]);
  assert.deepEqual(words("   "), []);
});
