// Owns copying citations. Loaded once a card is opened.
import "./other-translations.js";
import { t } from "./words.js";

/**
 * Give each text of an opened card a button that copies it.
 * @param {Element} details
 * @param {(text: string) => void} say
 */
export function addButtons(details, say) {
  if (details.querySelector(".aw-copy")) return;
  for (const text of details.querySelectorAll("pre, .aw-plain")) {
    const copied = text.textContent?.trim() ?? "";
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "aw-copy", textContent: t("Copy") });
    button.ariaLabel = text.matches("pre") ? t("Copy BibTeX") : t("Copy citation");
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(copied);
        say(t("Copied."));
      } catch {
        // Not allowed, or no secure connection: the reader's own keys still copy.
        getSelection()?.selectAllChildren(text);
        say(t("It is selected now: copy it with your keyboard."));
      }
    };
    const mark = document.createElement("aw-js");
    mark.append(button);
    text.before(mark);
  }
}
