// Reviewing a loaded document: one key a decision, lines that light up, tags that are suggested. Without this script
// every key is a button and every line a link.
function isTyping(target) {
  return target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}

// The letter of a key: a Korean input method gives a jamo, so the place of the key says which letter was meant.
function letter(event) {
  const isLatin = /^[ -~]$/.test(event.key);
  return !isLatin && /^Key[A-Z]$/.test(event.code) ? event.code.at(-1).toLowerCase() : event.key;
}

function start(form) {
  const press = (key) => form.querySelector(`[data-press="${CSS.escape(key)}"], [data-also="${CSS.escape(key)}"]`);
  let isSent = false;

  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const main = form.querySelector("[data-main]");
      if (!main) return;
      event.preventDefault();
      main.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && isTyping(event.target)) {
      event.target.blur();
      return;
    }
    if (isTyping(event.target) || event.repeat) return;
    const key = letter(event);
    const way = { j: form.dataset.next, k: form.dataset.previous }[key];
    if (way) location.assign(way);
    else press(key)?.click();
  });

  // Enter in a line of text must not decide anything; in a field of tags it takes a suggestion.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches("input, #id_headline")) event.preventDefault();
  });

  form.addEventListener("click", (event) => {
    const toLine = event.target.closest("[data-to-line]");
    if (toLine) light(event, toLine.dataset.toLine);
    const toField = event.target.closest("[data-to-field]");
    if (toField) {
      event.preventDefault();
      document.getElementById(toField.dataset.toField).focus();
    }
    const tag = event.target.closest("[data-tag]");
    if (tag) addTag(event, tag);
  });

  const light = (event, number) => {
    const line = document.getElementById(`line-${number}`);
    if (!line) return;
    event.preventDefault();
    for (const lit of document.querySelectorAll(".source .lit")) lit.classList.remove("lit");
    line.classList.add("lit");
    line.scrollIntoView({ block: "center" });
  };

  const addTag = (event, button) => {
    const input = document.getElementById("id_tags");
    if (!input.matches("[role=combobox]")) return;
    event.preventDefault();
    input.value = button.dataset.tag.includes(",") ? `"${button.dataset.tag}"` : button.dataset.tag;
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    button.closest("li").remove();
    input.focus();
  };

  // A field lights up the line that it was read from.
  form.addEventListener("focusin", (event) => {
    const from = event.target.closest(".field")?.querySelector("[data-to-line]");
    for (const lit of document.querySelectorAll(".source .from-here")) lit.classList.remove("from-here");
    if (from) document.getElementById(`line-${from.dataset.toLine}`)?.classList.add("from-here");
  });

  const stopped = form.querySelector(".severity-hold [data-to-field]");
  if (stopped && !location.hash) document.getElementById(stopped.dataset.toField)?.focus();
}

for (const form of document.querySelectorAll("[data-review]")) start(form);
