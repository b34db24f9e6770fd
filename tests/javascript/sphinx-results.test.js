import assert from "node:assert/strict";
import { test } from "node:test";

import { unescape } from "../../sphinx_awesome/static/awesome/sphinx-results.js";

test("what Python has escaped once is as before", () => {
  assert.equal(unescape("&quot;A &amp; B&quot; &lt;i&gt; isn&#x27;t"), '"A & B" <i> isn\'t');
  assert.equal(unescape("&amp;lt; &nbsp; &"), "&lt; &nbsp; &");
});
