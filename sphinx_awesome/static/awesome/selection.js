// Owns the papers that a reader has selected, on all pages of the same list. Where nothing can be
// stored, the selection lasts as long as the page.
import { t } from "./words.js";

const KEY = `awesome-selection:${new URL("../..", import.meta.url).pathname}`;

/** @returns {Set<string>} */
function stored() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set();
  }
}

/**
 * Let papers be selected.
 * @param {import("./lists.js").Paper[]} papers
 * @param {(ids: Set<string>) => void} tell is told what is selected, now and when it changes
 * @returns {() => void} what clears the selection
 */
export function select(papers, tell) {
  let ids = stored();
  /** @type {Map<EventTarget | null, string>} */
  const boxes = new Map();
  for (const { card, id, title } of papers) {
    const next = card.querySelector(".aw-also, .aw-links, .aw-more");
    if (!id || !next) continue;
    const label = document.createElement("label");
    const box = document.createElement("input");
    label.className = "aw-js aw-mark";
    label.title = t("Select");
    label.append(box);
    box.type = "checkbox";
    box.ariaLabel = t("Select: {title}", { title });
    boxes.set(box, id);
    next.before(label);
  }
  const show = () => {
    for (const [box, id] of boxes) /** @type {HTMLInputElement} */ (box).checked = ids.has(id);
    tell(ids);
  };
  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify([...ids]));
    } catch {
      // Full, or denied.
    }
    show();
  };
  addEventListener("change", ({ target }) => {
    const id = boxes.get(target);
    if (!id) return;
    if (!ids.delete(id)) ids.add(id);
    keep();
  });
  addEventListener("storage", () => {
    ids = stored();
    show();
  });
  show();
  return () => {
    ids.clear();
    keep();
  };
}
