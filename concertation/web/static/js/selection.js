/* Select all on the page, and how many are selected. */
(() => {
  const form = document.querySelector("[data-selection]");
  if (!form) return;
  const all = form.querySelector("[data-all]");
  const number = form.querySelector("[data-number]");
  const boxes = [...form.querySelectorAll("input[name=proposal]")];
  if (!boxes.length) return;
  const tell = () => {
    const selected = boxes.filter((box) => box.checked).length;
    number.textContent = selected ? number.dataset.number.replace("%s", String(selected)) : "";
    all.checked = selected === boxes.length;
    all.indeterminate = selected > 0 && selected < boxes.length;
  };
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  tell();
})();
