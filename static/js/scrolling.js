// .q-scroll: a frame that scrolls and holds nothing to stop at becomes a stop itself, so that the arrow keys move it. Newer
// browsers do so unasked and say no name; a frame that the page has given a tabindex is left alone.

const STOPS = "a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary";

function settle(frame) {
  const scrolls = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
  if (scrolls && !frame.querySelector(STOPS)) {
    const name = frame.querySelector("caption")?.textContent.trim() || "表格";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", `${name}，可滚动`);
  } else {
    for (const given of ["tabindex", "role", "aria-label"]) frame.removeAttribute(given);
  }
}

const watch = new ResizeObserver((changes) => changes.forEach((change) => settle(change.target)));

document.addEventListener("htmx:load", (event) => {
  const fresh = event.target;
  const frames = [...fresh.querySelectorAll(".q-scroll:not([tabindex])")];
  if (fresh.matches(".q-scroll:not([tabindex])")) frames.push(fresh);
  frames.forEach((frame) => watch.observe(frame));
});
