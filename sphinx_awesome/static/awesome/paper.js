// Owns the buttons of a paper's page that copy its citations. No module, since pages on a disk load none.
// Their texts come with the page.
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { copy = "", copied = "", selected = "" } = script.dataset;
  for (const place of document.querySelectorAll(".copied")) {
    const button = document.createElement("button");
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.type = "button";
    button.textContent = copy;
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(place.textContent?.trim() ?? "");
        said.textContent = ` ${copied}`;
      } catch {
        // Denied, or no secure connection: select it, so that the reader can copy it.
        getSelection()?.selectAllChildren(place);
        said.textContent = ` ${selected}`;
      }
    };
    const line = document.createElement("p");
    line.className = "copy";
    line.append(button, said);
    place.after(line);
  }
}
