// [data-sections]: of the tabs that lead to parts of this page, the one whose part is being read is current.

const nav = document.querySelector("[data-sections]");
const tabs = nav ? [...nav.querySelectorAll("a")] : [];
const parts = tabs.map((tab) => document.querySelector(tab.hash));
let asked = false;

const mark = () => {
  asked = false;
  const line = nav.getBoundingClientRect().bottom + 24;
  const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
  let current = 0;
  parts.forEach((part, place) => {
    if (part.getBoundingClientRect().top <= line) current = place;
  });
  if (atEnd && window.scrollY > 0) current = parts.length - 1;
  tabs.forEach((tab, place) => {
    if (place === current) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  });
};

if (nav) {
  document.addEventListener("scroll", () => {
    if (!asked) requestAnimationFrame(mark);
    asked = true;
  }, { passive: true });
  mark();
}
