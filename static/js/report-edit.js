// The page on which a report is written: the name of a figure is put where somebody was writing last.

let last = null;

const isWriting = (element) => element.matches?.("textarea[data-words]");

document.addEventListener("focusin", (event) => {
  if (isWriting(event.target)) last = event.target;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  if (!last?.isConnected) last = document.querySelector("details[open] textarea[data-words]");
  if (!last) {
    document.getElementById("announce").textContent = "请先点开要修改的部分，再插入。";
    return;
  }
  last.focus();
  last.setRangeText(button.dataset.insert, last.selectionStart, last.selectionEnd, "end");
  last.dispatchEvent(new Event("input", { bubbles: true }));
});

// What a number or a name leads to opens beside the page: words and place stay as they are.
document.addEventListener("click", (event) => {
  const link = event.target.closest("#desk a[href]");
  if (link && !link.getAttribute("href").startsWith("#")) Object.assign(link, { target: "_blank", rel: "noopener" });
}, true);

// Opened by hand, a part can be written at once.
document.addEventListener("toggle", (event) => {
  const part = event.target;
  if (part.matches?.("details.q-write") && part.open) part.querySelector("textarea").focus({ preventScroll: true });
}, true);
