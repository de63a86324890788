// Keys of the desk: Ctrl+S (or ⌘S) presses the button of the form that is marked data-key="save".
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const button = document.querySelector('[data-key="save"]');
  if (!button) return;
  event.preventDefault();
  button.click();
});
