// Pins and blocks without leaving the form of the column: what is written in it is not yet saved.
const box = document.querySelector("[data-related]");

box?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(event.target.action, {
    method: "POST",
    body: new FormData(event.target),
    headers: { "X-Requested-With": "fetch" },
  });
  if (!answer.ok) {
    event.target.submit();
    return;
  }
  box.innerHTML = await answer.text();
  box.dispatchEvent(new CustomEvent("desk:added", { bubbles: true }));
  const heading = box.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
});
