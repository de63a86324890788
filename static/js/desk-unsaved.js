// Asks before a page is left on which something was written and not saved. Marked by data-unsaved on the form.
const form = document.querySelector("form[data-unsaved]");
let written = false;

form?.addEventListener("input", () => {
  written = true;
});
form?.addEventListener("submit", () => {
  written = false;
});
window.addEventListener("beforeunload", (event) => {
  if (written) event.preventDefault();
});
