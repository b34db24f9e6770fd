// Owns the way from the former address of a page to its new one: query and fragment of the address stay.
// Without scripts the page itself leads there, without them.
{
  const link = /** @type {HTMLAnchorElement} */ (document.querySelector("a"));
  location.replace(link.href + location.search + location.hash);
}
