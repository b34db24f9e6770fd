// Owns what happens if an address names a paper or section that is not on the page: leads to its
// permalink, if there is one, and says so on arrival. No module, since pages on a disk load none: they
// cannot look for the permalink, and offer it as a link.
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { folder = "", arrived = "", offer = "" } = script.dataset;
  const permalinks = new URL(`../../${folder}`, script.src);

  /** Key in the session's storage of the fragment to which a reader is being led. */
  const KEY = `awesome-led-to:${permalinks.pathname}`;

  /** Return the fragment to which the reader has just been led, or null. */
  const takeNote = () => {
    try {
      const led = sessionStorage.getItem(KEY);
      sessionStorage.removeItem(KEY);
      return led;
    } catch {
      return null;
    }
  };

  /** @param {string} fragment */
  const leaveNote = (fragment) => {
    try {
      sessionStorage.setItem(KEY, fragment);
    } catch {
      // The storage is denied: nothing is said on arrival.
    }
  };

  /** @param {string} path */
  const pageOf = (path) => path.replace(/(\/|\/index|)(\.html)?$/, "");

  /** Return the element that the fragment names. */
  const named = () => document.getElementById(location.hash.slice(1));

  /**
   * Add a message where the reader looks.
   * @param {string} text
   * @param {URL} [link]
   */
  const say = (text, link) => {
    const note = document.createElement("p");
    note.className = "aw-moved";
    note.setAttribute("role", "status");
    const target = named();
    const card = target?.closest(".aw-card");
    if (target && !card && target.matches("span")) target.after(note);
    else (card?.querySelector(".sd-card-body") ?? target ?? document.querySelector("[role=main], main") ?? document.body).prepend(note);
    // Screen readers read a status only if its text comes later.
    setTimeout(() => {
      note.textContent = text;
      if (!link) return;
      const there = document.createElement("a");
      there.href = link.href;
      there.textContent = /[^/]*$/.exec(link.pathname)?.[0] ?? "";
      note.append(" ", there);
    });
  };

  /**
   * Lead to a permalink, if it exists and does not lead to this page.
   * @param {URL} permalink
   */
  const lead = async (permalink) => {
    const { hash } = location;
    /** @type {string} */
    let text;
    try {
      const answer = await fetch(permalink);
      if (!answer.ok) return;
      text = await answer.text();
    } catch {
      say(offer, permalink);
      return;
    }
    // Some hosts answer any address with their home page.
    if (!text.includes("sphinx-awesome permalink") || location.hash !== hash) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    // A paper's page names its card, to which this address led; other pages lead there by themselves.
    const card = page.querySelector("[data-card]")?.getAttribute("data-card");
    const target = card ?? (page.querySelector("[http-equiv=refresh]") && page.querySelector("a")?.getAttribute("href"));
    if (target) {
      const { pathname, hash: led } = new URL(target, permalink);
      if (pageOf(pathname) === pageOf(location.pathname)) return;
      leaveNote(led);
    }
    location.replace(card ? new URL(card, permalink) : permalink);
  };

  const follow = () => {
    document.querySelectorAll(".aw-moved").forEach((note) => note.remove());
    const [, id] = /^#(?:paper|section)-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(location.hash) ?? [];
    if (!id || named()) return;
    const permalink = new URL(`${id}.html`, permalinks);
    if (location.protocol === "file:") say(offer, permalink);
    else lead(permalink);
  };

  if (takeNote() === location.hash) {
    // Do not follow a wrong permalink twice.
    if (!location.hash || named()) say(arrived);
  } else follow();
  addEventListener("hashchange", follow);
}
