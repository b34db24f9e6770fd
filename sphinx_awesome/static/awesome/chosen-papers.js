// Owns the papers that an address chooses by their ids: which they are, and what is said of them and done with
// them. Loaded when an address chooses papers.
import { copy } from "./copy.js";
import { button, make, setText } from "./dom.js";
import { t, tn } from "./i18n.js";
import { queryOf } from "./query-string.js";

/**
 * Return the papers that some ids name, each once and in their order, and the number of ids that name none. A
 * former id names its paper.
 * @param {readonly string[]} values ids, with commas between
 * @param {Pick<Data, "papers" | "former">} data
 */
export function papersNamed(values, { papers, former }) {
  const ids = new Set(values.join().toLowerCase().split(/[\s,]+/).filter(Boolean));
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  /** @type {Set<Paper>} */
  const named = new Set();
  let missing = 0;
  for (const id of ids) {
    const paper = byId.get(id) ?? papers[former.get(id) ?? -1];
    if (paper) named.add(paper);
    else missing += 1;
  }
  return { named, missing };
}

/** The line above the papers that an address chooses. */
export class ChosenPapers {
  #said = make("output", {});
  #address = make("a", { className: "aw-address" });
  #add = button(t("Add to your selection"), () => {
    this.exporter.selection.add(this.#ids);
    this.#copy.focus();
  }, "aw-pill");
  #copy = button(t("Copy address"), () => copy(this.#address.href, this.#address, (text) => this.exporter.say(text)), "aw-pill");
  #line;
  #values = "";
  /** @type {ReturnType<typeof papersNamed> | undefined} */
  #chosen;
  /** @type {string[]} */
  #ids = [];
  #order = make("option", { value: "ids" }, t("As selected"));

  /**
   * @param {Data} data
   * @param {import("./explore-page.js").Panel} panel
   * @param {import("./selection-export.js").SelectionExport} exporter
   */
  constructor(data, { place, handlers }, exporter) {
    const showAll = () => handlers?.change({ ids: [] }, false);
    this.data = data;
    this.place = place;
    this.exporter = exporter;
    const buttons = make("span", {}, button(t("Show all papers"), showAll, "aw-pill"), this.#add, this.#copy);
    this.#line = make("p", { className: "aw-chosen-by" }, this.#said, buttons, this.#address);
    place.querySelector(".aw-tally")?.before(this.#line);
    for (const event of ["change", "click", "storage"]) addEventListener(event, () => this.#offer());
  }

  /**
   * Return the papers that an address chooses, or nothing if it chooses none, and say so.
   * @param {readonly string[]} values of `ids` in the address
   */
  among(values) {
    const [order] = this.place.querySelectorAll("[name=sort]");
    this.#line.hidden = !values.length;
    if (!values.length) {
      this.#order.remove();
      return undefined;
    }
    if (!this.#chosen || this.#values !== values.join()) {
      this.#values = values.join();
      this.#chosen = papersNamed(values, this.data);
    }
    const { named, missing } = this.#chosen;
    this.#ids = [...named].map(({ id }) => id);
    this.#address.href = location.pathname + queryOf({ ids: [this.#ids.join()] });
    this.#address.textContent = "";
    const lost = missing ? ` ${tn("{n} cannot be found.", "{n} cannot be found.", missing)}` : "";
    setText(this.#said, tn("{n} paper chosen by this address.", "{n} papers chosen by this address.", named.size) + lost);
    order?.prepend(this.#order);
    this.#offer();
    return named;
  }

  /** Offer to add the papers, if they are not all selected. */
  #offer() {
    this.#add.hidden = this.#ids.every((id) => this.exporter.selected.has(id));
    this.#copy.hidden = !this.#ids.length;
  }
}
