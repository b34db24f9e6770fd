// Owns the texts of the scripts, by their English text as with gettext.
import { translations } from "./translations.js";

const plural = new Intl.PluralRules(document.documentElement.lang || "en");

/**
 * Return a text in the language of the site, with its {names} replaced.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export function t(text, values = {}) {
  const found = translations[text];
  return fill(typeof found === "string" ? found : text, values);
}

/**
 * Return the form of a text for a number, which stands in it as {n}.
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
export function tn(one, many, n, values = {}) {
  const found = translations[one];
  const english = n === 1 ? one : many;
  const text = typeof found === "object" ? (found[plural.select(n)] ?? found.other) : undefined;
  return fill(text ?? english, { n, ...values });
}

/**
 * Return how many papers are shown, in words.
 * @param {number} shown
 * @param {number} all
 * @param {CountTexts} [texts]
 */
export function countText(shown, all, { whole, some } = {}) {
  if (some) return (shown === all && whole) || fill(some, { shown, n: all });
  if (shown === all) return tn("{n} paper", "{n} papers", all);
  return tn("{shown} of {n} paper", "{shown} of {n} papers", all, { shown });
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (field, name) => String(values[name] ?? field));
}
