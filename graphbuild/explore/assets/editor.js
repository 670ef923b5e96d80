// The editor for SPARQL: CodeMirror over the text area, which stays what the form sends.

const area = document.getElementById("query"), asking = document.getElementById("asking");
const { prefixes, terms } = JSON.parse(document.getElementById("completions").textContent);
const KEYWORDS = ("SELECT DISTINCT CONSTRUCT DESCRIBE ASK WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GRAPH LIMIT OFFSET PREFIX " +
  "EXISTS REGEX CONTAINS LCASE COUNT SAMPLE GROUP_CONCAT STRSTARTS STRAFTER SUBSTR BOUND COALESCE YEAR").split(" ").concat(
  ["ORDER BY", "GROUP BY", "HAVING", "DESC", "NOT EXISTS"]);
const MOST = 40;

const editor = CodeMirror.fromTextArea(area, {
  mode: "application/sparql-query",
  inputStyle: "contenteditable", // which screen readers can read
  lineNumbers: true,
  lineWrapping: true,
  matchBrackets: true,
  viewportMargin: Infinity,
  screenReaderLabel: "Your query in SPARQL",
  // Tab goes on to the next element, as everywhere on the page.
  extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": ask, "Cmd-Enter": ask, "Ctrl-Space": complete },
  hintOptions: { hint, completeSingle: false, closeCharacters: /[\s()[\]{};,"<>]/ },
});
const input = editor.getInputField();
input.setAttribute("role", "textbox");
input.setAttribute("aria-multiline", "true");
if (area.hasAttribute("aria-describedby")) input.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
area.required = false; // hidden from now on: a browser could not show what it asks for
document.getElementById("query-label").addEventListener("click", () => editor.focus());
document.getElementById("keys").hidden = false;

// Where the query is wrong, as the message has it.
const [, line, column] = /line (\d+), column (\d+)/.exec(document.getElementById("wrong")?.textContent ?? "") ?? [];
if (line) {
  editor.addLineClass(line - 1, "background", "wrong-line");
  editor.setCursor(line - 1, column - 1);
}

function ask() {
  editor.save();
  asking.requestSubmit();
}

function complete() {
  editor.showHint();
}

// Which prefixes the query declares.
function declared() {
  return new Set(Array.from(editor.getValue().matchAll(/^\s*PREFIX\s+([\w.-]*):/gim), ([, prefix]) => prefix));
}

function declare(prefix) {
  if (declared().has(prefix)) return;
  const lines = editor.getValue().split("\n");
  let line = lines.findLastIndex((text) => /^\s*PREFIX\b/i.test(text)) + 1;
  if (!line) line = lines.findIndex((text) => !/^\s*(#|$)/.test(text));
  editor.replaceRange(`PREFIX ${prefix}: <${prefixes[prefix]}>\n`, { line: Math.max(line, 0), ch: 0 });
}

// Text goes in as text, whatever it holds.
function render(item, _, { words, label }) {
  item.append(words, element("small", { textContent: label }));
}

function termHint([name, label]) {
  return { words: name, text: name, label, render, hint: (cm, { from, to }) => {
    cm.replaceRange(name, from, to, "complete");
    declare(name.split(":")[0]);
  } };
}

function prefixHint(prefix) {
  return { words: `PREFIX ${prefix}:`, text: `${prefix}:`, label: `add the line: <${prefixes[prefix]}>`, render, hint: (cm, { from, to }) => {
    cm.replaceRange(`${prefix}:`, from, to, "complete");
    declare(prefix);
    complete();
  } };
}

function plainHint(text, label = "") {
  return { words: text, text, label, render };
}

// Those that begin so first, then those that hold it.
function fitting(list, typed, texts) {
  const folded = fold(typed);
  const rank = (one) => Math.min(...texts(one).map((text) => {
    const at = fold(text).indexOf(folded);
    return at < 0 ? 3 : at > 0 ? 2 : 1;
  }));
  return list.map((one) => [rank(one), one]).filter(([place]) => place < 3).sort(([a], [b]) => a - b).map(([, one]) => one);
}

function inPrefixed(prefix, local) {
  const own = terms.filter(([name]) => name.startsWith(`${prefix}:`));
  const found = fitting(own, local, ([name, label]) => [name.slice(prefix.length + 1), label]).map(termHint);
  const known = declared().has(prefix);
  if (known && found.length === 1 && found[0].text === `${prefix}:${local}`) return []; // Enter shall be a new line
  return prefixes[prefix] && !known && !local ? [prefixHint(prefix), ...found] : found;
}

function inWord(typed) {
  const known = Object.keys(prefixes).filter((prefix) => prefix.startsWith(typed.toLowerCase()));
  const undeclared = known.filter((prefix) => !declared().has(prefix)).map(prefixHint);
  const others = known.filter((prefix) => declared().has(prefix)).map((prefix) => plainHint(`${prefix}:`, prefixes[prefix]));
  const words = KEYWORDS.filter((word) => word.startsWith(typed.toUpperCase())).map((word) => plainHint(word));
  const named = typed.length > 1 ? fitting(terms, typed, ([name, label]) => [name.split(":")[1], label]).map(termHint) : [];
  return [...others, ...undeclared, ...words, ...named];
}

function inVariable(typed) {
  const all = Array.from(editor.getValue().matchAll(/[?$](\w+)/g), ([whole]) => `?${whole.slice(1)}`);
  return [...new Set(all)].filter((name) => name.startsWith(typed) && name !== typed).sort().map((name) => plainHint(name));
}

// What can stand where the cursor is.
function hint(cm) {
  const cursor = cm.getCursor(), before = cm.getLine(cursor.line).slice(0, cursor.ch);
  const { type } = cm.getTokenAt(cursor);
  if (/comment|string/.test(type ?? "") || /<[^<>\s]*$/.test(before)) return null;
  const [declaring, asked] = /^\s*PREFIX\s+([\w-]*)$/i.exec(before) ?? [];
  const [typed, prefix, local] = /(?<![?$\w:.-])([A-Za-z][\w-]*):([\w-]*)$/.exec(before) ?? [];
  const variable = /[?$]\w*$/.exec(before)?.[0], word = /(?<![\w:?$-])[A-Za-z][\w-]*$/.exec(before)?.[0] ?? "";
  let list, length;
  if (declaring) {
    list = Object.keys(prefixes).filter((name) => name.startsWith(asked) && !declared().has(name)).map((name) => plainHint(`${name}: <${prefixes[name]}>`));
    length = asked.length;
  } else if (typed) [list, length] = [inPrefixed(prefix, local), typed.length];
  else if (variable) [list, length] = [inVariable(variable.replace("$", "?")), variable.length];
  else [list, length] = [inWord(word), word.length];
  const found = { list: list.slice(0, MOST), from: CodeMirror.Pos(cursor.line, cursor.ch - length), to: cursor };
  CodeMirror.on(found, "shown", name);
  return found;
}

// The list of completions as ARIA 1.2 has it.
function name() {
  const shown = document.querySelector(".CodeMirror-hints");
  shown.setAttribute("aria-label", "Completions");
  shown.removeAttribute("aria-expanded");
  shown.tabIndex = 0; // it scrolls
}

// Unasked only after a prefix, a question mark or PREFIX: elsewhere Enter shall stay a new line.
editor.on("inputRead", (cm, { text, origin }) => {
  if (origin === "paste" || text.length !== 1 || cm.state.completionActive) return;
  const before = cm.getLine(cm.getCursor().line).slice(0, cm.getCursor().ch);
  if (/(^|[^?$\w])[A-Za-z][\w-]*:[\w-]*$/.test(before) || /[?$]\w+$/.test(before) || /^\s*PREFIX\s+\w+$/i.test(before)) complete();
});
