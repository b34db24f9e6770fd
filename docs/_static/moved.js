// An anchor that has moved to another page: follow this page's own link to it.
const anchor = location.hash.slice(1);
if (anchor && !document.getElementById(anchor)) {
  const links = [...document.querySelectorAll(".moved a[href]")];
  links.some((link) => link.hash === location.hash && !location.replace(link.href));
}
