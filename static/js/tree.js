// The unit tree beside a list (#side) comes anew with every question. What was opened or folded by hand stays so, and so
// does its place; on the first arrival the chosen unit is brought into view.

let before = null;

// A branch is the <details> behind the link of its unit.
const unitOf = (details) => new URL(details.previousElementSibling.href).searchParams.get("unit") ?? "";
const branches = (tree) => [...tree.querySelectorAll("details")];

document.addEventListener("htmx:beforeSwap", (event) => {
  const tree = event.detail.target;
  if (tree?.id !== "side" || !tree.querySelector("details")) return;
  before = { top: tree.scrollTop, open: new Map(branches(tree).map((one) => [unitOf(one), one.open])) };
});

document.addEventListener("htmx:load", (event) => {
  const tree = event.target;
  if (tree.id !== "side" || !tree.querySelector("details")) return;
  const current = tree.querySelector("[aria-current]");
  for (const one of branches(tree)) {
    const was = before?.open.get(unitOf(one));
    if (was !== undefined && !(was === false && one.parentElement.contains(current))) one.open = was;
  }
  if (before) tree.scrollTop = before.top;
  else if (current) tree.scrollTop = current.getBoundingClientRect().top - tree.getBoundingClientRect().top - tree.clientHeight / 2;
});
