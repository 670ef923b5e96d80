// Puts the page together; until here it is a heading and a table, which need no script.

function stageKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const { chosen } = state;
  const node = chosen && chosen.sort !== "link" ? (chosen.sort === "group" ? GROUP + chosen.id : chosen.id) : null;
  const here = node !== null && nodeSet.get(node) ? node : null;
  if (arrow) {
    event.preventDefault();
    const next = here === null ? nodeSet.getIds()[0] : neighbourTowards(here, ...arrow);
    if (next === undefined) return;
    if (groupOf(next) === null) choose("thing", next);
    else choose("group", groupOf(next));
  } else if (event.key === "Enter" && !panel.hidden) panel.focus();
  else if (event.key === "o" && here !== null) {
    if (chosen.sort === "group") lookAt({ sort: "group", id: chosen.id });
    else openNeighbours(here);
  } else if (event.key === "f" && here !== null && chosen.sort === "thing") lookAt({ sort: "focus", id: here, depth: 1 });
  else if (event.key === "b" && !document.getElementById("scope").hidden) goBack();
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") showAll(true);
}

function listen() {
  for (const [kind, made] of kindButtons) made.addEventListener("click", () => toggle(state.hidden, kind));
  for (const box of relationBoxes) box.addEventListener("change", () => toggle(state.without, box.value));
  yearSliders.forEach((slider, end) => slider.addEventListener("input", () => chooseYears(end)));
  stage.addEventListener("keydown", stageKeys);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden || event.target === searchBox) return;
    if (panel.contains(document.activeElement)) stage.focus();
    unchoose();
  });
  document.addEventListener("click", (event) => {
    const menu = document.getElementById("relations");
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.25));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(0.8));
  document.getElementById("zoom-all").addEventListener("click", () => showAll(true));
  darkScheme.addEventListener("change", paint);
  window.addEventListener("popstate", fromAddress);
}

function fromAddress() {
  readAddress();
  show(false);
  if (state.chosen?.sort === "thing") bringIntoSight(state.chosen.id);
}

function begin() {
  document.documentElement.classList.add("drawn");
  for (const id of ["tools", "middle", "status"]) document.getElementById(id).hidden = false;
  document.getElementById("years").hidden = years.length < 2;
  document.getElementById("facts").open = false;
  for (const slider of yearSliders) Object.assign(slider, { min: years[0], max: years.at(-1) });
  draw();
  listen();
  listenToTimeline();
  fromAddress();
}

begin();
