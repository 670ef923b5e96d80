// The panel: what is known of the chosen thing or link, each fact with the words that state it.

const panel = document.getElementById("panel");
const factsOf = view.things.map(() => []);
view.facts.forEach((fact, place) => {
  factsOf[fact.subject].push(place);
  if (fact.object !== fact.subject) factsOf[fact.object].push(place);
});

// Text goes in as text, whatever it holds.
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function choose(sort, id) {
  state.chosen = { sort, id };
  const content = sort === "thing" ? aboutThing(id) : aboutLink(id);
  const close = element("button", { type: "button", className: "close", textContent: "✕", title: "Close (Escape)" });
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", () => { unchoose(); stage.focus(); });
  panel.replaceChildren(close, ...content);
  panel.hidden = false;
  panel.scrollTop = 0;
  paint();
  if (sort === "thing") bringIntoSight(id);
  document.getElementById("chosen").textContent = panel.querySelector("h2").textContent;
}

function unchoose() {
  state.chosen = null;
  panel.hidden = true;
  paint();
}

function aboutThing(id) {
  const thing = view.things[id];
  const sort = [kinds.get(thing.kind)?.one, thing.dates].filter(Boolean).join(", ");
  const content = [element("p", { className: "sort", textContent: sort }), heading(thing.name)];
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
  const passages = fact.evidence.flatMap((passage) => quotation(passage, fact.confidence));
  const when = fact.dates ? [element("p", { className: "where", textContent: fact.dates })] : [];
  return element("li", {}, ...when, claim, ...passages);
}

function capitalised(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// A thing's name: plain where it is the one that the panel is about or is not drawn, else a way to go there.
function reference(id, here) {
  const name = view.things[id].name;
  if (id === here || !drawnIds.has(id)) return element("bdi", { textContent: name });
  const go = element("button", { type: "button", className: "go" }, element("bdi", { textContent: name }));
  go.addEventListener("click", () => { reveal(id); panel.focus(); });
  return go;
}

function quotation(passage, confidence) {
  const meeting = passage.meeting ? `, meeting of ${passage.meeting}` : "";
  const sure = confidence === null ? "" : ` Confidence ${confidence}`;
  const rule = passage.rule ? ` (${passage.rule}).` : ".";
  return [
    isolated("blockquote", passage.sentence),
    element("p", { className: "where" }, element("bdi", { textContent: passage.document }), `${meeting}, ${passage.place}.${sure}${rule}`),
  ];
}

function mentions(thing) {
  if (!thing.mentions.length) return [];
  const more = thing.mentioned > thing.mentions.length ? `, the first ${thing.mentions.length}` : "";
  return [
    element("h3", { textContent: `Where the documents name it: ${thing.mentioned}${more}` }),
    element("ul", {}, ...thing.mentions.map((passage) => element("li", {}, ...quotation(passage, null)))),
  ];
}

// Chooses a thing and shows it, also where its kind was hidden.
function reveal(id) {
  if (isHidden(id)) toggleKind(view.things[id].kind);
  choose("thing", id);
  centre(id);
}
