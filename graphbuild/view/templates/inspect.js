"use strict";
const spans = new Map();
for (const span of document.querySelectorAll("[data-m]")) {
  for (const index of span.dataset.m.split(" ")) {
    if (!spans.has(index)) spans.set(index, []);
    spans.get(index).push(span);
  }
}
const entries = new Map([...document.querySelectorAll("[data-mark]")].map((entry) => [entry.dataset.mark, entry]));

function choose(indices) {
  document.querySelectorAll(".m.chosen").forEach((span) => span.classList.remove("chosen"));
  document.querySelectorAll('[data-mark][aria-pressed="true"]').forEach((entry) => entry.setAttribute("aria-pressed", "false"));
  for (const index of indices) {
    const entry = entries.get(index);
    if (!entry) continue;
    entry.setAttribute("aria-pressed", "true");
    entry.closest("details").open = true;
  }
  innermost(indices).forEach((span) => span.classList.add("chosen"));
}

// Of the marks over a place, the text of the shortest: a name, rather than the sentence around it.
function innermost(indices) {
  const marked = indices.filter((index) => entries.has(index)).map((index) => spans.get(index) ?? []);
  const length = (own) => own.reduce((sum, span) => sum + span.textContent.length, 0);
  return marked.sort((a, b) => length(a) - length(b))[0] ?? [];
}

entries.forEach((entry) => entry.setAttribute("aria-pressed", "false"));
document.querySelector(".document").addEventListener("click", ({ target }) => {
  const entry = target.closest("[data-mark]");
  if (entry) {
    const chosen = entry.getAttribute("aria-pressed") === "true";
    choose(chosen ? [] : [entry.dataset.mark]);
    return;
  }
  const span = target.closest("[data-m]");
  if (span) choose(span.dataset.m.split(" "));
});
document.addEventListener("keydown", ({ key }) => { if (key === "Escape") choose([]); });

document.getElementById("tools").hidden = false;
document.getElementById("tools").addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const pressed = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(pressed));
  if (button.dataset.layer) document.body.classList.toggle(`hide-${button.dataset.layer}`, !pressed);
  else document.body.classList.toggle("only-unseen", pressed);
});
