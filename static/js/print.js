// [data-print]: the browser's own print, which every page has on paper (paper.css).

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
