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
 * Give a card or a row the box that selects its paper: at its end, where one sees it.
 * @param {Element} mark with the box: the card gets a copy
 * @param {Element} card
 * @param {string} id
 * @param {string} title
 */
export function addBox(mark, card, id, title) {
  if (!id) return;
  card.append(mark.cloneNode(true));
  const box = card.querySelector("input");
  if (box) Object.assign(box, { ariaLabel: `${box.title}: ${title}`, value: id });
}

/**
 * Let papers be selected.
 * @param {(ids: Set<string>) => void} tell is told what is selected, now and when it changes
 * @returns {{ show: () => void, clear: () => void }} what ticks the boxes on the page, if some have
 *   come, and what clears the selection
 */
export function select(tell) {
  let ids = stored();
  const show = () => {
    const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".aw-mark input"));
    for (const box of boxes) box.checked = ids.has(box.value);
  };
  const follow = () => {
    show();
    tell(ids);
  };
  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify([...ids]));
    } catch {
      // Full, or denied.
    }
    follow();
  };
  addEventListener("change", ({ target }) => {
    const box = /** @type {HTMLInputElement} */ (target);
    if (!box.matches(".aw-mark input")) return;
    if (!ids.delete(box.value)) ids.add(box.value);
    keep();
  });
  addEventListener("storage", () => {
    ids = stored();
    follow();
  });
  follow();
  return {
    show,
    clear() {
      ids.clear();
      keep();
    },
  };
}
