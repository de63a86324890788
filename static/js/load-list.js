// The list of a loading: tick all, see how many are ticked, j opens the worst that waits. Without it the list works too.
const LINES = "application/x-ndjson";

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
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "yes";
    send(form, event.submitter);
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
  tell();
}

// Sends what is asked for and shows how far it has come: each line of the answer is a JSON value.
async function send(form, button) {
  const bar = form.querySelector("[data-bulk-progress]");
  const status = form.querySelector("[data-count]");
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  bar.hidden = false;
  status.textContent = "At work …";
  try {
    const answer = await fetch(location.href, { method: "POST", body: data, headers: { Accept: LINES } });
    if (!answer.ok) throw new Error(String(answer.status));
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new Error("cut off");
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const said of lines.map((line) => JSON.parse(line))) {
        if (said.next) return location.assign(said.next);
        bar.max = said.of;
        bar.value = said.done;
        status.textContent = `${said.done.toLocaleString()} of ${said.of.toLocaleString()}`;
      }
    }
  } catch {
    bar.hidden = true;
    delete form.dataset.sent;
    status.textContent = "The server did not finish. What it did is done; open the list anew to see what is left.";
  }
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select");
  const isJ = event.key === "j" || (event.code === "KeyJ" && !/^[ -~]$/.test(event.key)); // a Korean input method
  if (!isJ || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  document.querySelector("[data-first]")?.click();
});
for (const form of document.querySelectorAll("[data-list]")) start(form);
