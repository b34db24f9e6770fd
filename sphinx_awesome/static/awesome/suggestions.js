// Owns how other queries are offered where one finds nothing. Loaded when that happens.
import { t } from "./i18n.js";
import { otherQueries, Spelling } from "./nearest-words.js";

/** @type {Spelling | undefined} */
let spelling;

/**
 * Offer other queries in a place: each one click away, or nothing if there are none.
 * @param {HTMLElement} place
 * @param {string} query finds nothing
 * @param {() => Iterable<string>} written gives the texts of the papers
 * @param {(query: string) => number} count says how many papers a query finds
 * @param {(query: string) => void} go takes another query
 */
export function offerNearest(place, query, written, count, go) {
  const offers = place.querySelector(".aw-near") ?? document.createElement("span");
  offers.className = "aw-near";
  offers.setAttribute("role", "status");
  place.append(offers);
  spelling ??= new Spelling(written());
  const [before = "", after = ""] = t("Did you mean {words}?").split("{words}");
  const links = otherQueries(query, spelling, count).flatMap(({ query: other, shown }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "aw-pill" });
    button.textContent = shown;
    button.onclick = () => go(other);
    return [" ", button];
  });
  offers.replaceChildren(...(links.length ? [` ${before}`, ...links, after] : []));
}
