// Owns how names stand in Sphinx's own results. Since 9.0 it escapes those of objects, which papers
// are, twice: in its index, and once more where it shows them. 8.2 does not; there a name that itself
// holds `&lt;` is the only one that this changes.

/** @type {Record<string, string>} */
const CHARACTERS = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };

/**
 * A text as it was before Python's `html.escape`.
 * @param {string} text
 */
export function unescape(text) {
  return text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (found) => CHARACTERS[found] ?? found);
}

/**
 * Show the names in results as they are, as the results come.
 * @param {Element} results
 */
export function mendNames(results) {
  const observer = new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (!(node instanceof HTMLLIElement && node.matches(".kind-object"))) continue;
      const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        text.textContent = unescape(text.textContent ?? "");
      }
    }
  });
  observer.observe(results, { childList: true, subtree: true });
}
