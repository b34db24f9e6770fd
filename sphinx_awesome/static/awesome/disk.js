// Owns the start from a disk, where browsers load no modules: one script that holds them all runs instead.
if (location.protocol === "file:") {
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const all = Object.assign(document.createElement("script"), { src: src.replace("disk.js", "from-disk.js") });
  all.onerror = () => document.documentElement.classList.remove("aw-live");
  document.head.append(all);
}
