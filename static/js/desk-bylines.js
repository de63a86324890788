// The byline of a column: adds lines, moves them and takes them out. Without this script the order is a number to type.
function start() {
  const list = document.querySelector("[data-credits]");
  if (!list) return;
  const prefix = list.dataset.credits;
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const template = document.querySelector("[data-credit-template]");
  const more = document.querySelector("[data-credit-add]");

  const number = () => {
    for (const [index, line] of [...list.children].entries()) {
      line.querySelector("input.order").value = line.hidden ? "" : index + 1;
    }
  };

  const wire = (line) => {
    line.querySelector(".field-position").hidden = true;
    line.querySelector("[data-credit-tools]").hidden = false;
  };

  list.addEventListener("click", (event) => {
    const line = event.target.closest(".credit");
    const button = event.target.closest("button");
    if (!line || !button) return;
    if (button.matches("[data-credit-up]")) line.previousElementSibling?.before(line);
    else if (button.matches("[data-credit-down]")) line.nextElementSibling?.after(line);
    else if (button.matches("[data-credit-remove]")) takeOut(line);
    else return;
    number();
    if (!line.hidden) button.focus();
  });

  const takeOut = (line) => {
    for (const field of line.querySelectorAll("input, textarea")) field.value = "";
    line.hidden = true;
    more.focus();
  };

  more.addEventListener("click", () => {
    const next = Number(total.value);
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", next);
    const line = holder.content.firstElementChild;
    list.append(line);
    total.value = next + 1;
    wire(line);
    number();
    line.dispatchEvent(new CustomEvent("desk:added", { bubbles: true }));
    line.querySelector(".field-author input:not([type=hidden])").focus();
  });

  for (const line of list.children) wire(line);
  more.hidden = false;
  number();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
