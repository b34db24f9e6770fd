// Owns a paper as a row of a table, equal to `row_html` in ext/components/card.py.
import { cardUrl } from "./data.js";
import { make } from "./dom.js";
import { t } from "./i18n.js";

/**
 * Return a paper as a row.
 * @param {Data} data
 * @param {Paper} paper
 */
export function row(data, paper) {
  const where = make("span", { className: "aw-nb" }, ...badges(data, paper));
  return make("li", { className: "aw-row" }, title(data, paper), where);
}

/**
 * Return the title, as a link to the card if there is one.
 * @param {Data} data
 * @param {Paper} paper
 */
export function title(data, paper) {
  const href = cardUrl(data, paper);
  return href ? make("a", { href }, paper.shown) : make("span", {}, paper.shown);
}

/**
 * Return the badges of a paper: where it was listed, where it has appeared since, its award.
 * @param {Data} data
 * @param {Paper} paper
 * @returns {(Node | string)[]}
 */
export function badges(data, { places, award }) {
  const arrow = make("span", { ariaHidden: "true" }, "→");
  const since = make("span", { className: "aw-sr" }, t("published since:"), " ");
  const prize = award ? [make("span", { className: "sd-badge aw-award" }, award)] : [];
  return places
    .filter(({ venue, year }) => venue >= 0 || year)
    .flatMap((place, number) => [...(number ? [arrow, " ", since] : []), badge(data, place)])
    .concat(prize);
}

/**
 * @param {Data} data
 * @param {Appearance} place
 */
function badge(data, { venue, year }) {
  const { name = "", full = "", kind = -1 } = data.venues[venue] ?? {};
  const { key = "", word = "" } = data.kinds[kind] ?? {};
  const made = make("span", { className: `sd-badge aw-venue ${key && "aw-"}${key}`.trim() }, name);
  if (year) made.append(" ", make("span", {}, String(year)));
  if (key || full) made.title = key ? `${full || name} (${word})` : full;
  return made;
}
