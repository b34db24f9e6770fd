// Owns papers that stand where they are not seen: in a tab of sphinx-design that is not open, or in closed
// details. Loaded where a page has such papers. Says how many of those that are found stand there, and opens it.
import "./other-translations.js";
import { tn } from "./i18n.js";

const PANELS = ".sd-tab-content, details:not(.aw-more)";

/**
 * Return the outermost panel that hides an element.
 * @param {Element} element
 * @returns {HTMLElement | null}
 */
function hiding(element) {
  const panel = /** @type {HTMLElement | null | undefined} */ (element.parentElement?.closest(PANELS));
  if (!panel) return null;
  const closed = panel instanceof HTMLDetailsElement ? !panel.open : getComputedStyle(panel).display === "none";
  return hiding(panel) ?? (closed ? panel : null);
}

/**
 * Return what opens a panel: the label of a tab, the summary of details.
 * @param {HTMLElement} panel
 */
function opener(panel) {
  return /** @type {HTMLElement | null} */ (panel instanceof HTMLDetailsElement ? panel.querySelector("summary") : panel.previousElementSibling);
}

/**
 * Open all panels that hide an element.
 * @param {Element} element
 */
export function open(element) {
  for (let panel = hiding(element); panel; panel = hiding(element)) {
    const before = panel;
    opener(panel)?.click();
    if (hiding(element) === before) return;
  }
}

/** What was offered last, and where. */
let last = /** @type {[readonly HTMLElement[], HTMLElement] | null} */ (null);

/**
 * Offer to open the panels that hide papers, now and when others are opened.
 * @param {readonly HTMLElement[]} cards of the papers that are found
 * @param {HTMLElement} count says how many these are; the offers follow it
 */
export function offer(cards, count) {
  if (!last) {
    // Of no other field: a button that is replaced while it is pressed is not clicked.
    const again = (/** @type {Event} */ { target }) => {
      if (last && /** @type {Element} */ (target).matches(".sd-tab-set > input, details:not(.aw-more)")) offer(...last);
    };
    addEventListener("change", again);
    addEventListener("toggle", again, true);
    const place = Object.assign(document.createElement("span"), { className: "aw-elsewhere" });
    place.setAttribute("role", "status");
    count.after(" ", place);
  }
  last = [cards, count];
  /** @type {Map<HTMLElement, number>} */
  const counts = new Map();
  for (const card of cards) {
    const panel = hiding(card);
    if (panel) counts.set(panel, (counts.get(panel) ?? 0) + 1);
  }
  count.nextElementSibling?.replaceChildren(...[...counts].map(([panel, n]) => offerOf(panel, n, cards)));
}

/**
 * @param {HTMLElement} panel
 * @param {number} n of the papers that it hides
 * @param {readonly HTMLElement[]} cards
 */
function offerOf(panel, n, cards) {
  const name = opener(panel)?.textContent?.trim() || "…";
  const button = Object.assign(document.createElement("button"), { type: "button", className: "aw-pill" });
  button.textContent = tn("{n} paper in “{tab}”", "{n} papers in “{tab}”", n, { tab: name });
  button.onclick = () => {
    const card = cards.find((one) => panel.contains(one));
    if (!card) return;
    open(card);
    card.querySelector("a")?.focus();
  };
  return button;
}
