// Owns the controls of the page that explores the list, but for the rows of facets.
import { button, make, setText } from "./dom.js";
import { FacetRow } from "./facet-row.js";
import { countText, t, tn } from "./i18n.js";

/** Number of papers that are shown, and that each "more" adds. */
export const STEP_PAPERS = 50;

export class Panel {
  #field = make("input", { type: "search", autocomplete: "off", spellcheck: false });
  #form = make("form", { className: "aw-finder", role: "search" }, make("label", { className: "aw-field" }, this.#field));
  #count = make("output", { className: "aw-total" }, t("Loading the papers …"));
  #clear = button(t("Clear filters"), () => this.#empty(), "aw-reset");
  #status = make("div", { className: "aw-tally" }, make("p", {}, this.#count, " ", this.#clear));
  #list = make("ul", { role: "list" });
  #more = button("", () => this.handlers?.more(), "aw-further");
  #nothing = make("p", { className: "aw-empty", hidden: true });
  /** @type {FacetRow[]} */
  #rows = [];
  /** @type {Handlers | null} */
  handlers = null;
  /** @type {HTMLSelectElement[]} */
  #selects = [];

  /**
   * @param {Element} place its content gives way when the papers are there
   * @param {import("./selection-export.js").SelectionExport} exporter
   */
  constructor(place, exporter) {
    this.place = place;
    this.exporter = exporter;
    this.plain = [...place.children];
    this.#clear.hidden = true;
    this.#field.ariaLabel = this.#field.placeholder = t("Search by title, author or venue");
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    place.prepend(this.#form, this.#status);
  }

  get typed() {
    return this.#field.value;
  }

  /**
   * Call a function when the reader turns to the field, or already has.
   * @param {() => Promise<void>} act
   */
  onSearch(act) {
    const prepare = () => act().catch(() => {});
    if (document.activeElement === this.#field) prepare();
    else this.#field.addEventListener("focus", prepare, { once: true });
  }

  /**
   * Say why there are no papers; the content of the page stays.
   * @param {string} why
   */
  fail(why) {
    this.#form.remove();
    this.report(why);
  }

  /**
   * Show a message in place of the count.
   * @param {string} text
   */
  report(text) {
    this.#count.textContent = text;
  }

  /**
   * Offer the values of facets, and orders.
   * @param {Data} data
   * @param {readonly Facet[]} facets
   * @param {Handlers} handlers
   */
  fill(data, facets, handlers) {
    this.handlers = handlers;
    const name = tn("Search {n} paper by title, author or venue", "Search {n} papers by title, author or venue", data.papers.length);
    this.#field.ariaLabel = this.#field.placeholder = name;
    this.#field.title = t("Words, and choices such as author:NAME, venue:NAME, year:2021-2023 or tag:NAME; a hyphen before one leaves it out");
    this.#field.addEventListener("input", () => handlers.change({ q: [this.#field.value] }, true));
    this.#rows = facets.map((facet) => new FacetRow(facet, data, (part) => handlers.change(part, false)));
    const fold = make("div", { className: "aw-fold", id: "aw-facets" }, ...this.#rows.flatMap((row) => row.element ?? []));
    const toggle = button(t("Filters"), () => {
      toggle.ariaExpanded = String(fold.classList.toggle("aw-open"));
    }, "aw-unfold aw-i-sift");
    toggle.ariaExpanded = "false";
    toggle.setAttribute("aria-controls", fold.id);
    this.#form.append(toggle, fold);
    this.#count.parentElement?.append(this.exporter.these);
    this.#status.append(
      make(
        "p",
        { className: "aw-orders" },
        this.#pick("sort", t("Sort"), [
          ["best", t("Best match first")],
          ["newest", t("Newest first")],
          ["oldest", t("Oldest first")],
          ["title", t("By title")],
        ]),
        this.#pick("view", t("Show"), [
          ["cards", t("Cards")],
          ["list", t("A list")],
        ]),
      ),
    );
    this.#nothing.append(t("No paper matches all of this."));
    this.plain.forEach((element) => element.remove());
    this.place.append(this.#list, this.#nothing, this.#more, this.exporter.tray);
  }

  /**
   * @param {string} key
   * @param {string} name
   * @param {[string, string][]} options
   */
  #pick(key, name, options) {
    const made = make("select", { name: key }, ...options.map(([value, text]) => make("option", { value }, text)));
    made.addEventListener("change", () => this.handlers?.change({ [key]: [made.value] }, false));
    this.#selects.push(made);
    return make("label", { className: "aw-order" }, `${name} `, made);
  }

  #empty() {
    const none = this.#rows.map(({ name }) => ({ [name]: [], [`-${name}`]: [] }));
    this.handlers?.change(Object.assign({ q: [] }, ...none), false);
    this.#field.focus();
  }

  /**
   * Show a choice and its result.
   * @param {Choice} choice
   * @param {{found: number, all: number, counts: readonly Uint32Array[], ranked: boolean}} result
   */
  update(choice, { found, all, counts, ranked }) {
    const query = choice["q"]?.[0] ?? "";
    if (this.#field.value !== query) this.#field.value = query;
    this.#rows.forEach((row, number) => row.update(choice, counts[number] ?? new Uint32Array()));
    setText(this.#count, countText(found, all));
    this.#clear.hidden = !query && !this.#rows.some(({ name }) => choice[name]?.length || choice[`-${name}`]?.length);
    this.#nothing.hidden = found > 0;
    const [sort, view] = this.#selects;
    if (sort) pick(sort, choice["sort"]?.[0], ranked ? "best" : "newest");
    if (view) pick(view, choice["view"]?.[0], "cards");
  }

  /**
   * Empty the list of papers.
   * @param {boolean} rows whether those to come are rows, not cards
   */
  begin(rows) {
    this.#list.className = rows ? "aw-rows" : "aw-list";
    this.#list.replaceChildren();
  }

  /**
   * Append papers to the list.
   * @param {HTMLElement[]} items
   * @param {number} left number of papers not yet in the list
   */
  add(items, left) {
    this.#list.append(...items);
    this.#list.hidden = !this.#list.hasChildNodes();
    this.#more.hidden = !left;
    const more = Math.min(left, STEP_PAPERS);
    setText(this.#more, tn("Show {more} of {n} further paper", "Show {more} of {n} further papers", left, { more }));
  }
}

/**
 * Select an option; another one, if there is no such option.
 * @param {HTMLSelectElement} select
 * @param {string} [value]
 * @param {string} [other]
 */
function pick(select, value = "", other = "") {
  select.value = value;
  if (select.selectedIndex < 0) select.value = other;
}
