// [data-autosubmit]: a choice sends its form at once; a date does so when it is picked, or when typing it is over.

const typed = new WeakSet();
const sent = new WeakMap(); // a control outside the fragment that its form brings keeps its first value
const isDate = (control) => control.type === "date";

function send(control) {
  typed.delete(control);
  sent.set(control, control.value);
  if (control.checkValidity()) control.form.requestSubmit();
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("[data-autosubmit]") && event.key !== "Tab") typed.add(event.target);
});

document.addEventListener("change", (event) => {
  const control = event.target;
  if (!control.matches("[data-autosubmit]")) return;
  // A half-typed year is already a valid date (0002-11-23): wait until the field is left.
  if (isDate(control) && typed.has(control)) return;
  send(control);
});

document.addEventListener("focusout", (event) => {
  const control = event.target;
  if (!control.matches("[data-autosubmit]") || !isDate(control)) return;
  if (control.value !== (sent.get(control) ?? control.defaultValue)) send(control);
});
