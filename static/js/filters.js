// form.q-filter: sends what is set and nothing else, so that addresses and saved views stay short.
// A control with data-usual is not sent while it has that value.

document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form.q-filter")) return;
  const data = event.formData;
  for (const name of new Set(data.keys())) {
    const control = event.target.elements[name];
    const values = data.getAll(name).filter((value) => value !== "" && value !== control?.dataset?.usual);
    data.delete(name);
    for (const value of values) data.append(name, value);
  }
});
