// Owns what holds before the page is drawn, for which modules come too late: room for the controls,
// where modules run; and what lies below the bar is hidden while the address chooses among it.
{
  const { classList } = document.documentElement;
  classList.toggle("aw-live", location.protocol !== "file:");
  classList.toggle("aw-wait", !!location.search);
  // Modules have run by then, or will not.
  addEventListener("DOMContentLoaded", () => classList.remove("aw-wait"));
}
