// Keyboard and screen reader: where the focus goes after a page or a fragment has come, and what is read out.

// Focuses the first refused field inside `root`; says whether there was one.
function goToFirstInvalid(root) {
  const field = root.querySelector('select[aria-invalid="true"], input[aria-invalid="true"], textarea[aria-invalid="true"]');
  if (!field) return false;
  (field.tomselect || field).focus();
  return true;
}

function announce(root) {
  const source = root.matches("[data-announce]") ? root : root.querySelector("[data-announce]");
  if (source) document.getElementById("announce").textContent = source.dataset.announce;
}

function focusIsLost() {
  return !document.activeElement || document.activeElement === document.body;
}

document.addEventListener("DOMContentLoaded", () => goToFirstInvalid(document));

document.addEventListener("htmx:afterSettle", (event) => {
  const fresh = event.detail.elt;
  if (!fresh.isConnected) return;
  announce(fresh);
  if (goToFirstInvalid(fresh)) return;
  if (focusIsLost() && event.detail.requestConfig?.triggeringEvent?.isTrusted) {
    // The control that was used has gone with the old fragment: stay at its place, not at the top of the page.
    if (!fresh.hasAttribute("tabindex")) fresh.tabIndex = -1;
    fresh.focus({ preventScroll: true });
  }
});
