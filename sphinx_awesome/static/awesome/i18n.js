// Owns the words that scripts show: the English text is the key, as with gettext.
import { translations } from "./translations.js";

const plural = new Intl.PluralRules(document.documentElement.lang || "en");

/**
 * A text in the language of the site, with its {names} filled in.
 * @param {string} text
 * @param {Record<string, string | number>} [values]
 */
export function t(text, values = {}) {
  const found = translations[text];
  return fill(typeof found === "string" ? found : text, values);
}

/**
 * The form of a text for a number, which stands in it as {n}.
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
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
