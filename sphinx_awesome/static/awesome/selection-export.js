// Owns taking papers along from the page that explores the list: those that are found, and those
// that are selected, here or on pages of papers.
import { button, make } from "./dom.js";
import { addBox, select } from "./selection.js";
import { t, tn } from "./i18n.js";

/** @typedef {import("./data.js").Paper} Paper */

const FORMATS = { bib: "BibTeX", ris: "RIS", json: "CSL-JSON" };

/** What has been told stays so long, in milliseconds. */
const LONG_ENOUGH = 5000;

export class SelectionExport {
  /** @type {readonly string[]} */
  #found = [];
  #selected = /** @type {ReadonlySet<string>} */ (new Set());
  #mark = make(
    "span",
    { className: "aw-mark" },
    make("label", {}, make("input", { type: "checkbox", title: t("Select") })),
  );
  #told = make("span", { className: "aw-told", role: "status" });
  #selection;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /** @param {HTMLElement} place whose `data-list` is the address of the whole list's files */
  constructor(place) {
    const number = make("b", { className: "aw-number" });
    const chosen = make("span", { className: "aw-chosen" }, number, " ", ...this.#buttons(() => [...this.#selected]));
    /** What saves the papers that are found. */
    this.these = make("span", { className: "aw-these" }, t("Download:"), " ", ...this.#buttons(() => this.#found));
    /** What saves the papers that are selected, and tells how that went. */
    this.tray = make("div", { className: "aw-tray", role: "region", ariaLabel: t("Selected papers") }, chosen, this.#told);
    this.tray.dataset.list = place.dataset.list;
    this.#selection = select((ids) => {
      this.#selected = ids;
      chosen.hidden = !ids.size;
      number.textContent = tn("{n} paper selected", "{n} papers selected", ids.size);
      this.#told.textContent = "";
    });
    chosen.append(button(t("Clear selection"), this.#selection.clear, "aw-pill aw-drop"));
  }

  /** @param {() => readonly string[]} ids of the papers to save */
  #buttons(ids) {
    return Object.entries(FORMATS).map(([format, name]) =>
      button(name, () => this.#save(ids(), format), "aw-pill aw-save"),
    );
  }

  /**
   * @param {readonly string[]} ids
   * @param {string} format
   */
  async #save(ids, format) {
    try {
      const { save } = await import("./export.js");
      this.say(await save([...ids], format));
    } catch {
      this.say(t("The site is out of reach: nothing can be saved now."));
    }
  }

  /** @param {string} text what the reader is told for a while */
  say(text) {
    clearTimeout(this.#later);
    this.#told.textContent = text;
    this.#later = setTimeout(() => (this.#told.textContent = ""), LONG_ENOUGH);
  }

  /**
   * Papers that are found: these can be saved.
   * @param {readonly Paper[]} papers
   */
  found(papers) {
    this.#found = papers.map(({ id }) => id);
    this.these.hidden = !papers.length;
  }

  /**
   * Let the paper of a card or a row be selected.
   * @param {Element} card
   * @param {Paper} paper
   */
  add(card, { id, shown }) {
    addBox(this.#mark, card, id, shown);
  }

  /** Tick the boxes that have come. */
  show() {
    this.#selection.show();
  }
}
