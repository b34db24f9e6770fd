// Owns the buttons of the page that explores the list that save papers: those found, and those selected.
import { button, make } from "./dom.js";
import { t, tn } from "./i18n.js";
import { queryOf } from "./query-string.js";
import { addBox, watchSelection } from "./selection.js";

const FORMATS = { bib: "BibTeX", ris: "RIS", json: "CSL-JSON" };

/** Time for which a message stays. */
const MESSAGE_MS = 5000;

export class SelectionExport {
  /** @type {readonly string[]} */
  #found = [];
  selected = /** @type {ReadonlySet<string>} */ (new Set());
  #mark = make(
    "span",
    { className: "aw-mark" },
    make("label", {}, make("input", { type: "checkbox", title: t("Select") })),
  );
  #told = make("span", { className: "aw-told", role: "status" });
  selection;
  #later = 0;

  /** @param {HTMLElement} place its `data-list` is the address of the list's files, without ending */
  constructor(place) {
    const number = make("b", { className: "aw-number" });
    const show = make("a", { className: "aw-pill" }, t("Show selection"));
    const chosen = make("span", { className: "aw-chosen" }, number, " ", show, ...this.#buttons(() => [...this.selected]));
    /** Saves the papers that are found. */
    this.these = make("span", { className: "aw-these" }, t("Download:"), " ", ...this.#buttons(() => this.#found));
    /** Saves the papers that are selected, and says how that went. */
    this.tray = make("div", { className: "aw-tray", role: "region", ariaLabel: t("Selected papers") }, chosen, this.#told);
    this.tray.dataset.list = place.dataset.list;
    this.selection = watchSelection((ids) => {
      this.selected = ids;
      chosen.hidden = !ids.size;
      show.href = queryOf({ ids: [[...ids].join()] });
      number.textContent = tn("{n} paper selected", "{n} papers selected", ids.size);
      this.#told.textContent = "";
    });
    chosen.append(button(t("Clear selection"), this.selection.clear, "aw-pill aw-drop"));
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

  /** @param {string} text a message for the reader, for a while */
  say(text) {
    clearTimeout(this.#later);
    this.#told.textContent = text;
    this.#later = window.setTimeout(() => (this.#told.textContent = ""), MESSAGE_MS);
  }

  /**
   * Set the papers that are found.
   * @param {readonly Paper[]} papers
   */
  found(papers) {
    this.#found = papers.map(({ id }) => id);
    this.these.hidden = !papers.length;
  }

  /**
   * Add the box of a paper to its card or row.
   * @param {Element} card
   * @param {Paper} paper
   */
  add(card, { id, shown }) {
    addBox(this.#mark, card, id, shown);
  }

  /** Tick the boxes of selected papers. */
  show() {
    this.selection.show();
  }
}
