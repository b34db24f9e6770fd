// Owns the texts of scripts that pages of papers do not load at once: as translations.js.
