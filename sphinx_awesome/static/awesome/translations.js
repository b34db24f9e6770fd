// Owns the texts of pages of papers in the language of the site, for i18n.js. Empty in English; in other
// languages the build replaces this file.
/** @type {Record<string, string | Record<string, string>>} */
export const translations = {};
