// Puts the page together; until here it is a heading and a table, which need no script.

function stageKeys(event) {
  const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (arrow) {
    event.preventDefault();
    const shown = view.nodes.filter(({ id }) => !isHidden(id));
    if (state.chosen?.sort === "thing") choose("thing", neighbourTowards(state.chosen.id, ...arrow));
    else if (shown.length) choose("thing", shown[0].id);
  } else if (event.key === "Enter" && !panel.hidden) panel.focus();
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") showAll(true);
}

function start() {
  document.documentElement.classList.add("drawn");
  for (const id of ["tools", "middle", "status"]) document.getElementById(id).hidden = false;
  document.getElementById("facts").open = false;
  draw();
  paint();
  showFirst();
  showCounts();
  for (const [kind, button] of kindButtons) button.addEventListener("click", () => toggleKind(kind));
  searchBox.addEventListener("input", search);
  searchBox.addEventListener("keydown", searchKeys);
  searchBox.addEventListener("blur", closeFound);
  document.getElementById("search-form").addEventListener("submit", (event) => event.preventDefault());
  stage.addEventListener("keydown", stageKeys);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden || event.target === searchBox) return;
    if (panel.contains(document.activeElement)) stage.focus();
    unchoose();
  });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.25));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(0.8));
  document.getElementById("zoom-all").addEventListener("click", () => showAll(true));
  darkScheme.addEventListener("change", paint);
}

start();
