// The panel: what is known of the chosen thing or link, each fact with the words that state it.

const panel = document.getElementById("panel");

function choose(sort, id, inSight = true) {
  state.chosen = { sort, id };
  fillPanel();
  paint();
  if (inSight) bringChosenIntoSight();
  document.getElementById("chosen").textContent = panel.querySelector("h2").textContent;
  record(false);
}

function unchoose() {
  state.chosen = null;
  fillPanel();
  paint();
  record(false);
}

function fillPanel() {
  panel.hidden = !state.chosen;
  if (!state.chosen) return;
  const { sort, id } = state.chosen;
  const close = element("button", { type: "button", className: "close", textContent: "✕", title: "Close (Escape)" });
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => { unchoose(); stage.focus(); });
  panel.replaceChildren(close, ...{ thing: aboutThing, link: aboutLink, group: aboutGroup }[sort](id));
  panel.scrollTop = 0;
}

function aboutThing(id) {
  const thing = view.things[id];
  const sort = [kinds.get(thing.kind).one, thing.dates].filter(Boolean).join(", ");
  const content = [element("p", { className: "sort", textContent: sort }), heading(thing.name), ways(id)];
  if (thing.details.length) {
    content.push(element("dl", {}, ...thing.details.flatMap(([words, value]) => [element("dt", { textContent: words }), isolated("dd", value)])));
  }
  const facts = factsOf[id];
  if (facts.length) content.push(element("h3", { textContent: `Facts: ${facts.length}` }), element("ul", {}, ...facts.map((place) => factItem(view.facts[place], id))));
  content.push(...mentions(thing));
  return content;
}

function aboutLink(id) {
  const facts = view.links[id].map((place) => view.facts[place]);
  const { from, to } = view.edges[id];
  return [
    element("p", { className: "sort", textContent: facts.length === 1 ? "Link" : `Link of ${facts.length} facts` }),
    heading(`${view.things[from].name} – ${view.things[to].name}`),
    element("ul", {}, ...facts.map((fact) => factItem(fact, null))),
  ];
}

function aboutGroup(id) {
  const members = membersOf[id], { label, years: when } = view.groups[id];
  const go = element("div", { className: "ways" }, button("Open", () => lookAt({ sort: "group", id })));
  return [
    element("p", { className: "sort", textContent: [`Group of ${members.length} things`, when].filter(Boolean).join(", ") }),
    heading(label.split("\n").join("; ")),
    go,
    element("h3", { textContent: `With most links${members.length > LISTED ? `, the first ${LISTED}` : ""}` }),
    element("ul", {}, ...members.slice(0, LISTED).map((member) => element("li", {}, reference(member, null), element("small", { textContent: ` ${kinds.get(kindOf(member)).one}` })))),
  ];
}

const LISTED = 25;

// Where the reader can go from a thing.
function ways(id) {
  const unseen = neighboursOf(id).filter((other) => !shown.things.includes(other)).length;
  const made = element("div", { className: "ways" });
  for (const depth of id === everywhere ? [] : [1, 2]) {
    if (state.scope.sort === "focus" && state.scope.id === id && state.scope.depth === depth) continue;
    made.append(button(`Focus, ${depth} ${depth === 1 ? "link" : "links"} far`, () => lookAt({ sort: "focus", id, depth })));
  }
  if (unseen && nodeSet.get(id)) made.append(button(`Open ${unseen} more ${unseen === 1 ? "neighbour" : "neighbours"}`, () => openNeighbours(id)));
  const { page, around } = view.things[id];
  if (page) made.append(element("a", { href: page, textContent: "Its own page" }));
  else if (around) made.append(element("a", { href: around, textContent: "In the whole corpus" }));
  return made;
}

function button(words, act) {
  const made = element("button", { type: "button", textContent: words });
  made.addEventListener("click", act);
  return made;
}

function heading(text) {
  return isolated("h2", text);
}

function isolated(tag, text) {
  return element(tag, { textContent: text, dir: "auto" });
}

function factItem(fact, here) {
  const words = fact.subject === here ? [capitalised(fact.words)] : [reference(fact.subject, here), ` ${fact.words}`];
  const claim = element("p", {}, ...words, " ", reference(fact.object, here));
  if (fact.modality) claim.append(" ", element("span", { className: "unsure", textContent: `(${fact.modality})` }));
  const passages = fact.evidence.flatMap((passage) => quotation(passage, fact.confidence, fact.rule));
  const when = fact.dates ? [element("p", { className: "where", textContent: fact.dates })] : [];
  return element("li", {}, ...when, claim, ...passages);
}

function capitalised(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// A thing's name: plain where it is the one that the panel is about, else a way to go there.
function reference(id, here) {
  const { name } = view.things[id];
  if (id === here) return element("bdi", { textContent: name });
  const go = element("button", { type: "button", className: "go" }, element("bdi", { textContent: name }));
  go.addEventListener("click", () => { reveal(id); panel.focus(); });
  return go;
}

// A passage, marked in its paragraph.
function quotation(number, confidence, rule) {
  const { sentence, document: file, meeting, place, before, after } = view.passages[number];
  const held = meeting ? `, meeting of ${meeting}` : "";
  const sure = confidence === null ? "" : ` Confidence ${confidence}`;
  const found = rule ? ` (${rule}).` : ".";
  const words = before || after ? [before, element("mark", { textContent: sentence }), after] : [sentence];
  return [
    element("blockquote", { dir: "auto" }, ...words),
    element("p", { className: "where" }, element("bdi", { textContent: file }), `${held}, ${place}.${sure}${found}`),
  ];
}

function mentions(thing) {
  if (!thing.mentions.length) return [];
  const more = thing.mentioned > thing.mentions.length ? `, the first ${thing.mentions.length}` : "";
  return [
    element("h3", { textContent: `Where the documents name it: ${thing.mentioned}${more}` }),
    element("ul", {}, ...thing.mentions.map((passage) => element("li", {}, ...quotation(passage, null, thing.rule)))),
  ];
}

// Another part of the graph to look at; the reader can go back.
function lookAt(scope) {
  state.scope = scope;
  state.opened.clear();
  if (state.chosen?.sort === "group") state.chosen = null;
  if (scope.sort === "focus") state.chosen = { sort: "thing", id: scope.id };
  show(true);
}

function openNeighbours(id) {
  if (neighboursOf(id).every((other) => shown.things.includes(other))) return say("All that it has to do with is shown.");
  state.opened.add(id);
  show(true);
  bringIntoSight(id);
}

// Everything anew from the state; ``step`` says whether it is one that the reader can take back.
function show(step) {
  if (step) record(true);
  panel.hidden = !state.chosen; // what is arranged has the room that the panel leaves
  render();
  fillPanel();
  showControls();
  showFirst();
}

// Chooses a thing and shows it, also where a filter hid it or it was not opened yet.
function reveal(id) {
  if (id === everywhere) return choose("thing", id);
  if (!nodeSet.get(id)) {
    state.hidden.delete(kindOf(id));
    if (!inYears(view.things[id].years)) [state.from, state.to] = [years[0], years.at(-1)];
    render();
    if (!nodeSet.get(id)) lookAt({ sort: "focus", id, depth: 1 });
    showControls();
  }
  choose("thing", id);
  centre(id);
}
