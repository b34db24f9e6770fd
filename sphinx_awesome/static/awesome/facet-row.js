// Owns the row of a facet on the page that explores the list: its values as boxes.
import { make, setText } from "./dom.js";
import { t, tn } from "./i18n.js";

/** Number of values before the others are folded away. */
const SHOWN_VALUES = 8;

export class FacetRow {
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
    if (only === undefined || (used.length === 1 && total(only) === data.papers.length)) return;
    if (["venue", "has", "tag"].includes(facet.name)) used.sort((one, other) => total(other) - total(one));

    /** @type {Choice} */
    let current = {};
    this.current = (/** @type {Choice} */ choice) => (current = choice);
    const chips = used.map((number) => {
      const { key, text } = /** @type {Facet["values"][number]} */ (facet.values[number]);
      const box = make("input", { type: "checkbox", value: key });
      const count = make("span", { className: "aw-n" }, String(total(number)));
      const chip = make("label", { className: "aw-chip" }, box, make("span", {}, word(facet.name, text)), " ", count);
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
    const name = TITLES[this.name]?.() ?? this.name;
    const more = MORE[this.name];
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
  task: () => t("Task"),
  year: () => t("Year"),
  kind: () => t("Kind"),
  venue: () => t("Venue"),
  has: () => t("Has"),
  tag: () => t("Tag"),
};

/** @type {Record<string, (n: number) => string>} */
const MORE = {
  task: (n) => tn("{n} more task", "{n} more tasks", n),
  year: (n) => tn("{n} more year", "{n} more years", n),
  venue: (n) => tn("{n} more venue", "{n} more venues", n),
  has: (n) => tn("{n} more kind of link", "{n} more kinds of links", n),
  tag: (n) => tn("{n} more tag", "{n} more tags", n),
};

/** @type {Record<string, () => string>} */
const KINDS = {
  conference: () => t("Conference"),
  journal: () => t("Journal"),
  workshop: () => t("Workshop"),
  preprint: () => t("Preprint"),
};

/**
 * Return a value as it is displayed: kinds of venues are translated, all else is data.
 * @param {string} facet
 * @param {string} text
 */
function word(facet, text) {
  return (facet === "kind" && KINDS[text]?.()) || text;
}
