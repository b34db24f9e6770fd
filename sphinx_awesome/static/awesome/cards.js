// Owns the cards of papers on pages other than their own: takes each from the page where it stands,
// as the build has drawn it, when it comes into view. Until then its title and byline stand there.
import { cardUrl, pageUrl } from "./data.js";
import { make } from "./dom.js";
import { badges, title } from "./paper-row.js";
import { t } from "./i18n.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Paper} Paper */

/** So many pages are kept, those last asked for. */
const KEPT = 24;
/** Time without a change after which cards are fetched, in milliseconds: none while one types. */
const CALM = 120;

export class Cards {
  /** @type {Map<number, HTMLElement>} */
  #made = new Map();
  /** @type {Map<string, Promise<Document>>} */
  #pages = new Map();
  /** @type {Map<Element, Paper>} */
  #coming = new Map();
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
   * @param {(card: HTMLElement, paper: Paper) => void} came is told of each card that comes
   */
  constructor(data, came) {
    this.data = data;
    this.came = came;
  }

  /** None of the cards asked for so far is shown any more. */
  forget() {
    if (this.#made.size > 1000) this.#made.clear();
    this.#observer.disconnect();
    this.#near.clear();
    this.#coming.clear();
  }

  /**
   * The cards of some papers.
   * @param {readonly Paper[]} papers
   */
  of(papers) {
    return papers.map((paper) => {
      const card = this.#made.get(paper.number) ?? outline(this.data, paper);
      this.#made.set(paper.number, card);
      if (card.matches(".aw-coming")) {
        this.#coming.set(card, paper);
        this.#observer.observe(card);
      }
      return card;
    });
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#near.forEach((card) => this.#fill(card)), CALM);
  }

  /** @param {Element} place */
  async #fill(place) {
    const paper = this.#coming.get(place);
    this.#observer.unobserve(place);
    this.#near.delete(place);
    if (!paper) return;
    const url = cardUrl(this.data, paper);
    const found = await this.#page(url).then(
      (page) => page.getElementById(`paper-${paper.id}`)?.closest(".aw-card"),
      () => null, // offline, or the site is being written anew: what stands there says enough
    );
    if (!(found instanceof Element)) return;
    const card = moved(this.data, paper, found, url);
    this.#made.set(paper.number, card);
    const focused = place.contains(document.activeElement);
    place.replaceWith(card);
    this.came(card, paper);
    if (focused) card.querySelector("a")?.focus();
  }

  /**
   * A page of the site, fetched once.
   * @param {string} url
   */
  #page(url) {
    const [address = ""] = url.split("#");
    const page = this.#pages.get(address) ?? fetched(address);
    this.#pages.delete(address);
    this.#pages.set(address, page);
    page.catch(() => this.#pages.delete(address));
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > KEPT && oldest !== undefined) this.#pages.delete(oldest);
    return page;
  }
}

/** @param {string} url */
async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/**
 * What stands in the place of a card that is to come; for good, if the paper stands on no page.
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
 * A card for another page than its own: links lead where they led, ids stay behind, and it says
 * in which task areas the paper is.
 * @param {Data} data
 * @param {Paper} paper
 * @param {Element} card
 * @param {string} from
 */
function moved(data, paper, card, from) {
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
    if (!aside.isConnected && !aside.parentNode) made.querySelector(".aw-links, .aw-more")?.before(aside);
  }
  const [before = "", after = ""] = t("In {sections}").split("{sections}");
  where.replaceChildren(before, ...areas(data, paper), after);
  return made;
}

/**
 * @param {Data} data
 * @param {Paper} paper
 */
function areas(data, { id, sections }) {
  return sections.flatMap((number, place) => {
    const { title: name = "", page = -1 } = data.sections[number] ?? {};
    const path = data.pages[page];
    const link = path === undefined ? name : make("a", { href: `${pageUrl(path)}#paper-${id}` }, name);
    return place ? [", ", link] : [link];
  });
}
