// Ticked rows of a list. Inside one [data-selection] element:
//   [data-select-row]       a row's check box
//   [data-select-page]      ticks every row of this page; give it .q-scripted, without script it can do nothing
//   [data-select-all]       takes all that match instead; data-total is how many
//   [data-selected-count]   shows how many are taken
//   [data-selection-bar]    gets .is-on while any are taken
//   [data-needs-selection]  buttons that wait for a selection

const all = (list, hook) => list.querySelectorAll(`[${hook}]`);

function refresh(list) {
  const rows = [...all(list, "data-select-row")];
  const ticked = rows.filter((row) => row.checked).length;
  const everything = list.querySelector("[data-select-all]");
  // The total is shown as it comes: a long list says "1,000+".
  const count = everything?.checked ? everything.dataset.total : ticked;
  const any = Boolean(everything?.checked) || ticked > 0;

  for (const row of rows) row.closest("tr")?.classList.toggle("is-on", row.checked);
  for (const head of all(list, "data-select-page")) {
    head.checked = rows.length > 0 && ticked === rows.length;
    head.indeterminate = ticked > 0 && ticked < rows.length;
  }
  for (const output of all(list, "data-selected-count")) output.textContent = count;
  for (const bar of all(list, "data-selection-bar")) bar.classList.toggle("is-on", any);
  for (const button of all(list, "data-needs-selection")) button.disabled = !any;
}

function tickRows(list, checked) {
  for (const row of all(list, "data-select-row")) row.checked = checked;
}

document.addEventListener("change", (event) => {
  const list = event.target.closest("[data-selection]");
  if (!list) return;
  const everything = list.querySelector("[data-select-all]");
  if (event.target.matches("[data-select-page]")) tickRows(list, event.target.checked);
  if (event.target === everything) tickRows(list, everything.checked);
  else if (everything && event.target.matches("[data-select-row], [data-select-page]")) everything.checked = false;
  refresh(list);
});

document.addEventListener("htmx:load", (event) => {
  const fresh = event.target;
  const around = fresh.closest("[data-selection]");
  for (const list of around ? [around] : fresh.querySelectorAll("[data-selection]")) refresh(list);
});

// The browser restores check boxes when one comes back to a page, after the scripts have run.
window.addEventListener("pageshow", () => document.querySelectorAll("[data-selection]").forEach(refresh));
