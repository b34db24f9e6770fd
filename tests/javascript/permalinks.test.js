import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const CODE = readFileSync(new URL("../../sphinx_awesome/static/awesome/permalinks.js", import.meta.url), "utf8");
const SITE = "https://example.org/list/";

/**
 * Open a page of a site that has one permalink: `lost` leads where is said, or nowhere, or is the page of
 * a paper, whose card is where is said.
 * @param {string} address
 * @param {{ ids?: string[], target?: string, card?: string, body?: string, storage?: Map<string, string> | null }} site
 */
async function open(address, { ids = [], target = "", card = "", body, storage = new Map() } = {}) {
  const location = Object.assign(new URL(address, SITE), {
    replaced: /** @type {string[]} */ ([]),
    /** @param {URL} url */
    replace(url) {
      this.replaced.push(String(url));
    },
  });
  /** @type {string[]} */
  const asked = [];
  /** @type {{ textContent: string }[]} */
  const made = [];
  const main = { prepend() {} };
  const denied = () => {
    throw new Error("denied");
  };
  runInNewContext(CODE, {
    URL,
    Error,
    location,
    addEventListener() {},
    setTimeout: (/** @type {() => void} */ act) => act(),
    sessionStorage: storage
      ? {
          getItem: (/** @type {string} */ key) => storage.get(key) ?? null,
          setItem: (/** @type {string} */ key, /** @type {string} */ value) => storage.set(key, value),
          removeItem: (/** @type {string} */ key) => storage.delete(key),
        }
      : { getItem: denied, setItem: denied, removeItem: denied },
    document: {
      currentScript: {
        src: `${SITE}_static/awesome/permalinks.js?v=1`,
        dataset: { folder: "p/", arrived: "arrived", offer: "offer" },
      },
      body: main,
      createElement() {
        const element = { textContent: "", setAttribute() {}, append() {} };
        made.push(element);
        return element;
      },
      querySelector: () => main,
      querySelectorAll: () => [],
      getElementById: (/** @type {string} */ id) =>
        ids.includes(id) ? { closest: () => null, matches: () => true, after() {} } : null,
    },
    DOMParser: class {
      parseFromString() {
        const found = (/** @type {string} */ value) => (value ? { getAttribute: () => value } : null);
        return { querySelector: (/** @type {string} */ part) => found(part === "[data-card]" ? card : target) };
      }
    },
    async fetch(/** @type {URL} */ url) {
      asked.push(String(url));
      const text = body ?? "<!-- sphinx-awesome permalink -->";
      return { ok: url.href === `${SITE}p/lost.html`, text: async () => text };
    },
  });
  await new Promise((done) => setTimeout(done, 5));
  return { asked, replaced: location.replaced, said: made[0]?.textContent ?? "" };
}

const PERMALINK = `${SITE}p/lost.html`;

test("what is not on the page is looked for at its permalink, below any prefix", async () => {
  for (const page of ["a.html", "deep/er/a.html", "deep/", ""]) {
    const { asked, replaced } = await open(`${page}#paper-lost`, { target: "../b.html#paper-lost" });
    assert.deepEqual([asked, replaced], [[PERMALINK], [PERMALINK]]);
  }
});

test("a paper's page is not shown to who looks for its card: the card is", async () => {
  const storage = new Map();
  const card = "../b.html#paper-found";
  const { asked, replaced } = await open("a.html#paper-lost", { storage, card });
  assert.deepEqual([asked, replaced], [[PERMALINK], [`${SITE}b.html#paper-found`]]);
  assert.equal((await open("b.html#paper-found", { storage, ids: ["paper-found"] })).said, "arrived");
  // A former id leads to the page of its paper, and knows the card too.
  assert.deepEqual((await open("a.html#paper-lost", { card, target: "found.html" })).replaced, replaced);
  assert.deepEqual((await open("b.html#paper-lost", { card })).replaced, []);
});

test("what is on the page, is no id, or has no permalink leads nowhere", async () => {
  const target = "../b.html#paper-lost";
  for (const hash of ["", "#", "#lost", "#paper-", "#paper-Lost", "#paper-lost/..", "#year-2020", "#paper-a--b", "#paper-%6Cost"]) {
    assert.deepEqual((await open(`a.html${hash}`, { target })).asked, []);
  }
  assert.deepEqual((await open("a.html#paper-lost", { target, ids: ["paper-lost"] })).asked, []);
  const none = await open("a.html#paper-none", { target });
  assert.deepEqual([none.asked, none.replaced], [[`${SITE}p/none.html`], []]);
});

test("a host that answers for any address leads nowhere", async () => {
  const { replaced } = await open("a.html#paper-lost", { target: "../b.html", body: "<h1>Home</h1>" });
  assert.deepEqual(replaced, []);
});

test("a permalink to the very page is not followed, however the host writes its address", async () => {
  for (const [here, target] of [
    ["a.html", "../a.html"],
    ["a", "../a.html"],
    ["a/", "../a.html"],
    ["a/", "../a/"],
    ["a/index.html", "../a/"],
    ["", "../index.html"],
    ["index.html", "../"],
  ]) {
    assert.deepEqual((await open(`${here}#paper-lost`, { target: `${target}#paper-lost` })).replaced, [], here);
    assert.equal((await open(`b/${here}#paper-lost`, { target: `${target}#paper-lost` })).replaced.length, 1);
  }
});

test("where one is led, it is said, once", async () => {
  const storage = new Map();
  await open("a.html#paper-lost", { storage, target: "../b.html#paper-found" });
  assert.equal(storage.size, 1);
  assert.equal((await open("b.html#paper-found", { storage, ids: ["paper-found"] })).said, "arrived");
  assert.equal(storage.size, 0);
  assert.equal((await open("b.html#paper-found", { storage, ids: ["paper-found"] })).said, "");
});

test("one who goes elsewhere meanwhile is told nothing", async () => {
  const storage = new Map();
  await open("a.html#paper-lost", { storage, target: "../b.html#paper-found" });
  assert.equal((await open("b.html#paper-other", { storage, ids: ["paper-other"] })).said, "");
});

test("one who is led to a page without it stays there", async () => {
  const storage = new Map();
  await open("a.html#paper-lost", { storage, target: "../b.html#paper-lost" });
  const there = await open("b.html#paper-lost", { storage, target: "../c.html#paper-lost" });
  assert.deepEqual([there.asked, there.replaced, there.said], [[], [], ""]);
});

test("what was removed is told on its own page alone", async () => {
  const storage = new Map();
  const { replaced } = await open("a.html#paper-lost", { storage });
  assert.deepEqual([replaced, storage.size], [[PERMALINK], 0]);
});

test("without storage one is led all the same", async () => {
  const { replaced } = await open("a.html#paper-lost", { storage: null, target: "../b.html#paper-lost" });
  assert.deepEqual(replaced, [PERMALINK]);
});

test("on a disk nothing is asked", async () => {
  const { asked, replaced, said } = await open("file:///list/a.html#paper-lost", { target: "../b.html" });
  assert.deepEqual([asked, replaced, said], [[], [], "offer"]);
});
