"use strict";
// The front page's search: goes to the page of what is picked.

const names = JSON.parse(document.getElementById("data").textContent);
const searchBox = document.getElementById("search");
const foundList = document.getElementById("found");
const FOUND_AT_MOST = 10;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const searchable = names.map(([name, kind, address]) => ({ name, kind, address, folded: fold(name) }));
let found = [];
let active = 0;

function matches(text) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const hits = searchable.filter(({ folded }) => words.every((word) => folded.includes(word)));
  const rank = ({ folded }) => (folded.startsWith(words[0]) ? 0 : 1);
  return hits.sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
}

function showFound() {
  const asked = searchBox.value.trim() !== "";
  const options = found.map(({ name, kind }, index) => {
    const option = document.createElement("li"), title = document.createElement("bdi"), sort = document.createElement("small");
    title.textContent = name;
    sort.textContent = kind;
    option.append(title, sort);
    option.id = `found-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(index === active));
    option.addEventListener("mousedown", (event) => { event.preventDefault(); go(index); });
    return option;
  });
  const none = document.createElement("li");
  none.className = "none";
  none.textContent = "Nothing in this corpus is called so.";
  foundList.replaceChildren(...(options.length ? options : [none]));
  foundList.setAttribute("role", options.length ? "listbox" : "status");
  foundList.hidden = !asked;
  searchBox.setAttribute("aria-expanded", String(asked));
  if (options.length) searchBox.setAttribute("aria-activedescendant", `found-${active}`);
  else searchBox.removeAttribute("aria-activedescendant");
}

function go(index) {
  if (index < found.length && found[index].address) location.href = found[index].address;
}

searchBox.addEventListener("input", () => {
  found = matches(searchBox.value).slice(0, FOUND_AT_MOST);
  active = 0;
  showFound();
});
searchBox.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    active = (active + step + found.length) % found.length;
    showFound();
  } else if (event.key === "Enter") {
    event.preventDefault();
    go(active);
  } else if (event.key === "Escape") {
    foundList.hidden = true;
    searchBox.setAttribute("aria-expanded", "false");
  }
});
searchBox.addEventListener("blur", () => {
  foundList.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
});
document.getElementById("search-form").hidden = false;
