// Owns the tools of an index: the field that leaves the terms whose names match, and the order by papers.
import { matcher, parse, Texts } from "./query.js";
import { queryOf, setQuery } from "./query-string.js";

/** Time without a key press after which what was typed becomes part of the address. */
const PAUSE_MS = 500;

/**
 * Return the groups of terms behind a template: their list, and all that is hidden with it.
 * @param {Element} template
 */
function groupsAfter(template) {
  const groups = [];
  let title = null;
  for (let at = template.nextElementSibling; at && !at.matches("template.aw-index"); at = at.nextElementSibling) {
    const list = at.matches(".aw-rows") ? at : at.matches(".aw-group") ? at.querySelector(".aw-rows") : null;
    if (list?.querySelector(":scope > li > .aw-term")) groups.push({ list, boxes: /** @type {HTMLElement[]} */ ([title, at].filter(Boolean)) });
    title = at.matches(".rubric, .aw-year") ? at : null;
  }
  return groups;
}

/**
 * Return a term, the list in which it stands, and what it is found by.
 * @param {HTMLLIElement} row
 * @param {Element} list
 * @param {Texts} texts
 */
function termOf(row, list, texts) {
  const name = /** @type {Element} */ (row.querySelector(".aw-term")?.cloneNode(true));
  name.querySelector(".aw-n")?.remove();
  const searched = { title: texts.of(name.textContent ?? ""), authors: "", rest: "" };
  return { row, list, searched, papers: row.querySelectorAll(".aw-papers > li").length };
}

/** @param {HTMLTemplateElement} template */
function start(template) {
  const bar = /** @type {HTMLElement} */ (template.previousElementSibling);
  // A saved page has what the script added before it was saved.
  bar.replaceChildren(template.content.cloneNode(true));
  const field = /** @type {HTMLInputElement} */ (bar.querySelector("[name=q]"));
  const order = /** @type {HTMLInputElement | null} */ (bar.querySelector("[name=sort]"));
  const count = /** @type {HTMLOutputElement} */ (bar.querySelector("output"));
  const groups = groupsAfter(template);
  const texts = new Texts();
  const terms = groups.flatMap(({ list }) =>
    [...list.children].map((row) => termOf(/** @type {HTMLLIElement} */ (row), list, texts)));
  const letters = bar.previousElementSibling?.matches(".aw-letters") ? bar.previousElementSibling : null;
  const all = Object.assign(document.createElement("ul"), { className: "aw-rows", role: "list", hidden: true });
  template.after(all);

  const sort = () => {
    const byPapers = !!order?.checked;
    if (byPapers === all.hidden) {
      const sorted = byPapers ? terms.toSorted((one, other) => other.papers - one.papers) : terms;
      for (const { row, list } of sorted) (byPapers ? all : list).append(row);
      all.hidden = !byPapers;
    }
    letters?.toggleAttribute("hidden", byPapers);
  };
  const find = () => {
    // No name before a colon: a term has no facets.
    const query = parse(field.value, []);
    const finds = matcher(query, texts, []);
    let shown = 0;
    for (const { row, searched } of terms) {
      row.hidden = !finds(searched);
      if (!row.hidden) shown += 1;
    }
    for (const { list, boxes } of groups) {
      const empty = !list.querySelector(":scope > :not([hidden])");
      for (const box of boxes) box.hidden = empty;
    }
    const text = count.dataset["text"] ?? "";
    count.textContent = query.terms.length ? text.replace("{n}", `${shown}`).replace("{all}", `${terms.length}`) : "";
  };
  const render = () => {
    sort();
    find();
  };

  let pause = 0;
  const put = () => setQuery(queryOf({ q: [field.value], sort: order?.checked ? [order.value] : [] }, location.search));
  bar.addEventListener("input", ({ target }) => {
    clearTimeout(pause);
    pause = window.setTimeout(put, target === field ? PAUSE_MS : 0);
    render();
  });
  const arrive = () => {
    const choice = new URLSearchParams(location.search);
    field.value = choice.get("q") ?? "";
    if (order) order.checked = choice.get("sort") === order.value;
    render();
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const hidden = target && terms.some(({ row }) => row === target && row.hidden);
    if (hidden) {
      field.value = "";
      find();
    }
    if (target && (hidden || location.search)) target.scrollIntoView();
  };
  addEventListener("popstate", arrive);
  arrive();
}

document.querySelectorAll("template.aw-index").forEach((found) => start(/** @type {HTMLTemplateElement} */ (found)));
