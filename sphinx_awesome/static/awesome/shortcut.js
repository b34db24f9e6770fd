// Owns the key "/": it leads to the page's own field, before the theme takes it.
addEventListener("keydown", (event) => {
  const field = /** @type {HTMLElement | null} */ (document.querySelector(":is(.aw-find, .aw-field, .aw-search) input"));
  const { key, altKey, ctrlKey, metaKey } = event;
  const typing = /** @type {Element} */ (event.target).closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (key !== "/" || altKey || ctrlKey || metaKey || typing || !field?.checkVisibility()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  field.focus();
}, true);
