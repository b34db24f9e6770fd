// Owns which papers a reader has selected, shared by all pages of the list. Where nothing can be stored,
// the selection lasts as long as the page.
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
 * Append the box that selects a paper to its card or row.
 * @param {Element} mark contains the box; the card gets a copy
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
 * Keep what boxes select. Return what ticks the boxes, after some have been added; what adds
 * papers to the selection; and what clears it.
 * @param {(ids: Set<string>) => void} onChange called with the selection, now and when it changes
 */
export function watchSelection(onChange) {
  let ids = stored();
  const show = () => {
    const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".aw-mark input"));
    for (const box of boxes) box.checked = ids.has(box.value);
  };
  const follow = () => {
    show();
    onChange(ids);
  };
  const store = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify([...ids]));
    } catch {
      // The storage is full, or denied.
    }
    follow();
  };
  addEventListener("change", ({ target }) => {
    const box = /** @type {HTMLInputElement} */ (target);
    if (!box.matches(".aw-mark input")) return;
    if (!ids.delete(box.value)) ids.add(box.value);
    store();
  });
  addEventListener("storage", () => {
    ids = stored();
    follow();
  });
  follow();
  return {
    show,
    /** @param {Iterable<string>} more */
    add(more) {
      ids = new Set([...ids, ...more]);
      store();
    },
    clear() {
      ids.clear();
      store();
    },
  };
}
