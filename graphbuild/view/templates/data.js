// What the page holds, and ways to look it up.

// Undoes what packing.py does: a list of records from its columns.
function unpacked({ size, columns }) {
  const records = Array.from({ length: size }, () => ({}));
  for (const [name, { values, at }] of Object.entries(columns)) {
    records.forEach((record, row) => {
      const place = at ? at[row] : row;
      if (place >= 0) record[name] = values[place];
    });
  }
  return records;
}

const data = Object.entries(JSON.parse(document.getElementById("data").textContent));
const view = Object.fromEntries(data.map(([name, value]) => [name, value?.columns ? unpacked(value) : value]));
const kinds = new Map(view.kinds.map((kind) => [kind.key, kind]));
const grouped = view.groups.length > 0;
const edgesOf = view.things.map(() => []);
const factsOf = view.things.map(() => []);
const membersOf = view.groups.map(() => []);
// Everything on a topic's page is about the topic: it is not drawn.
const everywhere = view.kind === "topic" ? view.focus : null;
for (const edge of view.edges) {
  if (edge.from === everywhere || edge.to === everywhere) continue;
  edgesOf[edge.from].push(edge);
  edgesOf[edge.to].push(edge);
}
view.facts.forEach((fact, place) => {
  factsOf[fact.subject].push(place);
  if (fact.object !== fact.subject) factsOf[fact.object].push(place);
});
view.things.forEach((thing, id) => {
  if (thing.group !== undefined) membersOf[thing.group].push(id);
});
for (const members of membersOf) members.sort((a, b) => edgesOf[b].length - edgesOf[a].length || a - b);
const isOwn = (id) => !view.things[id].beyond && id !== everywhere;
const years = [...new Set(view.facts.flatMap((fact) => (isOwn(fact.subject) && isOwn(fact.object) ? fact.years : [])))].sort((a, b) => a - b);

const kindOf = (id) => view.things[id].kind;
const isTimed = (id) => kinds.get(kindOf(id)).timed;
const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);
const neighboursOf = (id) => [...new Set(edgesOf[id].map((edge) => otherEnd(edge, id)))];

// What is chosen, filtered, and looked at. The address keeps all of it.
const state = {
  chosen: null, // {sort: "thing", "link" or "group", id}
  hidden: new Set(), // kinds
  without: new Set(), // relations, as they read
  from: years[0],
  to: years.at(-1),
  scope: { sort: "start" }, // or {sort: "group", id}, or {sort: "focus", id, depth}
  opened: new Set(), // things whose neighbours are shown besides
};
