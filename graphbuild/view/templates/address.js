// The page's address keeps the state after its "#", so that a view can be sent to someone and the browser goes back.

const nameOf = (id) => (view.things[id].iri.startsWith(view.base) ? view.things[id].iri.slice(view.base.length) : view.things[id].iri);
const named = new Map(view.things.map((_, id) => [nameOf(id), id]));

function address() {
  const words = new URLSearchParams();
  if (state.scope.sort === "focus") {
    words.set("focus", nameOf(state.scope.id));
    words.set("depth", state.scope.depth);
  } else if (state.scope.sort === "group") words.set("group", nameOf(membersOf[state.scope.id][0]));
  for (const id of state.opened) words.append("open", nameOf(id));
  for (const kind of state.hidden) words.append("hide", kind);
  for (const relation of state.without) words.append("without", relation);
  if (state.from !== years[0] || state.to !== years.at(-1)) words.set("years", `${state.from}-${state.to}`);
  if (state.chosen?.sort === "thing") words.set("chosen", nameOf(state.chosen.id));
  else if (state.chosen?.sort === "link") {
    const { from, to } = view.edges[state.chosen.id];
    words.append("link", nameOf(from));
    words.append("link", nameOf(to));
  }
  return `#${words}`;
}

// What an address says that this page does not have is passed over: it may be from another build.
function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const things = (key) => words.getAll(key).map((name) => named.get(name)).filter((id) => id !== undefined);
  const [focus] = things("focus"), [member] = things("group"), [chosen] = things("chosen"), link = things("link");
  const group = member === undefined ? undefined : view.things[member].group;
  state.scope = { sort: "start" };
  if (focus !== undefined) state.scope = { sort: "focus", id: focus, depth: words.get("depth") === "2" ? 2 : 1 };
  else if (group !== undefined) state.scope = { sort: "group", id: group };
  state.opened = new Set(things("open"));
  state.hidden = new Set(words.getAll("hide").filter((kind) => kinds.has(kind)));
  state.without = new Set(words.getAll("without").filter((relation) => relations.has(relation)));
  const [from, to] = /^(\d{4})-(\d{4})$/.exec(words.get("years") ?? "")?.slice(1).map(Number) ?? [];
  const known = from >= years[0] && to <= years.at(-1) && from <= to;
  [state.from, state.to] = known ? [from, to] : [years[0], years.at(-1)];
  const edge = link.length === 2 ? edgesOf[link[0]].find((one) => otherEnd(one, link[0]) === link[1]) : undefined;
  state.chosen = chosen !== undefined ? { sort: "thing", id: chosen } : edge ? { sort: "link", id: edge.id } : null;
}

const steps = () => history.state?.steps ?? 0;

// A step that the reader can take back; a filter or a choice only changes the address of the step that it is in.
function record(step) {
  if (step) history.pushState({ steps: steps() + 1 }, "", address());
  else history.replaceState({ steps: steps() }, "", address());
}
