// The rich-text editor over the text of a column. It writes to the text area only when somebody edits: an untouched
// body is sent back byte for byte. A body that holds what the editor cannot keep stays plain HTML, and says so.
import {
  Blockquote, Bold, BulletList, Code, CodeBlock, Document, Dropcursor, Editor, Extension, Gapcursor, HardBreak, Heading,
  History, HorizontalRule, Image, Italic, Link, ListItem, Mark, Node, OrderedList, Paragraph, Strike, Subscript,
  Superscript, Table, TableCell, TableHeader, TableRow, Text, mergeAttributes, updateAttrsDialog,
} from "django-prose-editor/editor";

// What the editor knows beyond its library: the rest of the allow-list of articles/markup.py.
const mark = (name, tag, attributes = {}) => Mark.create({
  name,
  addAttributes: () => attributes,
  parseHTML: () => [{ tag }],
  renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
});
const plain = { default: null };
const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "block+",
  isolating: true,
  defining: true,
  addAttributes: () => ({ class: plain }),
  parseHTML: () => [{ tag: "figure" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
});
const Caption = Node.create({
  name: "figcaption",
  group: "block",
  content: "inline*",
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: ({ HTMLAttributes }) => ["figcaption", HTMLAttributes, 0],
});
const Attributes = Extension.create({
  name: "attributes",
  addGlobalAttributes: () => [
    { types: ["paragraph", "heading", "listItem", "superscript", "link"], attributes: { id: plain } },
    { types: ["paragraph"], attributes: { class: plain } },
    { types: ["link"], attributes: { title: plain } },
    { types: ["listItem"], attributes: { value: plain } },
    { types: ["tableHeader"], attributes: { scope: plain } },
    { types: ["image"], attributes: { width: plain, height: plain } },
  ],
});
const Preformatted = CodeBlock.extend({
  parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" }],
  renderHTML: () => ["pre", 0],
});
// The mark with the higher priority stands outside: a footnote's number is a link within a superscript.
const Raised = Superscript.extend({ priority: 1100 });
const PlainTable = Table.extend({
  renderHTML: ({ HTMLAttributes }) => ["table", mergeAttributes(HTMLAttributes, { style: null }), ["tbody", 0]],
});
const EXTENSIONS = [
  Document, Paragraph, Text, HardBreak, Heading.configure({ levels: [2, 3, 4] }), Blockquote, BulletList, ListItem,
  OrderedList, HorizontalRule, Preformatted, Bold, Italic, Strike, Subscript, Raised, Code,
  Link.configure({ openOnClick: false, autolink: false, linkOnPaste: true, enableTarget: false,
    protocols: ["http", "https", "mailto", "tel"], HTMLAttributes: { target: null, rel: null, class: null } }),
  Image.configure({ inline: true }), Figure, Caption, PlainTable, TableRow, TableHeader, TableCell,
  mark("cite", "cite"), mark("quote", "q"), mark("abbreviation", "abbr", { title: plain }),
  Attributes, History, Dropcursor, Gapcursor,
];

// --- Does the editor keep everything? ---------------------------------------------------------------------------
const NEUTRAL = { colspan: "1", rowspan: "1", start: "1", type: "1" };
const KEPT = ["id", "class", "href", "title", "src", "alt", "width", "height", "start", "type", "value", "scope", "colspan", "rowspan"];

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

// The editor wraps the text of items and cells, and pictures, in paragraphs; the archive does not.
const WRAPPED = ["li", "td", "th", "figure"].map((name) => `${name} > p:not([class], [id])`).join(", ");

function unwrap(body) {
  for (const paragraph of body.querySelectorAll(WRAPPED)) {
    const isFirst = !paragraph.previousElementSibling && !paragraph.previousSibling?.textContent.trim();
    const alone = [...paragraph.parentElement.children].filter((child) => child.tagName === "P").length === 1;
    if (isFirst && alone) paragraph.replaceWith(...paragraph.childNodes);
  }
  return body;
}

function tidy(html) {
  const body = unwrap(parse(html));
  for (const one of body.querySelectorAll("*")) {
    const values = new Map([...one.attributes].map(({ name, value }) => [name, value]));
    for (const name of values.keys()) one.removeAttribute(name);
    for (const name of KEPT) {
      const value = values.get(name);
      const says = value !== undefined && NEUTRAL[name] !== value && !(name === "class" && !value);
      if (says) one.setAttribute(name, value);
    }
  }
  const blocks = [...body.children].map((block) => block.outerHTML);
  return blocks.join("\n") === "<p></p>" ? "" : blocks.join("\n");
}

function parts(body) {
  return [...body.querySelectorAll("*")]
    .filter((one) => one.tagName !== "TBODY")
    .map((one) => one.tagName + KEPT
      .filter((name) => one.hasAttribute(name) && NEUTRAL[name] !== one.getAttribute(name))
      .map((name) => ` ${name}=${one.getAttribute(name)}`).join(""));
}

function words(body) {
  return body.textContent.replace(/\s+/g, "");
}

// Returns what of `before` is missing in `after`: names of elements, and "text".
function lost(before, after) {
  const [left, right] = [unwrap(parse(before)), unwrap(parse(after))];
  const kept = parts(right);
  const missing = parts(left).filter((part) => {
    const at = kept.indexOf(part);
    if (at >= 0) kept.splice(at, 1);
    return at < 0;
  });
  const text = words(left) === words(right) ? [] : ["text"];
  return [...new Set([...missing.map((part) => `<${part.toLowerCase().split(" ")[0]}>`), ...text])];
}

// --- The bar of buttons -----------------------------------------------------------------------------------------
const linkDialog = updateAttrsDialog(
  { href: { type: "string", title: "Address", format: "url" }, title: { type: "string", title: "Title" } },
  { title: "Link", submitText: "Set" },
);

async function link(editor) {
  const now = editor.getAttributes("link");
  const set = await linkDialog(editor, now);
  if (!set) return;
  const chain = editor.chain().focus().extendMarkRange("link");
  if (set.href) chain.setLink({ ...now, href: set.href, title: set.title || null }).run();
  else chain.unsetLink().run();
}

const chain = (editor) => editor.chain().focus();
const pull = (editor) => editor.getAttributes("paragraph").class === "pull";
const BUTTONS = [
  ["B", "Bold", (e) => chain(e).toggleBold().run(), (e) => e.isActive("bold")],
  ["I", "Italic", (e) => chain(e).toggleItalic().run(), (e) => e.isActive("italic")],
  ["Link", "Link", link, (e) => e.isActive("link")],
  ["x²", "Superscript", (e) => chain(e).toggleSuperscript().run(), (e) => e.isActive("superscript")],
  ["Cite", "Title of a work", (e) => chain(e).toggleMark("cite").run(), (e) => e.isActive("cite")],
  null,
  ["Heading", "Heading", (e) => chain(e).toggleHeading({ level: 2 }).run(), (e) => e.isActive("heading", { level: 2 })],
  ["Smaller", "Smaller heading", (e) => chain(e).toggleHeading({ level: 3 }).run(), (e) => e.isActive("heading", { level: 3 })],
  ["“ ”", "Quotation", (e) => chain(e).toggleBlockquote().run(), (e) => e.isActive("blockquote")],
  ["Pull", "Pull quote", (e) => chain(e).updateAttributes("paragraph", { class: pull(e) ? null : "pull" }).run(), pull],
  ["• List", "List", (e) => chain(e).toggleBulletList().run(), (e) => e.isActive("bulletList")],
  ["1. List", "Numbered list", (e) => chain(e).toggleOrderedList().run(), (e) => e.isActive("orderedList")],
  ["—", "Rule", (e) => chain(e).setHorizontalRule().run(), () => false],
  null,
  ["Undo", "Undo", (e) => chain(e).undo().run(), () => false],
  ["Redo", "Redo", (e) => chain(e).redo().run(), () => false],
];

function make(name, properties = {}, attributes = {}) {
  const made = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function toolbar(editor) {
  const bar = make("div", { className: "editor-bar" }, { role: "toolbar", "aria-label": "Text" });
  const updates = [];
  for (const entry of BUTTONS) {
    if (!entry) {
      bar.append(make("span", { className: "gap" }));
      continue;
    }
    const [text, title, run, isOn] = entry;
    const button = make("button", { type: "button", textContent: text, title }, { "aria-label": title, "aria-pressed": "false" });
    button.addEventListener("click", () => run(editor));
    updates.push(() => button.setAttribute("aria-pressed", String(Boolean(isOn(editor)))));
    bar.append(button);
  }
  const buttons = [...bar.querySelectorAll("button")];
  for (const [index, button] of buttons.entries()) button.tabIndex = index ? -1 : 0;
  bar.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[(at + steps[event.key] + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
  editor.on("transaction", () => updates.forEach((update) => update()));
  return bar;
}

// --- Putting it on the page -------------------------------------------------------------------------------------
function plainHtml(area, missing) {
  area.classList.add("plain-html");
  const text = `This text holds what the editor cannot keep (${missing.join(", ")}), so it is shown as HTML.`;
  const note = make("p", { className: "note", id: `${area.id}_plain`, textContent: text });
  area.before(note);
  area.setAttribute("aria-describedby", note.id);
}

function counted(body) {
  const text = body.textContent.trim();
  const count = text ? text.split(/\s+/).length : 0;
  return `${count.toLocaleString()} word${count === 1 ? "" : "s"}`;
}

function start(area) {
  const holder = make("div", { className: "editor" });
  const label = document.querySelector(`label[for="${area.id}"]`);
  const editor = new Editor({
    element: holder,
    injectCSS: false,
    extensions: EXTENSIONS,
    content: area.value,
    editorProps: {
      attributes: {
        id: `${area.id}_editor`, role: "textbox", "aria-multiline": "true",
        "aria-label": label ? label.textContent.trim() : "Text", spellcheck: "true", lang: area.lang || "",
      },
    },
  });
  const missing = lost(area.value, tidy(editor.getHTML()));
  if (missing.length) {
    editor.destroy();
    return plainHtml(area, missing);
  }
  const foot = make("div", { className: "editor-foot" });
  const count = make("span", { textContent: counted(editor.view.dom) });
  const source = make("button", { type: "button", className: "quiet", textContent: "Edit as HTML" });
  foot.append(count, source);
  holder.prepend(toolbar(editor));
  holder.append(foot);
  area.before(holder);
  area.hidden = true;
  label?.addEventListener("click", () => editor.commands.focus());
  editor.on("update", () => {
    area.value = tidy(editor.getHTML());
    area.dispatchEvent(new Event("input", { bubbles: true }));
    count.textContent = counted(editor.view.dom);
  });
  source.addEventListener("click", () => {
    editor.destroy();
    holder.remove();
    area.hidden = false;
    area.classList.add("plain-html");
    area.focus();
  });
  return editor;
}

for (const area of document.querySelectorAll('textarea[data-editor="body"]')) {
  start(area);
  area.dispatchEvent(new CustomEvent("editor:ready", { bubbles: true }));
  area.dataset.ready = "yes";
}
