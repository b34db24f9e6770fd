// Owns the papers of the list as rows, equal to `row_html` in ext/components/card.py, and as cards: copies
// each from its own page when it comes into view. Until then an outline stands there.
import { cardUrl, pageUrl } from "./data.js";
import { make } from "./dom.js";
import { t } from "./i18n.js";

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
  // From a disk no page can be fetched.
  const coming = location.protocol !== "file:" && cardUrl(data, paper) ? " aw-coming" : "";
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

/**
 * Return a paper as a row.
 * @param {Data} data
 * @param {Paper} paper
 */
export function row(data, paper) {
  const where = make("span", { className: "aw-nb" }, ...badges(data, paper));
  return make("li", { className: "aw-row" }, title(data, paper), where);
}

/**
 * Return the title, as a link to the card if there is one.
 * @param {Data} data
 * @param {Paper} paper
 */
function title(data, paper) {
  const href = cardUrl(data, paper);
  return href ? make("a", { href }, paper.shown) : make("span", {}, paper.shown);
}

/**
 * Return the badges of a paper: where it was listed, where it has appeared since, its award.
 * @param {Data} data
 * @param {Paper} paper
 * @returns {(Node | string)[]}
 */
function badges(data, { places, award, badge: own, latest }) {
  const arrow = make("span", { ariaHidden: "true" }, "→");
  const since = make("span", { className: "aw-sr" }, t("published since:"), " ");
  const prize = award ? [make("span", { className: "sd-badge aw-award" }, award)] : [];
  return (own ? [latest] : places)
    .filter(({ venue, year }) => venue >= 0 || year || own)
    .flatMap((place, number) => [...(number ? [arrow, " ", since] : []), badge(data, place, own)])
    .concat(prize);
}

/**
 * @param {Data} data
 * @param {Appearance} place
 * @param {string} [own] what stands in place of the venue
 */
function badge(data, { venue, year }, own) {
  const { name = "", full = "", kind = -1 } = (!own && data.venues[venue]) || {};
  const { key = "", word = "" } = data.kinds[kind] ?? {};
  const made = make("span", { className: `sd-badge aw-${own ? "type" : "venue"} ${key && "aw-"}${key}`.trim() }, own || name);
  if (year) made.append(" ", make("span", {}, String(year)));
  if (key || full) made.title = key ? `${full || name} (${word})` : full;
  return made;
}
