// Owns the page that explores the list: its controls, the choice, which it keeps in the address, and which
// papers are shown: those that facets.js and ranking.js find.
import "./other-translations.js";
import { Cards, row } from "./cards.js";
import { button, make, setText } from "./dom.js";
import { facetsOf, NAMES, readQuery, select } from "./facets.js";
import { countText, t, tn } from "./i18n.js";
import { queryOf, setQuery } from "./query-string.js";
import { SelectionExport } from "./selection-export.js";
import "./shortcut.js";

/** More papers than a screen holds; the others follow when typing pauses. */
const FIRST_PAPERS = 12;
const PAUSE_MS = 150;
const KEYS = ["q", "sort", "view", "ids", ...NAMES, ...NAMES.map((name) => `-${name}`)];

/** Number of papers that are shown, and that each "more" adds. */
const STEP_PAPERS = 50;

/** The controls of the page. */
export class Panel {
  #field = make("input", { type: "search", autocomplete: "off", spellcheck: false });
  #form = make("form", { className: "aw-finder", role: "search" }, make("label", { className: "aw-field" }, this.#field));
  #count = make("output", { className: "aw-total" }, t("Loading the papers …"));
  #clear = button(t("Clear filters"), () => this.#empty(), "aw-reset");
  #status = make("div", { className: "aw-tally" }, make("p", {}, this.#count, " ", this.#clear));
  #list = make("ul", { role: "list" });
  #more = button("", () => this.handlers?.more(), "aw-further");
  /** Says that nothing is found. */
  nothing = make("p", { className: "aw-empty", hidden: true });
  /** @type {FacetRow[]} */
  #rows = [];
  /** @type {Handlers | null} */
  handlers = null;
  /** @type {HTMLSelectElement[]} */
  #selects = [];

  /**
   * @param {HTMLElement} place its content gives way when the papers are there
   * @param {SelectionExport} exporter
   */
  constructor(place, exporter) {
    this.place = place;
    this.exporter = exporter;
    this.plain = [...place.children];
    this.#clear.hidden = true;
    const { name: ariaLabel, hint: title } = place.dataset;
    Object.assign(this.#field, { ariaLabel, placeholder: ariaLabel, title });
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
    this.#field.addEventListener("input", () => handlers.change({ q: [this.#field.value] }, true));
    this.#rows = facets.map((facet) => new FacetRow(facet, data, (part) => handlers.change(part, false)));
    const fold = make("div", { className: data.fields.length ? "aw-fold aw-own" : "aw-fold", id: "aw-facets" }, ...this.#rows.flatMap((row) => row.element ?? []));
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
    this.nothing.append(t("No paper matches all of this."));
    this.plain.forEach((element) => element.remove());
    this.place.append(this.#list, this.nothing, this.#more, this.exporter.tray);
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
   * @param {{found: number, said: string, counts: readonly Uint32Array[], order: string}} result
   */
  update(choice, { found, said, counts, order }) {
    const query = choice["q"]?.[0] ?? "";
    if (this.#field.value !== query) this.#field.value = query;
    this.#rows.forEach((row, number) => row.update(choice, counts[number] ?? new Uint32Array()));
    setText(this.#count, said);
    this.#clear.hidden = !query && !this.#rows.some(({ name }) => choice[name]?.length || choice[`-${name}`]?.length);
    this.nothing.hidden = found > 0;
    const [sort, view] = this.#selects;
    if (sort) pick(sort, choice["sort"]?.[0], order);
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

/** Number of values before the others are folded away. */
const SHOWN_VALUES = 8;

/** The row of a facet: its values as boxes. */
class FacetRow {
  /** @type {Map<string, {number: number, box: HTMLInputElement, count: HTMLElement, chip: HTMLElement}>} */
  #chips = new Map();
  #not = make("input", { type: "checkbox" });
  #leave = make(
    "label",
    { className: "aw-not", title: t("Leave out what is chosen in this row"), hidden: true },
    this.#not,
    t("leave out"),
  );

  /**
   * @param {Facet} facet
   * @param {Data} data
   * @param {(part: Choice) => void} change
   */
  constructor(facet, data, change) {
    this.name = facet.name;
    /** @type {HTMLElement | null} */
    this.element = null;
    const totals = new Uint32Array(facet.values.length);
    for (const paper of data.papers) for (const value of facet.of(paper)) totals[value] = (totals[value] ?? 0) + 1;
    const total = (/** @type {number} */ number) => totals[number] ?? 0;
    const used = [...totals.keys()].filter(total);
    const [only] = used;
    // What all papers share distinguishes none.
    if (facet.facet === false || only === undefined || (used.length === 1 && total(only) === data.papers.length)) return;
    if (["venue", "has", "tag"].includes(facet.name)) used.sort((one, other) => total(other) - total(one));

    /** @type {Choice} */
    let current = {};
    this.current = (/** @type {Choice} */ choice) => (current = choice);
    const chips = used.map((number) => {
      const { key, text } = /** @type {Facet["values"][number]} */ (facet.values[number]);
      const box = make("input", { type: "checkbox", value: key });
      const count = make("span", { className: "aw-n" }, String(total(number)));
      const chip = make("label", { className: "aw-chip" }, box, make("span", {}, text), " ", count);
      this.#chips.set(key, { number, box, count, chip });
      box.addEventListener("change", () => {
        const name = this.#not.checked ? `-${this.name}` : this.name;
        const keep = (/** @type {string} */ from) => (current[from] ?? []).filter((value) => value !== key);
        const part = { [this.name]: keep(this.name), [`-${this.name}`]: keep(`-${this.name}`) };
        if (box.checked) part[name]?.push(key);
        change(part);
      });
      return chip;
    });
    this.#not.addEventListener("change", () => {
      const [from, to] = this.#not.checked ? [this.name, `-${this.name}`] : [`-${this.name}`, this.name];
      change({ [from]: [], [to]: [...new Set([...(current[to] ?? []), ...(current[from] ?? [])])] });
    });
    const name = TITLES[this.name]?.() ?? facet.title ?? this.name;
    const more = MORE[facet.title ? "own" : this.name];
    const rest = more ? chips.splice(SHOWN_VALUES) : [];
    const folded = more && rest.length
      ? make(
          "details",
          { className: "aw-all" },
          make("summary", {}, more(rest.length)),
          make("div", { className: "aw-chips" }, ...rest),
        )
      : "";
    this.element = make(
      "fieldset",
      {},
      make("legend", {}, name),
      make("div", { className: "aw-chips" }, ...chips, folded, this.#leave),
    );
  }

  /**
   * Show a choice, and how many papers each value would leave.
   * @param {Choice} choice
   * @param {Uint32Array} counts
   */
  update(choice, counts) {
    if (!this.current) return;
    this.current(choice);
    const any = new Set(choice[this.name]);
    const none = new Set(choice[`-${this.name}`]);
    this.#not.checked = !any.size && none.size > 0;
    this.#leave.hidden = !any.size && !none.size;
    for (const [key, { number, box, count, chip }] of this.#chips) {
      const on = any.has(key) || none.has(key);
      if (box.checked !== on) box.checked = on;
      chip.classList.toggle("aw-out", none.has(key));
      setText(count, String(counts[number] ?? 0));
      const folded = on && chip.closest("details");
      if (folded) folded.open = true;
    }
  }
}

/** @type {Record<string, () => string>} */
const TITLES = {
  task: () => t("Section"),
  type: () => t("Type"),
  year: () => t("Year"),
  kind: () => t("Kind"),
  venue: () => t("Venue"),
  has: () => t("Has"),
  tag: () => t("Tag"),
};

/** @type {Record<string, (n: number) => string>} */
const MORE = {
  task: (n) => tn("{n} more section", "{n} more sections", n),
  year: (n) => tn("{n} more year", "{n} more years", n),
  venue: (n) => tn("{n} more venue", "{n} more venues", n),
  has: (n) => tn("{n} more kind of link", "{n} more kinds of links", n),
  tag: (n) => tn("{n} more tag", "{n} more tags", n),
  own: (n) => tn("{n} more value", "{n} more values", n),
};

/** @type {typeof import("./ranking.js") | undefined} */
let ranking;

/**
 * Load what searches and compares text.
 * @param {Data} data
 */
async function loadRanking(data) {
  ranking ??= await import("./ranking.js");
  ranking.foldPapers(data);
  return ranking;
}

/**
 * Return whether a choice needs ranking.js, as ranges of years do too.
 * @param {Choice} choice
 */
function comparesText({ q, sort, ...facets }) {
  return !!q?.[0] || sort?.[0] === "title" || [facets["year"], facets["-year"]].some((years) => years?.some((year) => year.includes("-")));
}

/**
 * @param {Data} data
 * @param {Panel} panel
 * @param {SelectionExport} exporter
 */
function start(data, panel, exporter) {
  const lost = () => panel.report(t("The search could not be loaded."));
  const facets = facetsOf(data);
  const numbers = facets.map(({ values }) => new Map(values.map(({ key }, number) => [key, number])));
  const cards = new Cards(data, (card, paper) => {
    exporter.add(card, paper);
    exporter.show();
  });
  /** @type {Map<string, Paper[]>} */
  const orders = new Map();
  /** @type {Choice} */
  let choice = {};
  /** @type {Paper[]} */
  let found = [];
  let shown = STEP_PAPERS;
  let drawn = 0;
  let later = 0;
  let others = 0;
  /** @type {import("./chosen-papers.js").ChosenPapers | undefined} */
  let chosenPapers;
  /** @type {ReadonlySet<Paper> | undefined} */
  let only;
  let usual = "newest";

  /** Return the chosen values as indices; -1 for one that the list does not have. */
  const wanted = () =>
    Object.fromEntries(
      facets.map(({ name }, at) => {
        const indices = (/** @type {string} */ key) =>
          new Set((choice[key] ?? []).map((value) => numbers[at]?.get(value) ?? -1));
        return [name, { any: indices(name), none: indices(`-${name}`) }];
      }),
    );

  /**
   * Return the papers in an order, equal ones in the order of the list.
   * @param {string} order
   */
  const inOrder = (order) => {
    const { papers } = data;
    const made = orders.get(order) ??
      (order === "oldest" ? papers.toSorted((one, other) => (one.year || 9999) - (other.year || 9999))
      : order === "title" && ranking ? ranking.sortByTitle(papers)
      : papers.toSorted((one, other) => other.year - one.year));
    orders.set(order, made);
    return made;
  };

  /**
   * Return the papers that a query finds, and whether they can be ranked.
   * @param {string} [query]
   */
  const search = (query) => {
    const sort = choice["sort"]?.[0] ?? (query ? "best" : usual);
    const papers = sort === "ids" && only ? [...only] : inOrder(sort).filter((paper) => only?.has(paper) ?? true);
    return query && ranking ? ranking.search(papers, query, data, facets, sort === "best") : { papers, ranked: false };
  };

  const find = () => {
    if (!ranking && comparesText(choice)) {
      loadRanking(data).then(find, lost);
      return;
    }
    const { ids = [] } = choice;
    if (ids.length && !chosenPapers) {
      import("./chosen-papers.js").then(({ ChosenPapers }) => {
        chosenPapers = new ChosenPapers(data, panel, exporter);
        find();
      }, lost);
      return;
    }
    only = chosenPapers?.among(ids);
    usual = only ? "ids" : "newest";
    if (ranking) choice = ranking.withYears(choice, facets);
    const query = choice["q"]?.[0];
    const { papers, ranked } = search(query);
    const { chosen, counts } = select(papers, facets, wanted());
    found = chosen;
    shown = STEP_PAPERS;
    drawn = 0;
    const all = only?.size ?? data.papers.length;
    const said = countText(found.length, all, only ? { some: data.counted?.some } : data.counted);
    panel.update(choice, { found: found.length, said, counts, order: ranked ? "best" : usual });
    exporter.found(found);
    panel.begin(isList());
    cards.forget();
    draw(FIRST_PAPERS);
    clearTimeout(others);
    others = window.setTimeout(() => draw(shown), PAUSE_MS);
    if (query) {
      ranking?.afterSearch(query, data, find, found.length ? null : panel.nothing,
        (other) => select(search(other).papers, facets, wanted()).chosen.length,
        (other) => panel.handlers?.change({ q: [other] }, false));
    }
  };

  const isList = () => choice["view"]?.[0] === "list";

  /** @param {Paper} paper */
  const rowOf = (paper) => {
    const made = row(data, paper);
    exporter.add(made, paper);
    return made;
  };

  /** @param {number} end */
  const draw = (end) => {
    const papers = found.slice(drawn, end);
    drawn += papers.length;
    panel.add(isList() ? papers.map(rowOf) : cards.of(papers), Math.max(found.length - shown, 0));
    exporter.show();
  };

  panel.fill(data, facets, {
    change(part, soon) {
      choice = { ...choice, ...part };
      clearTimeout(later);
      // What is typed is no step to which "back" leads.
      const put = () => setQuery(queryOf(choice, location.search), soon);
      if (soon) later = window.setTimeout(put, 300);
      else put();
      find();
    },
    more() {
      shown += STEP_PAPERS;
      draw(shown);
    },
  });

  const arrive = () => {
    clearTimeout(later);
    choice = readQuery(location.search, [...KEYS, ...data.fields.flatMap(({ key }) => [key, `-${key}`])]);
    find();
  };
  addEventListener("popstate", arrive);
  // What was typed before the papers were there.
  const early = panel.typed;
  arrive();
  if (early) panel.handlers?.change({ q: [early] }, true);
  panel.onSearch(async () => {
    // For nothing, so that the first key press finds its code compiled.
    (await loadRanking(data)).search(data.papers, "e", data, facets);
  });
}

/**
 * Start the page.
 * @param {HTMLElement} place its content gives way to the papers
 * @param {Promise<Data>} papers
 */
export async function explore(place, papers) {
  const exporter = new SelectionExport(place);
  const panel = new Panel(place, exporter);
  // The event does not bubble.
  place.addEventListener("toggle", async ({ target }) => {
    if (!(target instanceof HTMLDetailsElement && target.open && target.matches(".aw-more"))) return;
    const { addButtons } = await import("./copy.js");
    addButtons(target, (text) => exporter.say(text));
  }, true);
  try {
    const data = await papers;
    if (comparesText(readQuery(location.search, KEYS))) await loadRanking(data);
    start(data, panel, exporter);
  } catch (error) {
    panel.fail(t("The papers could not be loaded. These pages show them:"));
    console.warn(error);
  }
}
