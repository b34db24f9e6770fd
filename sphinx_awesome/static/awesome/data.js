// Owns the data of the list: loads it from where ext/components/explore.py writes it, beside the scripts,
// and makes records of papers.json.

/** The root of the site, to which addresses in the data are relative. */
const ROOT = new URL("../../", import.meta.url);

/**
 * Return the content of a file of data. From a disk browsers fetch nothing: there a script holds the same.
 * @param {string} name
 */
export async function loadFile(name) {
  const url = new URL(`${name}.json`, import.meta.url);
  if (url.protocol === "file:") {
    const script = Object.assign(document.createElement("script"), { src: url.href.replace(/json$/, "js") });
    document.head.append(script);
    await new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
    return /** @type {any} */ (globalThis).awesomeData[name];
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.json();
}

/** Load the papers. */
export async function load() {
  return records(await loadFile("papers"));
}

/**
 * Return the address of a page of the site.
 * @param {string} path
 */
export function pageUrl(path) {
  return new URL(path, ROOT).href;
}

/**
 * Return the address of a paper's card, or "" if no page shows it.
 * @param {Data} data
 * @param {Paper} paper
 */
export function cardUrl({ pages, sections }, paper) {
  const page = pages[sections[paper.sections[0] ?? -1]?.page ?? -1];
  return page === undefined ? "" : `${pageUrl(page)}#paper-${paper.id}`;
}

/**
 * Make records of the columns of papers.json.
 * @param {any} file
 * @returns {Data}
 */
export function records(file) {
  /** @type {Paper[]} */
  const papers = file.id.map((/** @type {string} */ id, /** @type {number} */ number) => {
    /** @type {[number, number, string] | undefined} */
    const since = file.later[number];
    const listed = { venue: file.venue[number], year: file.year[number] };
    const places = since ? [listed, { venue: since[0], year: since[1] }] : [listed];
    return {
      number,
      id,
      shown: file.title[number],
      by: file.authors[number],
      year: listed.year,
      places,
      latest: since ? { venue: since[0] < 0 ? listed.venue : since[0], year: since[1] || listed.year } : listed,
      award: file.award[number] ?? "",
      sections: file.in[number],
      has: file.has[number],
      tags: file.tag[number],
      later: since?.[2] ?? "",
      more: file.more[number] ?? "",
      title: "",
      authors: "",
      rest: "",
    };
  });
  return {
    explore: file.explore,
    pages: file.pages,
    sections: file.sections.map((/** @type {[string, string, number]} */ [id, title, page]) => ({ id, title, page })),
    kinds: file.kinds.map((/** @type {[string, string]} */ [key, word]) => ({ key, word })),
    venues: file.venues.map((/** @type {[string, string, number, string]} */ [name, full, kind, names]) => ({
      name,
      full,
      kind,
      names: [full, ...names.split("\n")].filter(Boolean),
    })),
    labels: file.labels.map((/** @type {[string, string]} */ [slug, label]) => ({ slug, label })),
    tags: file.tags,
    fields: file.fields ?? [],
    former: new Map(Object.entries(file.former)),
    papers,
  };
}
