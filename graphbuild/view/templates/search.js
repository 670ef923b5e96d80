// The search box: finds things by any part of their name, details or date, and goes to the one that is picked.

const searchBox = document.getElementById("search");
const foundList = document.getElementById("found");
const FOUND_AT_MOST = 8;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const searchable = view.things.map((thing, id) => {
  const { name, dates, details } = thing;
  return { id, name: fold(name), all: fold([name, dates, ...details.map(([, value]) => value)].join(" ")) };
});
let found = [];
let active = 0;

function matches(text) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const hits = searchable.filter(({ all }) => words.every((word) => all.includes(word)));
  const rank = ({ name }) => (name.startsWith(words[0]) ? 0 : words.every((word) => name.includes(word)) ? 1 : 2);
  const near = ({ id }) => (view.things[id].beyond ? 1 : 0);
  return hits.sort((a, b) => near(a) - near(b) || rank(a) - rank(b) || a.id - b.id).map(({ id }) => id);
}

function search() {
  found = matches(searchBox.value).slice(0, FOUND_AT_MOST);
  active = 0;
  showFound();
}

function showFound() {
  const asked = searchBox.value.trim() !== "";
  const options = found.map((id, index) => {
    const { kind, name, dates } = view.things[id];
    const option = element("li", { id: `found-${index}` }, element("bdi", { textContent: name }));
    option.append(element("small", { textContent: [kinds.get(kind).one, dates].filter(Boolean).join(", ") }));
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(index === active));
    option.addEventListener("mousedown", (event) => { event.preventDefault(); pick(index); });
    return option;
  });
  const none = element("li", { className: "none", textContent: "Nothing of that name is on this page." });
  foundList.replaceChildren(...(options.length ? options : [none]));
  foundList.setAttribute("role", options.length ? "listbox" : "status");
  foundList.hidden = !asked;
  searchBox.setAttribute("aria-expanded", String(asked));
  if (options.length) searchBox.setAttribute("aria-activedescendant", `found-${active}`);
  else searchBox.removeAttribute("aria-activedescendant");
}

function closeFound() {
  foundList.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
}

function pick(index) {
  if (index >= found.length) return;
  closeFound();
  reveal(found[index]);
}

function searchKeys(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    active = (active + step + found.length) % found.length;
    showFound();
  } else if (event.key === "Enter") {
    event.preventDefault();
    pick(active);
  } else if (event.key === "Escape") {
    closeFound();
  }
}
