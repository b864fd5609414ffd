// [data-rows="form"]: the button [data-rows-more] adds a copy of the empty row in place; without this it sends the form.

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-rows-more]");
  const form = button?.form;
  const rows = form?.querySelector("[data-rows]");
  if (!rows) return;
  const total = form.elements[`${rows.dataset.rows}-TOTAL_FORMS`];
  const most = Number(form.elements[`${rows.dataset.rows}-MAX_NUM_FORMS`].value);
  if (Number(total.value) >= most) return; // the server says how many there may be
  event.preventDefault();
  const empty = rows.querySelector("template[data-rows-empty]");
  const holder = document.createElement("template");
  holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.content.firstElementChild;
  empty.before(row);
  total.value = String(Number(total.value) + 1);
  row.querySelector("input, select").focus();
});

// A line that happened meanwhile stands further in.
document.addEventListener("change", (event) => {
  if (!event.target.name?.endsWith("-within")) return;
  event.target.closest(".q-rowedit").classList.toggle("is-within", event.target.checked);
});
