// Owns leading from the former address of a page to where the page is now: what the address names in
// it, and what it asks for, goes along. Without scripts the page itself leads there.
{
  const link = /** @type {HTMLAnchorElement} */ (document.querySelector("a"));
  location.replace(link.href + location.search + location.hash);
}
