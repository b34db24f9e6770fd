// Owns the start of pages of papers, and what connects their filters, selection, export and copying. The
// controls are in a template, so that there are none without this script.
import { labelCounts, offerValues, readFields, setFields, showUntil } from "./filter-form.js";
import { filterPapers } from "./filters.js";
import { countText, t, tn } from "./i18n.js";
import { findLists, showPapers } from "./paper-lists.js";
import { queryOf, setQuery } from "./query-string.js";
import { addBox, watchSelection } from "./selection.js";
import "./shortcut.js";

/** @param {string} name */
const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`.aw-${name}`));

const loadSearch = () => import("./page-search.js");

/**
 * Put the bar where it is in reach whichever tab is open: before the tabs, or closed details, around it.
 * @param {Element} bar
 */
function bringOut(bar) {
  let around = bar;
  for (let next; (next = around.parentElement?.closest(".sd-tab-set, details")); ) around = next;
  const [template, result] = [bar.nextElementSibling, part("result")];
  if (around !== bar && template) around.before(bar, template, result);
}

/**
 * @param {HTMLElement} bar
 * @param {typeof import("./page-search.js")} [loaded] what searches, if it is needed at once
 */
function start(bar, loaded) {
  // A saved page has what the script added.
  document.querySelectorAll("aw-js").forEach((left) => left.remove());
  bringOut(bar);
  const template = /** @type {HTMLTemplateElement} */ (bar.nextElementSibling);
  bar.replaceChildren(template.content.cloneNode(true));
  part("result").prepend(part("found"));
  part("result").after(part("nothing"));
  bar.parentElement?.append(part("tray"));

  const groups = findLists();
  const papers = groups.flatMap((group) => group.papers);
  const fields = /** @type {Field[]} */ ([...bar.querySelectorAll("[name]")]);
  offerValues(fields, filterPapers(papers, new URLSearchParams()).counts);

  /** @type {Set<string>} */
  let selected;
  const say = (/** @type {string} */ text) => {
    part("told").textContent = text;
  };
  for (const { card, id, title } of papers) addBox(part("mark"), card, id, title);
  part("mark").remove();
  const { clear } = watchSelection((ids) => {
    selected = ids;
    part("chosen").hidden = !ids.size;
    const show = /** @type {HTMLAnchorElement | null} */ (part("show"));
    if (show) show.search = queryOf({ ids: [[...ids].join()] });
    part("number").textContent = tn("{n} paper selected", "{n} papers selected", ids.size);
    say("");
  });

  /** @type {import("./page-search.js").PageSearch | undefined} */
  let search = loaded && new loaded.PageSearch(papers, bar, () => render());
  const prepare = async () => {
    const { PageSearch } = await loadSearch();
    search ??= new PageSearch(papers, bar, () => render());
  };
  const panels = document.querySelector(":is(.sd-tab-content, details) .aw-set") && import("./panels.js");

  let shown = new Set(papers);
  /** @type {string | null} */
  let order = null;
  let hash = "";
  /** Show the papers of the choice. Return what the fragment names, if the choice may have moved it. */
  const render = () => {
    const choice = readFields(fields);
    const query = choice.get("q") ?? "";
    if (query && !search) prepare().then(render, () => say(t("The search could not be loaded.")));
    const found = filterPapers(papers, choice, query ? search?.finds(query) : undefined);
    const target = document.getElementById(hash.slice(1));
    if (target) panels?.then(({ open }) => open(target));
    const extra = target && papers.find((one) => one.card.contains(target) && !found.shown.has(one));
    showPapers(groups, (paper) => found.shown.has(paper) || paper === extra);
    shown = found.shown;
    if (order !== choice.get("sort")) {
      order = choice.get("sort");
      // While the page loads, hide papers that are about to move.
      const { classList } = document.documentElement;
      classList.toggle("aw-late", document.readyState === "interactive");
      import("./sort.js")
        .then(({ arrange }) => arrange(groups, order))
        .finally(() => classList.remove("aw-late"));
    }
    labelCounts(fields, found.counts);
    const also = extra ? part("count").dataset.also?.replace("{title}", () => extra.title) : "";
    part("count").textContent = `${countText(shown.size, papers.length, part("count").dataset)} ${also}`;
    part("clear").hidden = [...choice.keys()].every((key) => key === "sort");
    part("these").hidden = part("clear").hidden || !shown.size;
    part("nothing").hidden = !!shown.size;
    if (!shown.size) {
      search?.offerOthers(part("nothing"), query, (finds) => filterPapers(papers, choice, finds).shown.size, (other) => {
        if (fields[0]) fields[0].value = other;
        change();
        fields[0]?.focus();
      });
    }
    const hits = part("clear").hidden ? [] : [...shown].map(({ card }) => card);
    panels?.then(({ offer }) => offer(hits, part("count")));
    return String(choice) ? target : null;
  };

  let pause = 0;
  const arrive = () => {
    clearTimeout(pause);
    hash = location.hash;
    setFields(fields, new URLSearchParams(location.search));
    render()?.scrollIntoView();
  };
  const put = () => {
    const choice = readFields(fields);
    setQuery(queryOf(Object.fromEntries(fields.map(({ name }) => [name, choice.getAll(name)])), location.search));
  };
  const change = (wait = 0) => {
    clearTimeout(pause);
    // What is typed without a pause is one step back.
    pause = window.setTimeout(put, wait);
    hash = "";
    showUntil(fields);
    render();
  };
  // The first letter shall not wait for what searches.
  bar.addEventListener("focusin", () => prepare().catch(() => {}));
  bar.addEventListener("input", ({ target }) => change(target === fields[0] ? 500 : 0));
  addEventListener("popstate", arrive);
  addEventListener("toggle", async ({ target }) => {
    const details = /** @type {Element} */ (target);
    if (details.matches(".aw-more")) (await import("./copy.js")).addButtons(details, say);
  }, true);
  addEventListener("click", stayOnPage);
  addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLButtonElement} */ (target);
    const ids = part("chosen").contains(button) ? [...selected] : [...shown].map(({ id }) => id);
    if (button.matches(".aw-sift")) button.ariaExpanded = `${button.ariaExpanded !== "true"}`;
    if (button.matches(".aw-drop")) clear();
    if (button.matches(".aw-save")) {
      import("./export.js").then(
        async ({ save }) => say(await save(ids, button.value)),
        () => say(part("tray").dataset.away ?? ""),
      );
    }
    if (button.matches(".aw-clear")) {
      setFields(fields, new URLSearchParams({ sort: order ?? "" }));
      change();
      fields[0]?.focus();
    }
  });
  arrive();
}

/**
 * Follow a card's own permalink within the page. The permalink itself, which is there to be copied, would
 * load the page again and lose the choice.
 * @param {MouseEvent} event
 */
function stayOnPage(event) {
  const { target, button, altKey, ctrlKey, metaKey, shiftKey } = event;
  const link = /** @type {Element} */ (target).closest(".aw-card :is(.headerlink, .aw-self)");
  const id = link?.closest(".aw-card")?.id;
  if (!id || button || altKey || ctrlKey || metaKey || shiftKey) return;
  event.preventDefault();
  location.hash = id;
}

// The stylesheet shows the content of these elements only where they are defined, and only this style
// hides papers: a saved page, opened where no script runs, shows all papers and no control.
const hiding = new CSSStyleSheet();
hiding.replaceSync(".aw-off { display: none !important }");
document.adoptedStyleSheets.push(hiding);
for (const name of ["aw-js", "aw-bar"]) customElements.define(name, class extends HTMLElement {});
/** @type {HTMLElement | null} */
const found = document.querySelector("aw-bar");
if (found && new URLSearchParams(location.search).get("q")) {
  // While the page loads, hide the papers among which the query chooses.
  const { classList } = document.documentElement;
  classList.toggle("aw-late", document.readyState === "interactive");
  loadSearch().then((loaded) => start(found, loaded), () => start(found)).finally(() => classList.remove("aw-late"));
} else if (found) start(found);
