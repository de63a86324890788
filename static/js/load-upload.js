// Loading: files and folders can be dropped, and how far sending and reading have come is shown. Without this script
// the form is sent as any other.
const LINES = "application/x-ndjson";

function start(form) {
  const drop = form.querySelector("[data-drop]");
  const input = form.querySelector('input[type="file"]');
  const list = form.querySelector("[data-chosen]");
  const refused = form.querySelector("[data-refused]");
  const box = form.querySelector("[data-progress]");
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-progress-words]");
  const line = box.querySelector("[data-progress-line]");
  const button = form.querySelector('button[type="submit"]:not([data-try])');
  let files = [];

  const show = () => {
    list.hidden = !files.length;
    const some = files.slice(0, 8).map((file) => item(`${file.name}, ${size(file.size)}`));
    if (files.length > some.length) some.push(item(`and ${files.length - some.length} more`));
    list.replaceChildren(...some);
  };

  const take = (more) => {
    files = [...files, ...more.filter((file) => !file.name.startsWith("."))];
    input.value = "";
    show();
  };

  input.addEventListener("change", () => take([...input.files]));
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) drop.classList.remove("over");
  });
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
    const loose = [...event.dataTransfer.files];
    take(entries.length ? (await Promise.all(entries.map(filesOf))).flat() : loose);
  });

  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-try")) return giveBack();
    event.preventDefault();
    if (!button.disabled) send();
  });

  // A dry run is an ordinary form in a window of its own: the files go along with it and stay chosen here.
  const giveBack = () => {
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    input.files = chosen.files;
    setTimeout(() => (input.value = ""));
  };

  const send = () => {
    const data = new FormData(form);
    data.delete("files");
    for (const file of files) {
      data.append("files", file, file.name);
      data.append("paths", file.way || "");
    }
    const request = new XMLHttpRequest();
    let read = 0;
    let run = "";
    let next = "";
    let seen = 0;
    busy(true);
    refused.replaceChildren();
    say("Sending", "");
    request.open("POST", form.action);
    request.setRequestHeader("Accept", LINES);
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = (100 * event.loaded) / event.total;
      say("Sending", `${size(event.loaded)} of ${size(event.total)}`);
    });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      say("Reading", "");
    });
    const take = () => {
      const end = request.responseText.lastIndexOf("\n") + 1;
      for (const text of request.responseText.slice(seen, end).split("\n").filter(Boolean)) {
        const said = JSON.parse(text);
        if (said.run) run = said.run;
        if (said.next) next = said.next;
        if (said.source) say("Reading", `${(read += 1)} read, last ${said.source}: ${said.outcome.replace("_", " ")}`);
      }
      seen = end;
    };
    const isLines = () => (request.getResponseHeader("Content-Type") || "").startsWith(LINES);
    request.addEventListener("progress", () => {
      if (isLines()) take();
    });
    request.addEventListener("load", () => {
      if (isLines()) take();
      if (next) location.assign(next);
      else stop(why(request, run));
    });
    request.addEventListener("error", () => stop(why(request, run)));
    request.send(data);
  };

  const why = (request, run) => {
    if (run) return ["The reading stopped half way. What was read so far waits in the newest loading below; load the rest again."];
    if ((request.getResponseHeader("Content-Type") || "").startsWith("application/json")) {
      return JSON.parse(request.responseText).errors;
    }
    if (request.status === 413) return ["That is more than this server takes at once: load it in parts."];
    if (request.status === 403) return ["You were signed out meanwhile: open this page anew, then load again."];
    return ["The server did not answer as it should. Nothing was decided; try it once more."];
  };

  const stop = (sentences) => {
    busy(false);
    refused.replaceChildren(...sentences.map((text) => Object.assign(document.createElement("p"), { className: "note bad", textContent: text })));
    refused.scrollIntoView({ block: "nearest" });
  };

  const busy = (is) => {
    button.disabled = is;
    box.hidden = !is;
    bar.value = 0;
  };

  const say = (doing, more) => {
    words.textContent = doing;
    line.textContent = more;
  };

  window.addEventListener("pageshow", () => busy(false));
}

// The files of a dropped folder, its folders' too; a file gives itself.
async function filesOf(entry) {
  if (entry.isFile) return new Promise((done) => entry.file((file) => done([Object.assign(file, { way: entry.fullPath.slice(1) })]), () => done([])));
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    const some = await new Promise((done) => reader.readEntries(done, () => done([])));
    if (!some.length) break;
    inside.push(...some);
  }
  inside.sort((a, b) => a.name.localeCompare(b.name));
  return (await Promise.all(inside.filter((one) => !one.name.startsWith(".")).map(filesOf))).flat();
}

function item(text) {
  return Object.assign(document.createElement("li"), { textContent: text });
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

for (const form of document.querySelectorAll("[data-upload]")) start(form);
