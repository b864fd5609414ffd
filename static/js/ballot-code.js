// A scanned slip opens /ballot/#CODE. A fragment is never sent: it is put into the form, taken out of the address, and posted.

function enter() {
  const form = document.querySelector("form[data-enter]");
  const code = location.hash.slice(1);
  if (!form || !code) return;
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = code;
  form.hidden = true;
  document.querySelector("[data-opening]").hidden = false;
  form.submit();
}

// Back from the ballot: the page as it was left would wait for ever.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelector("form[data-enter]")?.removeAttribute("hidden");
  document.querySelector("[data-opening]")?.setAttribute("hidden", "");
});
window.addEventListener("hashchange", enter);
enter();
