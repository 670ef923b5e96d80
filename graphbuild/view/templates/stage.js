// The drawing: made once, painted from what is chosen and what is hidden.

const view = JSON.parse(document.getElementById("data").textContent);
const kinds = new Map(view.kinds.map((kind) => [kind.key, kind]));
const state = { chosen: null, hidden: new Set(), moved: false }; // chosen: {sort: "thing" or "link", id}
const stage = document.getElementById("stage");
const drawnIds = new Set(view.nodes.map((node) => node.id));
const edgesOf = new Map(view.nodes.map((node) => [node.id, []]));
for (const edge of view.edges) {
  edgesOf.get(edge.from).push(edge);
  edgesOf.get(edge.to).push(edge);
}
const nodeSet = new vis.DataSet(view.nodes);
const edgeSet = new vis.DataSet(view.edges);
const FACE = view.options.nodes.font.face;
const READABLE = 0.55; // scale below which labels are too small to read
let network = null;

const isHidden = (id) => state.hidden.has(view.things[id].kind);

function draw() {
  network = new vis.Network(stage, { nodes: nodeSet, edges: edgeSet }, view.options);
  network.on("beforeDrawing", drawBands);
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) choose("thing", nodes[0]);
    else if (edges.length) choose("link", edges[0]);
    else unchoose();
  });
  for (const event of ["zoom", "dragEnd"]) network.on(event, () => { state.moved = true; });
  network.on("resize", () => { if (!state.moved) showFirst(); });
  network.on("hoverNode", () => { stage.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { stage.style.cursor = "pointer"; });
  network.on("blurNode", () => { stage.style.cursor = ""; });
  network.on("blurEdge", () => { stage.style.cursor = ""; });
}

function paint() {
  const colours = look();
  const near = nearChosen();
  nodeSet.update(view.nodes.map((node) => {
    const dim = near !== null && !near.things.has(node.id);
    return { id: node.id, hidden: isHidden(node.id), ...nodeLook(node, kinds.get(view.things[node.id].kind), colours, dim) };
  }));
  edgeSet.update(view.edges.map((edge) => {
    const isNear = near !== null && near.links.has(edge.id);
    const hidden = isHidden(edge.from) || isHidden(edge.to);
    return { id: edge.id, hidden, ...edgeLook(edge, colours, { dim: near !== null && !isNear, near: isNear }) };
  }));
  network.unselectAll();
  if (state.chosen) network.setSelection(state.chosen.sort === "thing" ? { nodes: [state.chosen.id] } : { edges: [state.chosen.id] }, { highlightEdges: false });
}

// What is chosen and what it touches; null where nothing is chosen.
function nearChosen() {
  if (!state.chosen) return null;
  const { sort, id } = state.chosen;
  const links = sort === "link" ? [view.edges[id]] : edgesOf.get(id);
  const things = links.flatMap((edge) => [edge.from, edge.to]);
  return { links: new Set(links.map((edge) => edge.id)), things: new Set(sort === "thing" ? [id, ...things] : things) };
}

function drawBands(context) {
  const colours = look();
  context.save();
  context.textBaseline = "top";
  view.years.forEach((year, index) => {
    context.fillStyle = colours.rule;
    if (index) context.fillRect(year.begin, 0, 1, view.height);
    context.fillStyle = colours.ink;
    context.font = `bold 16px ${FACE}`;
    context.textAlign = "center";
    context.fillText(year.title, (year.begin + year.end) / 2, 7);
  });
  context.textAlign = "left";
  context.font = `bold 13px ${FACE}`;
  for (const lane of view.lanes) {
    context.fillStyle = colours.rule;
    context.fillRect(0, lane.begin, view.width, 1);
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
  return Math.min((free.width - 24) / view.width, (free.height - 12) / view.height, 1.3);
}

function showAll(animated) {
  moveTo(view.width / 2, view.height / 2, scaleOfAll(), animated);
  state.moved = false;
}

// Everything where that can be read; else, as on a telephone, the beginning at a size that can.
function showFirst() {
  if (scaleOfAll() >= READABLE) return showAll(false);
  const free = freeArea();
  const middle = (size, room) => Math.max(Math.min(size / 2, room / READABLE / 2 - 10), 0);
  moveTo(middle(view.width, free.width), middle(view.height, free.height), READABLE, false);
}

function zoom(factor) {
  const { x, y } = network.getViewPosition();
  network.moveTo({ position: { x, y }, scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) });
  state.moved = true;
}

function centre(id) {
  const { x, y } = network.getPosition(id);
  moveTo(x, y, Math.max(network.getScale(), 1), true);
  state.moved = true;
}

// Moves the drawing only where the thing would be out of sight or under the panel.
function bringIntoSight(id) {
  const at = network.canvasToDOM(network.getPosition(id));
  const free = freeArea();
  const margin = 60;
  if (at.x > margin && at.y > margin && at.x < free.width - margin && at.y < free.height - margin) return;
  moveTo(...Object.values(network.getPosition(id)), network.getScale(), true);
  state.moved = true;
}

// The nearest thing that is shown in the direction of an arrow key.
function neighbourTowards(id, dx, dy) {
  const from = network.getPosition(id);
  let best = null;
  for (const node of view.nodes) {
    if (node.id === id || isHidden(node.id)) continue;
    const along = (node.x - from.x) * dx + (node.y - from.y) * dy;
    const across = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    const cost = along + 2 * across;
    if (along > 1 && (best === null || cost < best.cost)) best = { id: node.id, cost };
  }
  return best === null ? id : best.id;
}
