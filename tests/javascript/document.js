// Stands for the page, of which modules read the language when they are loaded.
Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
