/* Suggests known organizations while one types, for inputs with data-organizations ("one" or "many").
   The input itself stays the field that is sent, so the form works without this script: several
   organizations are written with semicolons between. A choice among records (data-records) is narrowed in
   the same way: any record can be found, not only those that the list offers. */
(() => {
  const BETWEEN = ";";
  const WAIT = 200;
  let serial = 0;

  class Picker {
    constructor(field) {
      this.field = field;
      this.many = field.dataset.organizations === "many";
      this.id = `picker-${(serial += 1)}`;
      this.box = document.createElement("div");
      this.box.className = "picker";
      this.list = document.createElement("ul");
      this.list.className = "picker-list";
      this.list.id = this.id;
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      field.before(this.box);
      this.input = this.inputFor(field);
      this.box.append(this.input, this.list);
      this.input.setAttribute("role", "combobox");
      this.input.setAttribute("aria-autocomplete", "list");
      this.input.setAttribute("aria-expanded", "false");
      this.input.setAttribute("aria-controls", this.id);
      const label = document.querySelector(`label[for="${this.input.id}"]`);
      if (label) this.list.setAttribute("aria-label", label.textContent.trim());
      this.input.addEventListener("input", () => this.later());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.leave());
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const row = event.target.closest("li");
        if (row) this.choose(row);
      });
    }

    inputFor(field) {
      return this.many ? this.insteadOf(field) : field;
    }

    /* For several: chips, an input to add to them, and the field hidden behind. */
    insteadOf(field) {
      const input = this.textInput(field);
      field.type = "hidden";
      this.chips = document.createElement("div");
      this.chips.className = "picker-chips";
      this.box.append(this.chips);
      this.draw();
      this.chips.addEventListener("click", (event) => {
        const chip = event.target.closest("button");
        if (!chip) return;
        this.set(this.values().filter((value) => value !== chip.value));
        input.focus();
      });
      return input;
    }

    /* An input that takes the place of the field for whoever types. */
    textInput(field) {
      const input = document.createElement("input");
      input.type = "text";
      input.className = "form-control";
      input.autocomplete = "off";
      input.id = field.id;
      for (const name of ["aria-describedby", "aria-invalid"]) {
        if (field.hasAttribute(name)) input.setAttribute(name, field.getAttribute(name));
      }
      field.id = `${this.id}-field`;
      return input;
    }

    values() {
      return this.field.value.split(BETWEEN).map((part) => part.trim()).filter(Boolean);
    }

    set(values) {
      this.field.value = [...new Set(values)].join(`${BETWEEN} `);
      this.draw();
      this.field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    draw() {
      this.chips.replaceChildren(...this.values().map((value) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.value = value;
        const cross = document.createElement("span");
        cross.setAttribute("aria-hidden", "true");
        cross.textContent = " ×";
        chip.append(value, cross);
        chip.setAttribute("aria-label", this.field.dataset.remove.replace("%s", value));
        return chip;
      }));
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    }

    async ask() {
      const query = this.input.value.trim();
      if (!query) return this.close();
      const address = new URL(this.field.dataset.address, document.baseURI);
      address.searchParams.set("q", query);
      const answer = await fetch(address);
      if (!answer.ok || query !== this.input.value.trim()) return;
      const choices = this.choices(await answer.json());
      this.list.replaceChildren(...choices.map(({ value, text, more }, at) => {
        const row = document.createElement("li");
        row.id = `${this.id}-${at}`;
        row.dataset.value = value;
        row.dataset.text = text;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        const small = document.createElement("small");
        small.textContent = more;
        row.append(text, small);
        return row;
      }));
      this.at = -1;
      this.list.hidden = !choices.length || document.activeElement !== this.input;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    }

    choices({ organizations }) {
      return organizations.map(({ id, acronym, name }) => (
        { value: id, text: acronym === id ? id : `${acronym} (${id})`, more: name }
      ));
    }

    key(event) {
      const rows = [...this.list.children];
      const open = !this.list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!open) return;
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.at = (this.at + step + rows.length) % rows.length;
        rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === this.at)));
        rows[this.at].scrollIntoView({ block: "nearest" });
        this.input.setAttribute("aria-activedescendant", rows[this.at].id);
      } else if (event.key === "Enter" && open && this.at >= 0) {
        event.preventDefault();
        this.choose(rows[this.at]);
      } else if (event.key === "Enter" && this.many && this.input.value.trim()) {
        event.preventDefault();
        this.take(this.input.value);
      } else if (event.key === "Escape" && open) {
        event.stopPropagation();
        this.close();
      } else if (event.key === "Backspace" && this.many && !this.input.value) {
        this.set(this.values().slice(0, -1));
      }
    }

    choose(row) {
      if (this.many) this.take(row.dataset.value);
      else {
        this.input.value = row.dataset.value;
        this.input.dispatchEvent(new Event("change", { bubbles: true }));
      }
      this.close();
    }

    take(text) {
      this.input.value = "";
      this.set([...this.values(), ...text.split(BETWEEN).map((part) => part.trim()).filter(Boolean)]);
      this.close();
    }

    /* What was typed and not chosen is kept; the server says if it knows nothing of that name. */
    leave() {
      if (this.many && this.input.value.trim()) this.take(this.input.value);
      this.close();
    }

    close() {
      this.list.hidden = true;
      this.at = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  class RecordPicker extends Picker {
    inputFor(select) {
      const input = this.textInput(select);
      select.hidden = true;
      input.placeholder = select.dataset.hint;
      input.value = this.chosen();
      return input;
    }

    /* What the select says that is chosen; nothing where it stands on its empty choice. */
    chosen() {
      return this.field.value ? this.field.selectedOptions[0].textContent.trim() : "";
    }

    choices({ records }) {
      return records.map(({ key, title, hint }) => ({ value: key, text: title, more: hint }));
    }

    choose(row) {
      const { value, text } = row.dataset;
      const there = [...this.field.options].find((option) => option.value === value);
      if (!there) this.field.append(new Option(text, value));
      this.field.value = value;
      this.leave();
    }

    /* Words that were typed and not chosen choose nothing; no words take the choice away. */
    leave() {
      if (document.activeElement !== this.input && !this.input.value.trim()) this.field.value = "";
      this.input.value = this.chosen();
      this.close();
    }
  }

  const dress = () => {
    for (const field of document.querySelectorAll("[data-organizations]:not([data-dressed])")) {
      field.dataset.dressed = "";
      new Picker(field);
    }
    for (const field of document.querySelectorAll("[data-records]:not([data-dressed])")) {
      field.dataset.dressed = "";
      new RecordPicker(field);
    }
  };
  dress();
  document.addEventListener("htmx:afterSettle", dress);
})();
