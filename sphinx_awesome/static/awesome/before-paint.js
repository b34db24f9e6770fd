// Owns what must hold before the page is painted, when modules have not run: reserves room for the
// controls, and hides the papers while the address chooses among them.
{
  const { classList } = document.documentElement;
  classList.add("aw-live");
  classList.toggle("aw-wait", !!location.search);
  // By then modules have run, or never will.
  addEventListener("DOMContentLoaded", () => classList.remove("aw-wait"));
}
