// Places what the reader has opened, as the page's first drawing is placed: a band a kind of thing, years from left to
// right. The same things come to the same places.

const MOST_ROWS = 6; // of a band and year, and how often wider than it has to be the drawing may get

// The arrangement that can be shown largest: few rows and many columns, or the other way round.
function arrange(ids) {
  const lanes = byLane(ids);
  const free = freeArea();
  const room = { width: Math.max(320, free.width), height: Math.max(200, free.height) };
  let best = null;
  for (let rows = 1; rows <= MOST_ROWS; rows += 1) {
    for (let stretch = 1; stretch <= MOST_ROWS; stretch += 0.5) {
      const made = arranged(lanes, rows, stretch);
      const scale = Math.min(room.width / made.width, room.height / made.height);
      if (best === null || scale > best.scale + 0.01) best = { ...made, scale };
    }
  }
  return best;
}

// ``rows``: things of a year and band that stand above each other before it gets wider; ``stretch``: how much wider.
function arranged(lanes, rows, stretch) {
  const { cell, margin, heading } = view.grid;
  const columns = yearColumns(lanes, rows, stretch);
  const cells = new Map();
  for (const lane of lanes) if (lane.timed) placeByYear(lane.ids, columns, cells);
  for (const lane of lanes) if (!lane.timed) placeNear(lane.ids, columns.total, cells);
  const layout = { positions: new Map(), lanes: [], years: columns.bands, width: margin + columns.total * cell, height: heading };
  let above = 0;
  for (const lane of lanes) {
    const deep = 1 + Math.max(...lane.ids.map((id) => cells.get(id).row));
    lane.ids.forEach((id) => layout.positions.set(id, position(cells.get(id), above, layout.height, lane.rowHeight)));
    layout.lanes.push({ title: lane.title, begin: layout.height, end: layout.height + deep * lane.rowHeight });
    layout.height += deep * lane.rowHeight;
    above += deep;
  }
  return layout;
}

function byLane(ids) {
  const { symbol, gap, line } = view.grid;
  const lanes = new Map(view.kinds.map((kind) => [kind.lane, { title: kind.lane, timed: kind.timed, ids: [] }]));
  for (const id of ids) lanes.get(kinds.get(kindOf(id)).lane).ids.push(id);
  const used = [...lanes.values()].filter((lane) => lane.ids.length);
  for (const lane of used) {
    const lines = Math.max(...lane.ids.map((id) => view.nodes[id].label.split("\n").length));
    lane.rowHeight = symbol + gap + line * lines;
  }
  return used;
}

// For each year its first column and how many it has; without years there is one column.
function yearColumns(lanes, rows, stretch) {
  const { cell, margin } = view.grid;
  const widths = new Map();
  for (const lane of lanes.filter(({ timed }) => timed)) {
    const numbers = new Map();
    for (const id of lane.ids) numbers.set(yearOf(id), (numbers.get(yearOf(id)) ?? 0) + 1);
    for (const [year, number] of numbers) widths.set(year, Math.max(widths.get(year) ?? 1, Math.ceil(number / rows)));
  }
  const columns = { start: new Map(), width: widths, bands: [], total: 0 };
  for (const [year, least] of [...widths].sort(([a], [b]) => a - b)) {
    const width = Math.round(least * stretch);
    widths.set(year, width);
    const begin = margin + columns.total * cell;
    columns.start.set(year, columns.total);
    columns.bands.push({ title: year ? String(year) : "no date", begin, end: begin + width * cell });
    columns.total += width;
  }
  if (!widths.size) columns.total = Math.round(stretch * 2);
  return columns;
}

const yearOf = (id) => view.things[id].years[0] ?? 0;

function placeByYear(ids, columns, cells) {
  const grouped = new Map();
  for (const id of ids) grouped.set(yearOf(id), [...(grouped.get(yearOf(id)) ?? []), id]);
  for (const [year, group] of grouped) {
    const width = columns.width.get(year);
    group.forEach((id, place) => {
      const row = Math.floor(place / width), inRow = Math.min(width, group.length - row * width);
      cells.set(id, { column: columns.start.get(year) + ((place % width) + 0.5) * (width / inRow) - 0.5, row });
    });
  }
}

// Side by side in the order of what they have to do with.
function placeNear(ids, total, cells) {
  const middle = (id) => {
    const around = neighboursOf(id).filter((other) => cells.has(other)).map((other) => cells.get(other).column);
    return around.length ? around.reduce((sum, column) => sum + column, 0) / around.length : total / 2;
  };
  const ranked = ids.map((id) => [middle(id), id]).sort(([a, one], [b, other]) => a - b || one - other);
  const rows = Math.ceil(ids.length / total), across = Math.ceil(ids.length / rows);
  ranked.forEach(([, id], place) => cells.set(id, { column: (Math.floor(place / rows) + 0.5) * (total / across) - 0.5, row: place % rows }));
}

function position({ column, row }, above, top, rowHeight) {
  const { cell, margin, symbol, gap, stagger } = view.grid;
  const shift = (above + row) % 2 ? stagger : -stagger;
  return { x: margin + (column + 0.5 + shift) * cell, y: top + (gap + symbol) / 2 + row * rowHeight };
}

// The drawing that Python made, or the bubbles of the groups.
function firstLayout() {
  const { lanes, years: bands, width, height } = view;
  if (!grouped) return { positions: new Map(view.nodes.filter((node) => node.x !== undefined).map(({ id, x, y }) => [id, { x, y }])), lanes, years: bands, width, height };
  const most = (axis) => Math.max(...view.groups.map((group) => group[axis]));
  return { positions: new Map(), lanes: [], years: [], width: most("x") + 125, height: most("y") + 110 };
}
