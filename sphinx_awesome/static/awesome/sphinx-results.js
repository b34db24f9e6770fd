// Owns how Sphinx's own search results show names. Since 9.0 it escapes names of objects, which papers
// are, twice: in its index, and where it shows them. 8.2 does so once; there only a name that itself
// contains an escape such as `&lt;` is changed by this.

/** @type {Record<string, string>} */
const CHARACTERS = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };

/**
 * Undo Python's `html.escape`.
 * @param {string} text
 */
export function unescape(text) {
  return text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (found) => CHARACTERS[found] ?? found);
}

/**
 * Unescape the names in results as the results come.
 * @param {Element} results
 */
export function unescapeNames(results) {
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
