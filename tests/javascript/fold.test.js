import assert from "node:assert/strict";
import { test } from "node:test";

import { fold } from "../../sphinx_awesome/static/awesome/fold.js";

test("accents, case and white space do not matter", () => {
  assert.equal(fold("  Márquez-Neila\n GRÖßE "), "marquez-neila grosse");
  assert.equal(fold("ΣΊΣΥΦΟΣ"), fold("σίσυφος"));
  assert.equal(fold("ﬁne ＡＢＣ ①"), "fine abc 1");
});

test("dashes, quotes, strokes and what is not seen do not matter", () => {
  for (const dash of "‐‑‒–—―−") assert.equal(fold(`Vision${dash}Language`), "vision-language");
  for (const sign of "'’‘ʼ′´`") assert.equal(fold(`Alzheimer${sign}s`), "alzheimer's");
  for (const [first, last] of ["“”", "„“", "«»"]) assert.equal(fold(`${first}A${last}`), '"a"');
  assert.equal(fold("Łódź Ørsted Đạo Ægir Þór Straẞe Ilgın"), "lodz orsted dao aegir thor strasse ilgin");
  assert.equal(fold("co\u00adoperate a\u00a0b \u200epas\u200bted"), "cooperate a b pasted");
});

test("marks that are letters of their own stay", () => {
  assert.equal(fold("हिन्दी").length, 5);
});
