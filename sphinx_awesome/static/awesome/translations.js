// The words of the scripts in the language of the site. The build writes this file anew for every
// language but English; see i18n.js.
/** @type {Record<string, string | Record<string, string>>} */
export const translations = {};
