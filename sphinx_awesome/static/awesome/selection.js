// Owns the papers that a reader has selected, on all pages of the same list. Where nothing can be
// stored, the selection lasts as long as the page.
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
 * @param {Element} mark with the box that selects a paper: each card gets one
 * @param {(ids: Set<string>) => void} tell is told what is selected, now and when it changes
 * @returns {() => void} what clears the selection
 */
export function select(papers, mark, tell) {
  let ids = stored();
  /** @type {Map<EventTarget | null, string>} */
  const boxes = new Map();
  for (const { card, id, title } of papers) {
    const next = card.querySelector(".aw-also, .aw-links, .aw-more");
    if (!id || !next) continue;
    next.before(mark.cloneNode(true));
    const box = card.querySelector("input");
    if (box) box.ariaLabel = `${box.title}: ${title}`;
    boxes.set(box, id);
  }
  mark.remove();
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
