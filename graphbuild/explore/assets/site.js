// Suggestions while one types in the search box, and the passage that an address names marked in its text.

const WAIT = 120;
let asking;

async function suggestions(typed) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  await new Promise((resolve) => setTimeout(resolve, WAIT));
  if (signal.aborted) return null;
  try {
    const answer = await fetch(`/search?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" }, signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

finder({
  find: (words, typed) => suggestions(typed),
  most: 10,
  nothing: "Nothing is called so, and no sentence that states a fact says so.",
  pick: (address) => { location.href = address; },
  submits: true,
});

// ``#char=BEGIN,END`` in code points of the kept text: the browser goes to where it begins, this marks how far it goes.
function markPassage() {
  const kept = document.getElementById("kept");
  const [, begin, end] = /^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash)) ?? [];
  if (!kept || !CSS.highlights) return;
  CSS.highlights.delete("passage");
  if (begin === undefined) return;
  const range = new Range(), walker = document.createTreeWalker(kept, NodeFilter.SHOW_TEXT);
  let passed = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const points = Array.from(node.data);
    const unit = (offset) => points.slice(0, offset - passed).join("").length;
    if (!begun && begin < passed + points.length) {
      range.setStart(node, unit(begin));
      begun = true;
    }
    if (begun && end <= passed + points.length) {
      range.setEnd(node, unit(end));
      CSS.highlights.set("passage", new Highlight(range));
      return;
    }
    passed += points.length;
  }
}

addEventListener("hashchange", markPassage);
markPassage();
