/* Suggests known organizations while one types, for inputs with data-organizations ("one" or "many").
   The input itself stays the field that is sent, so the form works without this script: several
   organizations are written with semicolons between. */
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
      this.input = this.many ? this.insteadOf(field) : field;
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

    /* For several: chips, an input to add to them, and the field hidden behind. */
    insteadOf(field) {
      const input = document.createElement("input");
      input.type = "text";
      input.className = "form-control";
      input.autocomplete = "off";
      input.id = field.id;
      for (const name of ["aria-describedby", "aria-invalid"]) {
        if (field.hasAttribute(name)) input.setAttribute(name, field.getAttribute(name));
      }
      field.id = `${this.id}-field`;
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
      const answer = await fetch(`${this.field.dataset.address}?q=${encodeURIComponent(query)}`);
      if (!answer.ok || query !== this.input.value.trim()) return;
      const { organizations } = await answer.json();
      this.list.replaceChildren(...organizations.map((one, at) => {
        const row = document.createElement("li");
        row.id = `${this.id}-${at}`;
        row.dataset.value = one.id;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        const name = document.createElement("small");
        name.textContent = one.name;
        row.append(one.acronym === one.id ? one.id : `${one.acronym} (${one.id})`, name);
        return row;
      }));
      this.at = -1;
      this.list.hidden = !organizations.length || document.activeElement !== this.input;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
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

  const dress = () => {
    for (const field of document.querySelectorAll("[data-organizations]:not([data-dressed])")) {
      field.dataset.dressed = "";
      new Picker(field);
    }
  };
  dress();
  document.addEventListener("htmx:afterSettle", dress);
})();
