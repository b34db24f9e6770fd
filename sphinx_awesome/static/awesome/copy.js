// Owns copying citations, and the address of a paper that stays. Loaded once a card is opened.
import "./other-translations.js";
import { t } from "./i18n.js";

/**
 * Give each text of an opened card, and its permalink, a button that copies it.
 * @param {Element} details
 * @param {(text: string) => void} say
 */
export function addButtons(details, say) {
  if (details.querySelector(".aw-copy")) return;
  for (const text of details.querySelectorAll("pre, .aw-plain")) {
    const button = copyButton(t("Copy"), text, text.textContent?.trim() ?? "", say);
    button.ariaLabel = text.matches("pre") ? t("Copy BibTeX") : t("Copy citation");
    text.before(marked(button));
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (details.querySelectorAll(".aw-self"))) {
    link.after(marked(copyButton(t("Copy link"), link, link.href, say)));
  }
}

/**
 * A button that copies a text.
 * @param {string} name of the button
 * @param {Element} place where the text stands, or what stands for it
 * @param {string} text
 * @param {(text: string) => void} say
 */
function copyButton(name, place, text, say) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "aw-copy", textContent: name });
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say(t("Copied."));
    } catch {
      // Not allowed, or no secure connection: the reader's own keys still copy.
      if (place.matches("a")) place.textContent = text;
      getSelection()?.selectAllChildren(place);
      say(t("It is selected now: copy it with your keyboard."));
    }
  };
  return button;
}

/** @param {Element} element what scripts add */
function marked(element) {
  const mark = document.createElement("aw-js");
  mark.append(element);
  return mark;
}
