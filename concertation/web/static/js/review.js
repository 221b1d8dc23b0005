/* Review by keyboard: a accept, x reject, j and k next and previous, u undo, ? help. The keys are those
   of the buttons on the page (data-key); they can be switched off. And only the fields of the chosen
   kind are shown. */
(() => {
  const STORED = "review-keys";
  const page = document.querySelector("[data-review]");
  const dialog = document.getElementById("keys");
  const opener = page.querySelector("[data-opens]");
  const switched = dialog.querySelector("[data-keys-on]");

  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  switched.checked = localStorage.getItem(STORED) !== "off";
  switched.addEventListener("change", () => localStorage.setItem(STORED, switched.checked ? "on" : "off"));

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
    if (field && event.key === "Escape") field.blur();
    if (field || dialog.open || !switched.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = page.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });

  const form = page.querySelector("[data-decide]");
  if (!form) return;
  const kind = form.elements.kind;
  const type = form.elements.type;
  const groups = [...type.querySelectorAll("optgroup")];
  const words = [...kind.options].map((option) => option.text);

  const fit = () => {
    const chosen = type.value;
    for (const part of form.querySelectorAll("[data-of]")) {
      const empty = !part.querySelector("input, select")?.value;
      part.hidden = empty && !part.classList.contains("has-error") && !part.dataset.of.split(" ").includes(kind.value);
      if (part.dataset.of.split(" ").includes(kind.value)) part.hidden = false;
    }
    const own = groups[kind.selectedIndex];
    type.replaceChildren(own);
    own.label = words[kind.selectedIndex];
    if ([...own.querySelectorAll("option")].some((option) => option.value === chosen)) type.value = chosen;
    else type.selectedIndex = 0;
  };
  kind.addEventListener("change", fit);
  fit();
})();
