// The entry point of the page that explores the whole list: asks for the papers at once, and
// meanwhile for the scripts that show them.
import { load } from "./data.js";

// A second one on the page stays as it is: there is but one address.
const place = /** @type {HTMLElement | null} */ (document.querySelector(".aw-explore"));
if (place) {
  const papers = load();
  papers.catch(() => {}); // is told to the reader in explore-page.js, which may come later
  import("./explore-page.js").then(({ explore }) => explore(place, papers));
}
