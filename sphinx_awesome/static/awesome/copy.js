// Owns the buttons that copy citations and permalinks. Loaded when a card is opened.
import "./other-translations.js";
import { t } from "./i18n.js";

/**
 * Add buttons that copy the texts and the permalink of an opened card.
 * @param {Element} details
 * @param {(text: string) => void} say
 */
export function addButtons(details, say) {
  if (details.querySelector(".aw-copy")) return;
  for (const text of details.querySelectorAll("pre, .aw-plain")) {
    const button = copyButton(t("Copy"), text, text.textContent?.trim() ?? "", say);
    button.ariaLabel = text.matches("pre") ? t("Copy BibTeX") : t("Copy citation");
    text.before(removable(button));
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (details.querySelectorAll(".aw-self"))) {
    link.after(removable(copyButton(t("Copy link"), link, link.href, say)));
  }
}

/**
 * Return a button that copies a text.
 * @param {string} name of the button
 * @param {Element} place contains the text, or is a link that shall show it
 * @param {string} text
 * @param {(text: string) => void} say
 */
function copyButton(name, place, text, say) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "aw-copy", textContent: name });
  button.onclick = () => copy(text, place, say);
  return button;
}

/**
 * Copy a text, or select it where that is denied.
 * @param {string} text
 * @param {Element} place contains the text, or is a link that shall show it
 * @param {(text: string) => void} say
 */
export async function copy(text, place, say) {
  try {
    await navigator.clipboard.writeText(text);
    say(t("Copied."));
  } catch {
    // Denied, or no secure connection: select it, so that the reader can copy it.
    if (place.matches("a")) place.textContent = text;
    getSelection()?.selectAllChildren(place);
    say(t("It is selected now: copy it with your keyboard."));
  }
}

/**
 * Mark an element as added by a script: page.js removes it from saved pages.
 * @param {Element} element
 */
function removable(element) {
  const mark = document.createElement("aw-js");
  mark.append(element);
  return mark;
}
