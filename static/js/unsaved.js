// form[data-guard]: asks before a page with unsaved input is left.

const changed = new Set();

const guarded = (element) => element.closest("form[data-guard]");

document.addEventListener("input", (event) => {
  const form = guarded(event.target);
  if (form) changed.add(form);
});

document.addEventListener("submit", (event) => {
  // htmx cancels the submit and sends the form itself: then the answer decides, below.
  if (!event.defaultPrevented) changed.delete(event.target);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest("form[data-guard]");
  if (form && event.detail.successful) changed.delete(form);
});

document.addEventListener("htmx:load", (event) => {
  // A form that comes back refused still holds what was typed.
  for (const sign of event.target.querySelectorAll('[aria-invalid="true"], .q-note.is-red')) {
    const form = guarded(sign);
    if (form) changed.add(form);
  }
});

window.addEventListener("beforeunload", (event) => {
  if (![...changed].some((form) => form.isConnected)) return;
  event.preventDefault();
  event.returnValue = "";
});
