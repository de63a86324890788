// Lists and pairs with one key a deed: what has data-press is pressed by that key; choosing a part of a line chooses
// the way that it belongs to. Without this script every key is a button or a link.
function isTyping(target) {
  return target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}

// The letter of a key: a Korean input method gives a jamo, so the place of the key says which letter was meant.
function letter(event) {
  const isLatin = /^[ -~]$/.test(event.key);
  return !isLatin && /^Key[A-Z]$/.test(event.code) ? event.code.at(-1).toLowerCase() : event.key;
}

let isSent = false;
document.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
});
window.addEventListener("pageshow", () => {
  isSent = false;
});
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  document.querySelector(`[data-press="${CSS.escape(letter(event))}"]`)?.click();
});
document.addEventListener("input", (event) => {
  const way = document.getElementById(event.target.dataset?.checks ?? "");
  if (way) way.checked = true;
});
document.getElementById("effect")?.scrollIntoView({ block: "nearest" });
