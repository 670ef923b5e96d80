// Suggestions for a field whose kind has more things than its list holds: those that fit what has been typed.

let looking;

async function suggest(field) {
  looking?.abort();
  looking = new AbortController();
  const { signal } = looking;
  const asked = new URLSearchParams({ q: field.value, kind: field.dataset.kind });
  try {
    await new Promise((resolve) => setTimeout(resolve, WAIT));
    if (signal.aborted) return;
    const answer = await fetch(`/search?${asked}`, { headers: { Accept: "application/json" }, signal });
    if (!answer.ok) return;
    const found = await answer.json();
    if (found.length) field.list.replaceChildren(...found.map(({ name }) => element("option", { value: name })));
  } catch {
    // What was suggested before stays.
  }
}

document.addEventListener("input", ({ target }) => {
  if (target.matches("input[data-kind]")) suggest(target);
});
