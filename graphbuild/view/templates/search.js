// What the search box of a view finds: things by any part of their name, details or date.

const searchable = view.things.map((thing, id) => {
  const { name, dates, details } = thing;
  return { id, name: fold(name), all: fold([name, dates, ...details.map(([, value]) => value)].join(" ")) };
});

function findThings(words) {
  const hits = searchable.filter(({ all }) => words.every((word) => all.includes(word)));
  const rank = ({ name }) => (name.startsWith(words[0]) ? 0 : words.every((word) => name.includes(word)) ? 1 : 2);
  const near = ({ id }) => (view.things[id].beyond ? 1 : 0);
  hits.sort((a, b) => near(a) - near(b) || rank(a) - rank(b) || a.id - b.id);
  return hits.map(({ id }) => {
    const { kind, name, dates } = view.things[id];
    return { name, sort: [kinds.get(kind).one, dates].filter(Boolean).join(", "), target: id };
  });
}

const searchBox = finder({ find: findThings, most: 8, nothing: "Nothing of that name is on this page.", pick: reveal });
