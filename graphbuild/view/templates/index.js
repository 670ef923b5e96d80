// What the front page's search box finds: things by their names. It goes to the page of what is picked.

const names = JSON.parse(document.getElementById("data").textContent).map(([name, sort, target]) => ({ name, sort, target, folded: fold(name) }));

function findNames(words) {
  const hits = names.filter(({ folded }) => words.every((word) => folded.includes(word)));
  const rank = ({ folded }) => (folded.startsWith(words[0]) ? 0 : 1);
  return hits.sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
}

finder({ find: findNames, most: 10, nothing: "Nothing in this corpus is called so.", pick: (address) => { if (address) location.href = address; } });
document.getElementById("search-form").hidden = false;
