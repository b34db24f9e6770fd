// Owns which papers an address, an arXiv id or a DOI names: makes keys of what was pasted, as
// core/identifiers.py does, and looks them up among those of the list. Loaded when such a text is typed.
import { loadFile } from "./data.js";

const ARXIV = /(?<!\d)(?<!\d\.)(\d{4}\.\d{4,5})(?!\d)|(?<![\w.-])([a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2})?\/(\d{7})(?!\d)/gi;
const ARXIV_DOI = /10\.48550\/arxiv\./gi;
const DOI = /10\.\d{4,9}(?:\/|%2F)[^\s"'<>|{}`]{1,512}/gi;
const AFTER_DOI = /(?:[?#&].*|[./](?:full(?:-text)?|e?pdf|html|abstract|meta)|v\d+|[.,;:!*_\]/])$/i;
const AROUND = /^["'<>()[\]{},;]+|["'<>()[\]{},;.!]+$/g;
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?(?:[/:]([^#]*))?(?:#.*)?$/i;
const OWNER_AND_NAME = /^[\w.-]+\/[\w.-]+$/;
const CODE_HOST = /^(?:github\.com|gitlab\.[a-z0-9.-]+|bitbucket\.org|codeberg\.org|gitee\.com|huggingface\.co)$/;
/** Hosts whose addresses begin with the owner and the name of a repository. */
const OWNED = /^(?:github\.com|bitbucket\.org|codeberg\.org|gitee\.com)$/;
const WITHIN_CODE = /\/(?:-\/)?(?:tree|blob|raw|src|resolve|commits?|issues|pulls?|wiki|releases|actions|discussions|tags|branches)(?:\/.*)?$/;
const FOLLOWING = /(?:[?&](?:utm_\w+|fbclid|gclid|ref)=[^&]*)+$/;
const ENDINGS = /(?:\/index\.html?|\.git|\.pdf|\.html?|\/)+$/;
/** Patterns of other ids in addresses, each with what stands before the id in its key. */
const OTHERS = /** @type {const} */ ([
  [/(?<![a-z0-9-])nature\.com\/articles\/([\w-]+(?:\.\d+)*)/i, "doi:10.1038/"],
  [/(?<![a-z0-9-])(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/(\d+)/i, "pubmed:"],
  [/(?<![a-z0-9-])openreview\.net\/(?:forum|pdf|attachment)\?(?:.*&)?id=([\w-]+)/i, "openreview:"],
  [/(?<![a-z0-9-])(?:aclanthology\.org|aclweb\.org)\/(?:[^?#]*\/)?(\d{4}\.[a-z0-9_]+-\w+\.\d+)/i, "anthology:"],
  [/(?<![a-z0-9-])(?:aclanthology\.org|aclweb\.org)\/(?:[^?#]*\/)?([A-Z]\d\d-\d{4})/i, "anthology:"],
]);

/**
 * Return keys of what a text may name: ids of papers; addresses; what these addresses are within.
 * @param {string} text
 */
export function lookupKeys(text) {
  const ids = [...text.replaceAll("%2F", "/").replace(ARXIV_DOI, " ").matchAll(ARXIV)].map(([, id, archive = "", number]) => `arxiv:${id ?? `${archive.toLowerCase()}/${number}`}`);
  for (const [found] of text.replaceAll("\\", "").matchAll(DOI)) ids.push(`doi:${withoutEnd(decoded(found)).toLowerCase()}`);
  /** @type {string[]} */
  const whole = [];
  /** @type {string[]} */
  const within = [];
  for (const word of text.split(/\s+/)) {
    const bare = word.replace(AROUND, "");
    if (OWNER_AND_NAME.test(bare)) within.push(`github.com/${bare.toLowerCase().replace(ENDINGS, "")}`);
    const [address, domain = "", rest = ""] = ADDRESS.exec(bare) ?? [];
    if (address === undefined) continue;
    const [host, path] = [domain.toLowerCase(), rest.toLowerCase()];
    for (const [pattern, before] of OTHERS) {
      const id = pattern.exec(bare)?.[1];
      if (id) ids.push(before + id.toLowerCase());
    }
    const isCode = CODE_HOST.test(host);
    const key = addressKey(host, isCode ? path.replace(/\?.*/s, "") : path);
    whole.push(key);
    const repository = OWNED.test(host) ? key.split("/").slice(0, 3).join("/") : isCode ? key.replace(WITHIN_CODE, "") : key;
    if (repository !== key) within.push(repository);
  }
  return [ids, whole, within];
}

/**
 * @param {string} host
 * @param {string} path
 */
function addressKey(host, path) {
  const plain = decoded(path.replace(FOLLOWING, ""));
  return `${host}/${host === "openaccess.thecvf.com" ? plain.replaceAll("/html/", "/papers/") : plain}`.replace(ENDINGS, "");
}

/**
 * Return a text in which no byte is written by its number.
 * @param {string} text
 */
function decoded(text) {
  return text.replace(/(?:%[\da-f]{2})+/gi, (bytes) => new TextDecoder().decode(Uint8Array.from(bytes.slice(1).split("%"), (byte) => parseInt(byte, 16))));
}

/**
 * Return a DOI without what stands behind it that is no part of it.
 * @param {string} doi
 */
function withoutEnd(doi) {
  for (;;) {
    let shorter = doi.replace(AFTER_DOI, "");
    if (shorter.endsWith(")") && shorter.split(")").length > shorter.split("(").length) shorter = shorter.slice(0, -1);
    if (shorter === doi) return doi;
    doi = shorter;
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, number) => {
  for (let bit = 0; bit < 8; bit++) number = number & 1 ? (number >>> 1) ^ 0xedb88320 : number >>> 1;
  return number;
});
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Letters of a key in the file. */
const KEY_LETTERS = 5;

/**
 * Return a key as the file has it: the lowest 30 bits of its CRC-32, six a letter.
 * @param {string} key
 */
export function short(key) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(key)) sum = (CRC[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  return Array.from({ length: KEY_LETTERS }, (_, at) => DIGITS[(~sum >>> (6 * (KEY_LETTERS - 1 - at))) & 63]).join("");
}

/**
 * Return the papers of the list by the keys of what names them.
 * @param {Record<string, Record<string, string>>} sections the content of addresses.json
 */
export function papersByKey(sections) {
  /** @type {Map<string, string[]>} */
  const made = new Map();
  for (const papers of Object.values(sections)) {
    for (const [id, keys] of Object.entries(papers)) {
      for (const key of keys.match(/.{5}/g) ?? []) made.set(key, [...(made.get(key) ?? []), id]);
    }
  }
  return made;
}

/** @type {Promise<Map<string, string[]>> | undefined} */
let known;

/**
 * Return the ids of the papers that a text names; none if it names none of this list.
 * @param {string} text
 */
export async function lookUp(text) {
  known ??= loadFile("addresses").then(papersByKey);
  known.catch(() => (known = undefined));
  return namedBy(text, await known);
}

/**
 * @param {string} text
 * @param {ReadonlyMap<string, string[]>} papers by key
 * @returns {Set<string>}
 */
export function namedBy(text, papers) {
  for (const keys of lookupKeys(text)) {
    const found = keys.flatMap((key) => papers.get(short(key)) ?? []);
    if (found.length) return new Set(found);
  }
  return new Set();
}
