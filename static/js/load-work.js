// A loading at work: asks for one step after another, or looks how far somebody else is. Without this script a button
// reads on, and the page loaded anew tells how far it is.
const LOOK = 2000; // milliseconds between two looks

function start(form) {
  const bar = form.querySelector("[data-bar]");
  const words = form.querySelector("[data-words]");
  const counts = form.querySelector("[data-counts]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let isStopped = form.dataset.work !== "running";
  let failures = 0;
  form.querySelector("[data-noscript]")?.remove();

  const show = (told) => {
    bar.max = told.total || 1;
    bar.value = told.done;
    words.textContent = told.words;
    counts.textContent = told.counts;
  };

  const ask = async (deed) => {
    const body = new URLSearchParams({ do: deed, csrfmiddlewaretoken: token });
    const how = deed ? { method: "POST", body } : {};
    const answer = await fetch(form.action, { ...how, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const turn = async () => {
    let told;
    try {
      told = await ask("steps" in form.dataset && !form.dataset.busy ? "step" : "");
      failures = 0;
    } catch {
      failures += 1;
      if (failures > 3) {
        form.querySelector("[data-failed]").hidden = false;
        return;
      }
    }
    if (told) {
      show(told);
      if (told.is_over || told.status !== "running") return location.reload();
      // Somebody else is at it (a worker, another window): then only look.
      form.dataset.busy = told.is_at_work ? "yes" : "";
    }
    if (!isStopped) setTimeout(turn, form.dataset.busy || failures ? LOOK : 0);
  };

  form.addEventListener("submit", () => {
    isStopped = true;
  });
  if (!isStopped) turn();
}

for (const form of document.querySelectorAll("[data-work]")) start(form);
