"use strict";
// A search box and the list of what it finds, from which keys and mouse pick; on views and on the front page.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// Text goes in as text, whatever it holds.
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// ``find`` gives {name, sort, target} for folded words, best first; ``pick`` is told the target; ``nothing`` is said
// where there is none. Gives the input element.
function finder({ find, most, nothing, pick }) {
  const box = document.getElementById("search"), list = document.getElementById("found");
  let found = [], active = 0;

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
    if (options.length) box.setAttribute("aria-activedescendant", `found-${active}`);
    else box.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }

  function take(index) {
    if (index >= found.length) return;
    close();
    pick(found[index].target);
  }

  function keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      active = (active + step + found.length) % found.length;
      show();
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape") close();
  }

  box.addEventListener("input", () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    found = words.length ? find(words).slice(0, most) : [];
    active = 0;
    show();
  });
  box.addEventListener("keydown", keys);
  box.addEventListener("blur", close);
  document.getElementById("search-form").addEventListener("submit", (event) => event.preventDefault());
  return box;
}
