/* The palette: Ctrl-K or ⌘K opens it, arrows choose, Enter goes there, Escape closes. Its link leads to the
   search page where scripts do not run. */
document.addEventListener("DOMContentLoaded", () => {
  const palette = document.getElementById("palette");
  const input = document.getElementById("palette-q");
  const list = document.getElementById("palette-choices");
  const status = palette.querySelector("[role=status]");
  let at = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (wanted) => {
    const rows = options();
    at = rows.length ? (wanted + rows.length) % rows.length : -1;
    rows.forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", rows[at].id);
      rows[at].scrollIntoView({ block: "nearest" });
    }
  };

  const open = () => {
    if (palette.open) return;
    input.value = "";
    palette.showModal();
    input.focus();
    input.dispatchEvent(new CustomEvent("opened"));
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  for (const link of document.querySelectorAll("[data-palette]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
  }
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at - 1);
    else if (event.key === "Enter" && at >= 0) options()[at].click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("htmx:afterSwap", () => {
    choose(0);
    const number = options().length;
    status.textContent = number === 1 ? status.dataset.one : status.dataset.many.replace("%s", number);
  });
  palette.querySelector("[data-close]").addEventListener("click", () => palette.close());
  palette.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
});
