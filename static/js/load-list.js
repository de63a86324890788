// The list of a loading: tick all, see how many are ticked, j opens the worst that waits. Without it the list works too.
function start(form) {
  const boxes = [...form.querySelectorAll('input[name="chosen"]')];
  const all = form.querySelector("[data-all]");
  const count = form.querySelector("[data-count]");
  const every = form.querySelector('input[name="every"]');

  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    if (count) count.textContent = every?.checked ? "all of the list" : ticked ? `${ticked} of ${boxes.length}` : "none yet";
  };

  all.hidden = !boxes.length;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    if (count) count.textContent = "at work on them …";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
  tell();
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.key !== "j" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  document.querySelector("[data-first]")?.click();
});
for (const form of document.querySelectorAll("[data-list]")) start(form);
