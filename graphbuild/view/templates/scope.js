// Which things and links are shown: those in what is looked at, less what the filters take away.

const AT_ONCE = 150; // things shown at most of a group or a neighbourhood, those with most links first
const relations = new Map();
for (const { words } of view.facts) relations.set(words, (relations.get(words) ?? 0) + 1);

const allYears = () => state.from === years[0] && state.to === years.at(-1);
const inYears = (list) => allYears() || list.some((year) => year >= state.from && year <= state.to);
const factPasses = ({ words, years: when }) => !state.without.has(words) && inYears(when);
const linkPasses = (edge) => view.links[edge.id].some((place) => factPasses(view.facts[place]));
const strongestFirst = (a, b) => edgesOf[b].length - edgesOf[a].length || a - b;

// The things within so many links of one, nearest first.
function neighbourhood(id, depth) {
  const near = new Set([id]);
  let edge = [id];
  for (let step = 0; step < depth; step += 1) {
    const next = new Set();
    for (const at of edge) for (const link of edgesOf[at]) if (linkPasses(link) && !state.hidden.has(kindOf(otherEnd(link, at)))) next.add(otherEnd(link, at));
    edge = [...next].filter((one) => !near.has(one)).sort(strongestFirst);
    for (const one of edge) near.add(one);
  }
  return [...near].slice(0, AT_ONCE);
}

function inScope() {
  const { sort, id, depth } = state.scope;
  const ids = sort === "focus" ? neighbourhood(id, depth)
    : sort === "group" ? membersOf[id].slice(0, AT_ONCE)
    : view.nodes.filter((node) => node.x !== undefined).map((node) => node.id);
  const seen = new Set(ids);
  for (const opened of state.opened) for (const one of [opened, ...neighboursOf(opened)]) seen.add(one);
  return seen;
}

// {things: ids, links: edges, groups: ids}, each in order.
function scene() {
  if (grouped && state.scope.sort === "start" && !state.opened.size) return { things: [], links: [], groups: groupsShown() };
  const candidates = [...inScope()].filter((id) => !state.hidden.has(kindOf(id)) && (!isTimed(id) || inYears(view.things[id].years)));
  const within = new Set(candidates);
  const links = view.edges.filter((edge) => within.has(edge.from) && within.has(edge.to) && linkPasses(edge));
  // What is in the drawing for its links only goes with the last of them.
  const linked = new Set(links.flatMap((edge) => [edge.from, edge.to]));
  const filtered = !allYears() || state.without.size > 0;
  const things = candidates.filter((id) => !filtered || isTimed(id) || linked.has(id) || id === state.scope.id);
  return { things: things.sort((a, b) => a - b), links, groups: [] };
}

const memberPasses = (id) => !state.hidden.has(kindOf(id)) && inYears(view.things[id].years);

function groupsShown() {
  return view.groups.map((_, id) => id).filter((id) => membersOf[id].some(memberPasses));
}

const STRONGEST = 3; // bundles drawn at least of each group: all of them would hide each other

// How many facts that pass the filters go between each two groups that have much to do with each other:
// [one, other, number].
function bundles(groups) {
  const ranked = allBundles(groups).sort(([a, b, many], [c, d, more]) => more - many || a - c || b - d);
  const drawn = new Map();
  return ranked.filter(([one, other]) => {
    const [first, second] = [drawn.get(one) ?? 0, drawn.get(other) ?? 0];
    drawn.set(one, first + 1);
    drawn.set(other, second + 1);
    return first < STRONGEST || second < STRONGEST;
  });
}

function allBundles(groups) {
  const shown = new Set(groups), numbers = new Map();
  for (const edge of view.edges) {
    const [one, other] = [view.things[edge.from].group, view.things[edge.to].group].sort((a, b) => a - b);
    if (one === other || !shown.has(one) || !shown.has(other) || !memberPasses(edge.from) || !memberPasses(edge.to)) continue;
    const number = view.links[edge.id].filter((place) => factPasses(view.facts[place])).length;
    if (number) numbers.set(`${one} ${other}`, (numbers.get(`${one} ${other}`) ?? 0) + number);
  }
  return [...numbers].map(([pair, number]) => [...pair.split(" ").map(Number), number]);
}
