// The legend: a press on a kind hides it or shows it again; the counts say what is shown.

const counts = document.getElementById("counts");
const kindButtons = new Map([...document.querySelectorAll(".kind")].map((button) => [button.dataset.kind, button]));

function toggleKind(kind) {
  if (!state.hidden.delete(kind)) state.hidden.add(kind);
  kindButtons.get(kind).setAttribute("aria-pressed", String(!state.hidden.has(kind)));
  const chosenGone = state.chosen && (state.chosen.sort === "thing" ? isHidden(state.chosen.id) : [view.edges[state.chosen.id].from, view.edges[state.chosen.id].to].some(isHidden));
  if (chosenGone) unchoose();
  else paint();
  showCounts();
}

function showCounts() {
  const things = view.nodes.filter(({ id }) => !isHidden(id)).length;
  const links = view.edges.filter(({ from, to }) => !isHidden(from) && !isHidden(to)).length;
  const words = (shown, all, name) => `${shown} of ${all} ${name}`;
  counts.textContent = `Shown: ${words(things, view.nodes.length, "things")}, ${words(links, view.edges.length, "links")}. Hidden: ${view.nodes.length - things} things, ${view.edges.length - links} links.`;
}
