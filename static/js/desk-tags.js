// Suggestions while typing, by the combobox pattern of the ARIA practices guide. Marked by data-combo:
// "many" makes chips of the names in a line (tags); "one" keeps the id of what was picked in a hidden field beside it
// (a columnist); "name" fills in the name and sends the form (a filter); "text" fills it in
// and no more. Without this script each stays a text field.
const PAUSE = 120;
let serial = 0;

class Combobox {
  constructor(input) {
    this.input = input;
    this.mode = input.dataset.combo;
    this.url = input.dataset.url;
    this.options = [];
    this.active = -1;
    this.build();
    this.listen();
  }

  build() {
    const id = `combo-${(serial += 1)}`;
    this.box = element("div", { className: "combo" });
    this.list = element("ul", { className: "combo-list", id: `${id}-list`, hidden: true }, { role: "listbox" });
    this.said = element("span", { className: "visually-hidden" }, { role: "status" });
    this.input.before(this.box);
    this.box.append(this.input, this.list, this.said);
    const label = this.input.labels?.[0];
    this.list.setAttribute("aria-label", label ? label.textContent.trim() : "Suggestions");
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    if (this.mode === "one") this.buildOne();
    if (this.mode === "many") this.buildMany();
  }

  buildOne() {
    this.hidden = element("input", { type: "hidden", name: this.input.dataset.idName, value: this.input.dataset.id });
    this.box.append(this.hidden);
  }

  buildMany() {
    this.hidden = element("input", { type: "hidden", name: this.input.name, value: this.input.value });
    this.chips = element("ul", { className: "chips" }, { "aria-label": "Chosen" });
    this.names = split(this.input.value);
    this.input.removeAttribute("name");
    this.input.required = false; // the names are in the hidden field, and the server asks for one
    this.input.value = "";
    this.box.prepend(this.chips, this.hidden);
    this.draw();
  }

  listen() {
    this.input.addEventListener("input", () => {
      if (this.mode === "one") this.hidden.value = "";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => {
      this.close();
      if (this.mode === "many" && this.input.value.trim()) this.add(this.input.value);
    });
    // A press on an option must not take the focus from the field.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(this.options[Number(option.dataset.index)]);
    });
  }

  async ask() {
    const typed = this.input.value.trim();
    this.request?.abort();
    if (!typed) return this.close();
    this.request = new AbortController();
    try {
      const address = `${this.url}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return this.close();
      this.show(typed, (await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(typed, suggestions) {
    const chosen = new Set((this.names || []).map((name) => name.toLowerCase()));
    this.options = suggestions.filter((one) => !chosen.has(one.value.toLowerCase()));
    const known = suggestions.some((one) => one.exact);
    if (this.mode === "many" && !known) this.options.push({ value: typed, label: typed, note: "new tag", isNew: true });
    this.list.replaceChildren(...this.options.map((one, index) => this.option(one, index)));
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.active = -1;
    this.mark();
    const count = this.options.length;
    this.say(count ? `${count} suggestion${count === 1 ? "" : "s"}` : "No suggestions");
  }

  option(one, index) {
    const item = element("li", { id: `${this.list.id}-${index}` }, { role: "option", "aria-selected": "false" });
    item.dataset.index = index;
    item.append(element("span", { textContent: one.label }), element("span", { className: "from", textContent: one.note }));
    return item;
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing) return;
    if (event.key in steps) {
      event.preventDefault();
      if (this.list.hidden) this.ask();
      else this.move(steps[event.key]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter") {
      this.enter(event);
    } else if (event.key === "," && this.mode === "many" && !this.input.value.startsWith('"')) {
      event.preventDefault();
      this.add(this.input.value);
    } else if (event.key === "Backspace" && this.mode === "many" && !this.input.value) {
      this.remove(this.names.length - 1);
    }
  }

  enter(event) {
    if (this.active >= 0) {
      event.preventDefault();
      this.take(this.options[this.active]);
    } else if (this.mode === "many" && this.input.value.trim()) {
      event.preventDefault();
      this.add(this.input.value);
    } else if (this.mode === "one") {
      event.preventDefault();
    }
  }

  move(step) {
    const count = this.options.length;
    this.active = (this.active + step + count) % count;
    this.mark();
  }

  mark() {
    for (const [index, item] of [...this.list.children].entries()) {
      item.setAttribute("aria-selected", String(index === this.active));
      if (index === this.active) item.scrollIntoView({ block: "nearest" });
    }
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  take(one) {
    if (this.mode === "many") return this.add(one.value, true);
    this.input.value = one.value;
    if (this.mode === "one") {
      this.hidden.value = one.id;
      this.input.dispatchEvent(new CustomEvent("combo:taken", { bubbles: true, detail: one }));
    }
    this.close();
    if (this.mode === "name") this.input.form.requestSubmit();
  }

  add(text, whole = false) {
    const known = new Set(this.names.map((name) => name.toLowerCase()));
    for (const name of whole ? [text] : split(text)) {
      if (known.has(name.toLowerCase())) continue;
      this.names.push(name);
      this.say(`Added ${name}`);
    }
    this.input.value = "";
    this.draw();
    this.close();
    this.hidden.dispatchEvent(new Event("input", { bubbles: true }));
  }

  remove(index) {
    const [name] = this.names.splice(index, 1);
    if (name === undefined) return;
    this.draw();
    this.hidden.dispatchEvent(new Event("input", { bubbles: true }));
    this.say(`Removed ${name}`);
    this.input.focus();
  }

  draw() {
    this.hidden.value = this.names.map(quoted).join(", ");
    this.chips.hidden = !this.names.length;
    this.chips.replaceChildren(...this.names.map((name, index) => {
      const button = element("button", { type: "button", textContent: "×" }, { "aria-label": `Remove ${name}` });
      button.addEventListener("click", () => this.remove(index));
      const chip = element("li", { className: "chip", textContent: name });
      chip.append(button);
      return chip;
    }));
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  say(text) {
    this.said.textContent = text;
  }
}

function element(name, properties = {}, attributes = {}) {
  const made = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Names parted by commas; one that holds a comma stands in quotation marks, as in a CSV file.
function split(line) {
  const names = line.match(/\s*"(?:[^"]|"")*"\s*|[^,]+/g) || [];
  return names
    .map((name) => name.trim())
    .map((name) => (/^".*"$/.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name))
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

function quoted(name) {
  return /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function enhance(container) {
  for (const input of container.querySelectorAll("[data-combo]:not([role])")) new Combobox(input);
}

// A row that is offered below a field: its button puts it in.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  const holder = button.closest(".chips").parentElement;
  const input = holder.querySelector("[data-combo]");
  input.value = button.firstChild.textContent.trim();
  holder.querySelector(`input[name="${input.dataset.idName}"]`).value = button.dataset.take;
  input.focus();
});

document.addEventListener("formset:added", (event) => enhance(event.target));
document.addEventListener("desk:added", (event) => enhance(event.target));
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => enhance(document));
else enhance(document);
