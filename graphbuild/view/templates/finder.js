"use strict";
// A search box and the list of what it finds, from which keys and mouse pick; on views and on the front page.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// Text goes in as text, whatever it holds.
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// ``find`` gives, or promises, {name, sort, target} for folded words and for what was typed, best first; null leaves the
// list as it is. ``pick`` is told the target; ``nothing`` is said where there is none. With ``submits`` nothing is chosen
// before the reader chooses, and Enter sends the form. Gives the input element.
function finder({ find, most, nothing, pick, submits = false }) {
  const box = document.getElementById("search"), list = document.getElementById("found"), first = submits ? -1 : 0;
  let found = [], active = first, turn = 0;

  function show() {
    const asked = box.value.trim() !== "";
    const options = found.map(({ name, sort }, index) => {
      const option = element("li", { id: `found-${index}` }, element("bdi", { textContent: name }), element("small", { textContent: sort }));
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", String(index === active));
      option.addEventListener("mousedown", (event) => { event.preventDefault(); take(index); });
      return option;
    });
    list.replaceChildren(...(options.length ? options : [element("li", { className: "none", textContent: nothing })]));
    list.setAttribute("role", options.length ? "listbox" : "status");
    list.hidden = !asked;
    box.setAttribute("aria-expanded", String(asked));
    if (options[active]) box.setAttribute("aria-activedescendant", `found-${active}`);
    else box.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }

  function take(index) {
    if (!found[index]) return;
    close();
    pick(found[index].target);
  }

  function keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      active = active < 0 ? (step > 0 ? 0 : found.length - 1) : (active + step + found.length) % found.length;
      show();
    } else if (event.key === "Enter") {
      if (submits && active < 0) return;
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape") close();
  }

  function offer(hits) {
    if (hits === null) return;
    found = hits.slice(0, most);
    active = first;
    show();
  }

  box.addEventListener("input", () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean), asked = ++turn;
    const hits = words.length ? find(words, box.value) : [];
    if (hits instanceof Promise) hits.then((late) => { if (asked === turn) offer(late); });
    else offer(hits);
  });
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "found"], ["aria-autocomplete", "list"]]) box.setAttribute(name, value);
  box.addEventListener("keydown", keys);
  box.addEventListener("blur", close);
  if (!submits) document.getElementById("search-form").addEventListener("submit", (event) => event.preventDefault());
  return box;
}
