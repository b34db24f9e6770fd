// Owns which characters read as others when texts are compared; `nox -s translations`
// makes this from the table of core/text.py.

/** By what they read as, the characters that read so. */
export const ALIKE = {
  "-": "\u{2d7}\u{58a}\u{5be}\u{1400}\u{1806}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2043}\u{2212}\u{2e17}\u{2e1a}\u{2e3a}\u{2e3b}\u{2e40}\u{2e5d}\u{301c}\u{3030}\u{30a0}\u{10d6e}\u{10ead}",
  "'": "\u{60}\u{b4}\u{2b9}\u{2bb}\u{2bc}\u{2bd}\u{2be}\u{2bf}\u{2c8}\u{2ca}\u{2cb}\u{55a}\u{5f3}\u{1fbd}\u{1fbf}\u{1ffd}\u{1ffe}\u{2018}\u{2019}\u{201a}\u{201b}\u{2032}\u{2035}\u{2039}\u{203a}\u{275b}\u{275c}\u{275f}ꞌ",
  "\"": "\u{ab}\u{bb}\u{2ba}\u{2dd}\u{2ee}\u{5f4}\u{201c}\u{201d}\u{201e}\u{201f}\u{2033}\u{2036}\u{275d}\u{275e}\u{2760}\u{2e42}\u{301d}\u{301e}\u{301f}\u{1f676}\u{1f677}\u{1f678}",
  "ae": "æ",
  "b": "ƀɓ",
  "d": "đðɖɗ",
  "e": "əǝɛ",
  "f": "ƒ",
  "g": "ǥɣ",
  "h": "ħ",
  "i": "ıɨ",
  "j": "ȷ",
  "k": "ĸƙ",
  "l": "łƚɫ",
  "n": "ŋɲ",
  "o": "øɔ",
  "oe": "œ",
  "ss": "ß",
  "t": "ŧ",
  "th": "þ",
  "u": "ʉ",
  "v": "ʋ",
  "y": "ƴ",
  "z": "ƶ",
  "σ": "ς",
};

/** Characters that are not seen. */
export const IGNORED = /[\u{ad}\u{34f}\u{61c}\u{115f}-\u{1160}\u{17b4}-\u{17b5}\u{180b}-\u{180f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{fe00}-\u{fe0f}\u{feff}\u{ffa0}\u{fff0}-\u{fff8}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
