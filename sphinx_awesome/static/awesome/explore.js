// Owns the start of the page that explores the list: fetches the papers, and meanwhile the scripts.
import { load } from "./data.js";

// There is one address, so a second one on the page stays as it is.
const place = /** @type {HTMLElement | null} */ (document.querySelector(".aw-explore"));
if (place) {
  const papers = load();
  papers.catch(() => {}); // reported by explore-page.js, which may come later
  import("./explore-page.js").then(({ explore }) => explore(place, papers));
}
