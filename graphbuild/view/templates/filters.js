// The filters: kinds of things, relations, years; what is looked at; and how much of all that is shown.

const counts = document.getElementById("counts");
const kindButtons = new Map([...document.querySelectorAll(".kind")].map((made) => [made.dataset.kind, made]));
const relationBoxes = [...document.querySelectorAll("#relations input")];
const yearSliders = [document.getElementById("from-year"), document.getElementById("to-year")];
const known = view.things.map((_, id) => id).filter(isOwn);

function toggle(set, value) {
  if (!set.delete(value)) set.add(value);
  refilter();
}

function refilter() {
  const { chosen } = state;
  render();
  const gone = chosen && (chosen.sort === "thing" ? !grouped && !nodeSet.get(chosen.id) : chosen.sort === "link" && !edgeSet.get(chosen.id));
  if (gone) state.chosen = null;
  fillPanel();
  if (gone) paint();
  showControls();
  record(false);
}

function chooseYears(changed) {
  const [from, to] = yearSliders.map((slider) => Number(slider.value));
  // One end pushes the other before it.
  if (changed === 0) [state.from, state.to] = [from, Math.max(from, to)];
  else [state.from, state.to] = [Math.min(from, to), to];
  refilter();
}

// The controls as the state has them.
function showControls() {
  for (const [kind, made] of kindButtons) made.setAttribute("aria-pressed", String(!state.hidden.has(kind)));
  for (const box of relationBoxes) box.checked = !state.without.has(box.value);
  const off = state.without.size;
  document.getElementById("relations-said").textContent = off ? `, ${off} hidden` : "";
  if (years.length) showYears();
  showScope();
}

function showYears() {
  [state.from, state.to].forEach((year, end) => { yearSliders[end].value = year; });
  document.getElementById("years-said").textContent = state.from === state.to ? String(state.from) : `${state.from} to ${state.to}`;
  const share = (year) => (years.length > 1 ? (100 * (year - years[0])) / (years.at(-1) - years[0]) : 0);
  const track = document.getElementById("track").style;
  track.left = `${share(state.from)}%`;
  track.right = `${100 - share(state.to)}%`;
}

function showScope() {
  const { sort, id, depth } = state.scope;
  const where = document.getElementById("scope");
  const first = sort === "start" && !state.opened.size;
  where.hidden = first;
  if (first) return;
  const words = sort === "focus" ? `Around ${view.things[id].name}, ${depth === 1 ? "1 link" : "2 links"} far`
    : sort === "group" ? `Group: ${view.groups[id].label.split("\n").join("; ")}`
    : "With neighbours opened";
  const depths = sort === "focus" ? [button(depth === 1 ? "2 links far" : "1 link far", () => lookAt({ sort, id, depth: 3 - depth }))] : [];
  where.replaceChildren(
    button("Back", goBack),
    element("strong", {}, element("bdi", { textContent: words })),
    ...depths,
    button(grouped ? "All groups" : "Everything", () => lookAt({ sort: "start" })),
  );
}

function goBack() {
  if (steps() > 0) history.back();
  else lookAt({ sort: "start" });
}

function say(words) {
  counts.textContent = words;
}

function showCounts() {
  const number = (many, name) => `${many.toLocaleString("en-GB")} ${name}`;
  if (shown.groups.length) {
    const members = shown.groups.reduce((sum, id) => sum + membersOf[id].filter(memberPasses).length, 0);
    counts.textContent = `Shown: ${number(shown.groups.length, "groups")} of ${number(members, "things")}. Hidden: ${number(known.length - members, "things")}. Double-click a group to open it.`;
    return;
  }
  const things = shown.things.length, all = new Set([...known, ...shown.things]);
  const links = view.edges.filter(({ from, to }) => all.has(from) && all.has(to)).length;
  const of = (some, most, name) => `${some.toLocaleString("en-GB")} of ${number(most, name)}`;
  counts.textContent = `Shown: ${of(things, all.size, "things")}, ${of(shown.links.length, links, "links")}. Hidden: ${number(all.size - things, "things")}, ${number(links - shown.links.length, "links")}.`;
}
