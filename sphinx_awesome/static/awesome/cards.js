// Owns the cards on the page that explores the list: copies each from its own page when it comes into
// view. Until then an outline stands there.
import { cardUrl, pageUrl } from "./data.js";
import { make } from "./dom.js";
import { t } from "./i18n.js";
import { badges, title } from "./paper-row.js";

/** Number of pages in memory, those last used. */
const CACHED_PAGES = 24;
/** Time without a change after which cards are fetched: none while somebody types. */
const CALM_MS = 120;

export class Cards {
  /** @type {Map<number, HTMLElement>} */
  #made = new Map();
  /** @type {Map<string, Promise<Document>>} */
  #pages = new Map();
  /** @type {Map<Element, Paper>} */
  #outlines = new Map();
  /** @type {Set<Element>} */
  #near = new Set();
  #timer = 0;
  #observer = new IntersectionObserver(
    (changes) => {
      for (const { isIntersecting, target } of changes) this.#near[isIntersecting ? "add" : "delete"](target);
      this.#wait();
    },
    { rootMargin: "400px 0px" },
  );

  /**
   * @param {Data} data
   * @param {(card: HTMLElement, paper: Paper) => void} onCard called with each card that comes
   */
  constructor(data, onCard) {
    this.data = data;
    this.onCard = onCard;
  }

  /** Fetch no more of the cards asked for so far: they are not shown any more. */
  forget() {
    if (this.#made.size > 1000) this.#made.clear();
    this.#observer.disconnect();
    this.#near.clear();
    this.#outlines.clear();
  }

  /**
   * Return the cards of some papers, or their outlines for now.
   * @param {readonly Paper[]} papers
   */
  of(papers) {
    return papers.map((paper) => {
      const card = this.#made.get(paper.number) ?? outline(this.data, paper);
      this.#made.set(paper.number, card);
      if (card.matches(".aw-coming")) {
        this.#outlines.set(card, paper);
        this.#observer.observe(card);
      }
      return card;
    });
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#near.forEach((card) => this.#fill(card)), CALM_MS);
  }

  /** @param {Element} place */
  async #fill(place) {
    const paper = this.#outlines.get(place);
    this.#observer.unobserve(place);
    this.#near.delete(place);
    if (!paper) return;
    const url = cardUrl(this.data, paper);
    const found = await this.#page(url).then(
      (page) => page.getElementById(`paper-${paper.id}`)?.closest(".aw-card"),
      () => null, // offline, or the site is being replaced: the outline says enough
    );
    if (!(found instanceof Element)) return;
    const card = adapted(this.data, paper, found, url);
    this.#made.set(paper.number, card);
    const focused = place.contains(document.activeElement);
    place.replaceWith(card);
    this.onCard(card, paper);
    if (focused) card.querySelector("a")?.focus();
  }

  /**
   * Return a page of the site, fetched once.
   * @param {string} url
   */
  #page(url) {
    const [address = ""] = url.split("#");
    const page = this.#pages.get(address) ?? fetchPage(address);
    this.#pages.delete(address);
    this.#pages.set(address, page);
    page.catch(() => this.#pages.delete(address));
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > CACHED_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    return page;
  }
}

/** @param {string} url */
async function fetchPage(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/**
 * Return what stands for a card until it comes; for good, if no page shows the paper.
 * @param {Data} data
 * @param {Paper} paper
 */
function outline(data, paper) {
  const byline = make("p", { className: "aw-by" }, ...badges(data, paper), ` ${paper.by.replaceAll("\n", ", ")}`);
  const body = make(
    "div",
    { className: "sd-card-body" },
    make("p", { className: "sd-card-title aw-title" }, title(data, paper)),
    byline,
  );
  const coming = cardUrl(data, paper) && " aw-coming";
  return make("li", { className: `sd-card aw-card${coming}` }, body);
}

/**
 * Return a copy of a card for another page: its links lead where they did, it has no ids, and it names
 * the sections of the paper.
 * @param {Data} data
 * @param {Paper} paper
 * @param {Element} card
 * @param {string} from
 */
function adapted(data, paper, card, from) {
  const made = /** @type {HTMLElement} */ (document.importNode(card, true));
  made.querySelectorAll(".aw-former").forEach((anchor) => anchor.remove());
  made.querySelectorAll("a[href]").forEach((link) => {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", from).href);
  });
  for (const element of [made, ...made.querySelectorAll("[id]")]) element.removeAttribute("id");
  let where = made.querySelector(".aw-in");
  if (!where) {
    where = make("span", { className: "aw-in" });
    const aside = made.querySelector(".aw-also") ?? make("p", { className: "aw-also" });
    if (aside.hasChildNodes()) aside.append(" · ");
    aside.append(where);
    if (!aside.parentNode) made.querySelector(".aw-links, .aw-more")?.before(aside);
  }
  const [before = "", after = ""] = t("In {sections}").split("{sections}");
  where.replaceChildren(before, ...sectionLinks(data, paper), after);
  return made;
}

/**
 * @param {Data} data
 * @param {Paper} paper
 */
function sectionLinks(data, { id, sections }) {
  return sections.flatMap((number, place) => {
    const { title: name = "", page = -1 } = data.sections[number] ?? {};
    const path = data.pages[page];
    const link = path === undefined ? name : make("a", { href: `${pageUrl(path)}#paper-${id}` }, name);
    return place ? [", ", link] : [link];
  });
}
