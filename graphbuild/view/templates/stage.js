// The drawing: painted from what is chosen and what is shown.

const stage = document.getElementById("stage");
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
const FACE = view.options.nodes.font.face;
const READABLE = 0.55; // scale below which labels are too small to read
const EASY = 0.8; // scale at which they are easy to read
const GROUP = "group "; // what the ids of bubbles begin with
const start = firstLayout();
let network = null;
let layout = start;
let shown = { things: [], links: [], groups: [] };
let moved = false; // whether the reader has moved the drawing
const DOUBLE = 350; // milliseconds within which a second click makes a double click
let arrival = 0; // of the panel

function draw() {
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, view.options);
  network.on("beforeDrawing", drawBands);
  network.on("click", ({ nodes, edges }) => {
    const group = nodes.length ? groupOf(nodes[0]) : null;
    if (group !== null) chooseByPointer("group", group);
    else if (nodes.length) chooseByPointer("thing", nodes[0]);
    else if (edges.length && typeof edges[0] === "number") chooseByPointer("link", edges[0]);
    else unchoose();
  });
  network.on("doubleClick", ({ nodes }) => {
    if (!nodes.length) return;
    if (groupOf(nodes[0]) !== null) lookAt({ sort: "group", id: groupOf(nodes[0]) });
    else openNeighbours(nodes[0]);
  });
  for (const event of ["zoom", "dragEnd"]) network.on(event, () => { moved = true; });
  network.on("resize", () => { if (!moved) showFirst(); });
  network.on("hoverNode", () => { stage.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { stage.style.cursor = "pointer"; });
  network.on("blurNode", () => { stage.style.cursor = ""; });
  network.on("blurEdge", () => { stage.style.cursor = ""; });
}

// Until a click cannot become a double click any more, the panel lets a second one through, and nothing moves.
function chooseByPointer(sort, id) {
  clearTimeout(arrival);
  panel.classList.add("arriving");
  arrival = setTimeout(() => {
    panel.classList.remove("arriving");
    if (state.chosen?.sort === sort && state.chosen.id === id) bringChosenIntoSight();
  }, DOUBLE);
  choose(sort, id, false);
}

const groupOf = (node) => (typeof node === "string" && node.startsWith(GROUP) ? Number(node.slice(GROUP.length)) : null);

// Finds out what is to be shown and where, and paints it.
function render() {
  shown = scene();
  const first = state.scope.sort === "start" && !state.opened.size;
  layout = first ? start : arrange(shown.things);
  paint();
  showCounts();
}

function paint() {
  const colours = look();
  const near = nearChosen();
  const nodes = shown.groups.length ? groupNodes(colours, near) : thingNodes(colours, near);
  const edges = shown.groups.length ? groupEdges(colours, near) : linkEdges(colours, near);
  replace(edgeSet, edges, nodeSet, nodes);
  paintTimeline();
  network.unselectAll();
  if (!state.chosen) return;
  const { sort, id } = state.chosen;
  const node = sort === "group" ? GROUP + id : id;
  if (sort === "link" ? edgeSet.get(id) : nodeSet.get(node)) network.setSelection(sort === "link" ? { edges: [id] } : { nodes: [node] }, { highlightEdges: false });
}

// Links go before the things that they join, and come after them.
function replace(edgesIn, edges, nodesIn, nodes) {
  const gone = (set, kept) => set.getIds().filter((id) => !kept.has(id));
  edgesIn.remove(gone(edgesIn, new Set(edges.map(({ id }) => id))));
  nodesIn.remove(gone(nodesIn, new Set(nodes.map(({ id }) => id))));
  nodesIn.update(nodes);
  edgesIn.update(edges);
}

function thingNodes(colours, near) {
  return shown.things.map((id) => {
    const node = view.nodes[id];
    const dim = near !== null && !near.things.has(id);
    return { ...node, ...layout.positions.get(id), ...nodeLook(node, kinds.get(kindOf(id)), colours, dim) };
  });
}

function linkEdges(colours, near) {
  return shown.links.map((edge) => {
    const isNear = near !== null && near.links.has(edge.id);
    return { ...edge, ...edgeLook(edge, colours, { dim: near !== null && !isNear, near: isNear }) };
  });
}

function groupNodes(colours, near) {
  return shown.groups.map((id) => {
    const { x, y } = view.groups[id];
    return { id: GROUP + id, x, y, ...groupLook(view.groups[id], membersOf[id].filter(memberPasses).length, colours, near !== null && !near.groups.has(id)) };
  });
}

function groupEdges(colours, near) {
  return bundles(shown.groups).map(([one, other, number]) => {
    const dim = near !== null && !near.centre.has(one) && !near.centre.has(other);
    return { id: `${one} ${other}`, from: GROUP + one, to: GROUP + other, ...bundleLook(number, colours, dim) };
  });
}

// What is chosen and what it touches; null where nothing is chosen.
function nearChosen() {
  if (!state.chosen) return null;
  const { sort, id } = state.chosen;
  if (shown.groups.length) return nearGroups(sort === "group" ? [id] : sort === "thing" ? [view.things[id].group] : []);
  if (sort === "thing" && !shown.things.includes(id)) return null;
  if (sort === "group" || (state.scope.sort === "focus" && state.scope.id === id && sort === "thing")) return null;
  const links = sort === "link" ? [view.edges[id]] : edgesOf[id];
  const things = links.flatMap((edge) => [edge.from, edge.to]);
  return { links: new Set(links.map((edge) => edge.id)), things: new Set(sort === "thing" ? [id, ...things] : things) };
}

function nearGroups(centre) {
  const groups = new Set(centre);
  for (const [one, other] of bundles(shown.groups)) {
    if (centre.includes(one)) groups.add(other);
    if (centre.includes(other)) groups.add(one);
  }
  return { centre: new Set(centre), groups };
}

function drawBands(context) {
  const colours = look();
  context.save();
  context.textBaseline = "top";
  layout.years.forEach((year, index) => {
    context.fillStyle = colours.rule;
    if (index) context.fillRect(year.begin, 0, 1, layout.height);
    context.fillStyle = colours.ink;
    context.font = `bold 16px ${FACE}`;
    context.textAlign = "center";
    context.fillText(year.title, (year.begin + year.end) / 2, 7);
  });
  context.textAlign = "left";
  context.font = `bold 13px ${FACE}`;
  for (const lane of layout.lanes) {
    context.fillStyle = colours.rule;
    context.fillRect(0, lane.begin, layout.width, 1);
    context.fillStyle = colours.soft;
    lane.title.split(" and ").forEach((words, row) => context.fillText(row ? `and ${words}` : words, 0, lane.begin + 10 + 15 * row));
  }
  context.restore();
}

// The part of the stage that the panel leaves free, in pixels.
function freeArea() {
  const panel = document.getElementById("panel");
  const beside = !panel.hidden && panel.offsetWidth < stage.clientWidth;
  const below = !panel.hidden && !beside;
  return {
    width: stage.clientWidth - (beside ? panel.offsetWidth : 0),
    height: stage.clientHeight - (below ? panel.offsetHeight : 0),
  };
}

function moveTo(x, y, scale, animated) {
  const free = freeArea();
  const offset = { x: (free.width - stage.clientWidth) / 2, y: (free.height - stage.clientHeight) / 2 };
  const animation = animated && !stillness.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
  network.moveTo({ position: { x, y }, scale, offset, animation });
}

function scaleOfAll() {
  const free = freeArea();
  return Math.min((free.width - 24) / layout.width, (free.height - 12) / layout.height, 1.3);
}

function showAll(animated) {
  moveTo(layout.width / 2, layout.height / 2, scaleOfAll(), animated);
  moved = false;
}

// Everything where that can be read; else, as on a telephone, the beginning at a size that can.
function showFirst() {
  if (scaleOfAll() >= READABLE) return showAll(false);
  const free = freeArea();
  const middle = (size, room) => Math.max(Math.min(size / 2, room / EASY / 2 - 10), 0);
  moveTo(middle(layout.width, free.width), middle(layout.height, free.height), EASY, false);
}

function zoom(factor) {
  const { x, y } = network.getViewPosition();
  network.moveTo({ position: { x, y }, scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) });
  moved = true;
}

function centre(id) {
  if (!nodeSet.get(id)) return;
  const { x, y } = network.getPosition(id);
  moveTo(x, y, Math.max(network.getScale(), 1), true);
  moved = true;
}

// Moves the drawing only where the thing would be out of sight or under the panel.
function bringIntoSight(id) {
  if (!nodeSet.get(id)) return;
  const at = network.canvasToDOM(network.getPosition(id));
  const free = freeArea();
  const margin = 60;
  if (at.x > margin && at.y > margin && at.x < free.width - margin && at.y < free.height - margin) return;
  const { x, y } = network.getPosition(id);
  moveTo(x, y, network.getScale(), true);
  moved = true;
}

function bringChosenIntoSight() {
  const { sort, id } = state.chosen;
  if (sort !== "link") bringIntoSight(sort === "group" ? GROUP + id : id);
}

// The nearest thing that is shown in the direction of an arrow key.
function neighbourTowards(id, dx, dy) {
  const from = network.getPosition(id);
  let best = null;
  for (const { id: other, x, y } of nodeSet.get()) {
    if (other === id) continue;
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const across = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    const cost = along + 2 * across;
    if (along > 1 && (best === null || cost < best.cost)) best = { id: other, cost };
  }
  return best === null ? id : best.id;
}
