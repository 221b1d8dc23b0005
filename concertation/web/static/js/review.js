/* Review by keyboard: a accept, x reject, j and k next and previous, u undo, ? help. The keys are those
   of the buttons on the page (data-key); they can be switched off. And only the fields of the chosen
   kind are shown. The next proposal takes the place of the one before without a new page (hx-boost). */
(() => {
  const STORED = "review-keys";
  const page = () => document.querySelector("[data-review]");
  const keys = () => document.getElementById("keys");

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens]")) keys().showModal();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys-on]")) localStorage.setItem(STORED, event.target.checked ? "on" : "off");
    if (event.target.matches("[data-decide] [name=kind]")) fit(event.target.form);
  });

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
    if (field && event.key === "Escape") field.blur();
    if (!page() || field || keys().open || localStorage.getItem(STORED) === "off") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const button = page().querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });

  const fit = (form) => {
    const kind = form.elements.kind;
    const type = form.elements.type;
    form.groups ??= [...type.querySelectorAll("optgroup")];
    const chosen = type.value;
    for (const part of form.querySelectorAll("[data-of]")) {
      const empty = !part.querySelector("input, select")?.value;
      part.hidden = empty && !part.classList.contains("has-error") && !part.dataset.of.split(" ").includes(kind.value);
      if (part.dataset.of.split(" ").includes(kind.value)) part.hidden = false;
    }
    const own = form.groups[kind.selectedIndex];
    type.replaceChildren(own);
    own.label = kind.options[kind.selectedIndex].text;
    if ([...own.querySelectorAll("option")].some((option) => option.value === chosen)) type.value = chosen;
    else type.selectedIndex = 0;
  };

  const dress = () => {
    if (!page()) return;
    page().querySelector("[data-opens]").hidden = false;
    keys().querySelector("[data-keys-on]").checked = localStorage.getItem(STORED) !== "off";
    const form = page().querySelector("[data-decide]");
    if (form && !form.groups) fit(form);
    page().querySelector("[data-here]")?.scrollIntoView({ block: "nearest" });
  };
  dress();
  document.addEventListener("htmx:afterSettle", () => {
    dress();
    /* A button that was pressed keeps the focus; else what is new has it, so that it is read out. */
    if (document.activeElement === document.body) document.getElementById("h-source")?.focus({ preventScroll: true });
  });
})();
