// The timeline of a story: what is chosen on it is shown in the network beside it, and the filters hold for both.

const marks = [...document.querySelectorAll(".timeline [data-thing]")].map((made) => ({ made, id: Number(made.dataset.thing) }));
const threads = [...document.querySelectorAll(".timeline [data-later]")].map((made) => ({ made, later: Number(made.dataset.later), earlier: Number(made.dataset.earlier) }));

const passes = (id) => !state.hidden.has(kindOf(id)) && (inYears(view.things[id].years) || !view.things[id].years.length);

function paintTimeline() {
  const { chosen } = state;
  const ends = chosen?.sort === "link" ? [view.edges[chosen.id].from, view.edges[chosen.id].to] : [];
  for (const { made, id } of marks) {
    made.classList.toggle("off", !passes(id));
    made.classList.toggle("chosen", (chosen?.sort === "thing" && chosen.id === id) || ends.includes(id));
  }
  for (const { made, later, earlier } of threads) {
    made.classList.toggle("off", !passes(later) || !passes(earlier));
    made.classList.toggle("chosen", ends.includes(later) && ends.includes(earlier));
  }
}

// The link between two things, or that of the item that a decision belongs to.
function linkBetween(later, earlier) {
  const between = (one, other) => edgesOf[one].find((edge) => otherEnd(edge, one) === other && edge.role === "thread");
  const whole = edgesOf[earlier].find((edge) => edge.from === earlier && edge.role === "part")?.to;
  return between(later, earlier) ?? (whole === undefined ? undefined : between(later, whole));
}

function chooseOnTimeline(act) {
  return (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
    stage.scrollIntoView({ block: "nearest" }); // on a telephone it is below
  };
}

function listenToTimeline() {
  for (const { made, id } of marks) {
    const act = chooseOnTimeline(() => { lookAt({ sort: "focus", id, depth: 1 }); });
    made.addEventListener("click", act);
    made.addEventListener("keydown", act);
  }
  for (const { made, later, earlier } of threads) {
    const act = chooseOnTimeline(() => {
      const link = linkBetween(later, earlier);
      if (!link) return;
      lookAt({ sort: "focus", id: link.from, depth: 1 });
      choose("link", link.id);
    });
    made.addEventListener("click", act);
    made.addEventListener("keydown", act);
  }
  for (const told of document.querySelectorAll("#story a[data-told]")) {
    told.addEventListener("click", chooseOnTimeline(() => {
      lookAt({ sort: "focus", id: Number(told.dataset.told), depth: 1 });
      document.querySelector(".screen").scrollIntoView();
    }));
  }
}
