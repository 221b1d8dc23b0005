/* What was chosen, which of it is the original, and files that are dropped on the form. */
(() => {
  const form = document.querySelector("[data-loading]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const versions = form.querySelector("[name=versions]");
  const original = form.querySelector("[name=original]");
  const list = form.querySelector("[data-chosen]");
  const area = form.querySelector(".drop");
  const language = document.documentElement.lang;
  const size = new Intl.NumberFormat(language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });

  const row = (file, place, several) => {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    const large = file.size > Number(form.dataset.most);
    name.textContent = file.name;
    item.className = "line";
    item.append(name, ` ${size.format(file.size / 1e6)}`);
    if (large) {
      const warning = document.createElement("span");
      warning.className = "warn";
      warning.textContent = ` ${form.dataset.large}`;
      item.append(warning);
    }
    if (several) {
      const label = document.createElement("label");
      const choice = document.createElement("input");
      choice.type = "radio";
      choice.name = "first";
      choice.value = String(place);
      choice.checked = place === Number(original.value);
      label.append(choice, ` ${form.dataset.original}`);
      item.append(" ", label);
    }
    return item;
  };
  const show = () => {
    const files = [...input.files];
    list.hidden = !files.length;
    list.replaceChildren(...files.map((file, place) => row(file, place, versions.checked && files.length > 1)));
  };
  input.addEventListener("change", () => {
    original.value = "0";
    show();
  });
  versions.addEventListener("change", show);
  list.addEventListener("change", (event) => {
    original.value = event.target.value;
  });
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => {
      event.preventDefault();
      area.classList.add("over");
    });
  }
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  });
  show();
})();
