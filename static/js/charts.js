// Charts: [data-chart] holds a specification of Vega-Lite. Vega interprets its expressions (`ast`) instead of making code of
// them, and writes no styles: the page's policy refuses both. Every mark is a link, which Vega follows.

const options = {
  ast: true,
  renderer: "svg",
  actions: false,
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
};

function draw(host) {
  if (host.dataset.drawn) return;
  host.dataset.drawn = "begun";
  window
    .vegaEmbed(host, JSON.parse(host.dataset.chart), options)
    .then(() => {
      host.dataset.drawn = "done";
    })
    .catch((error) => {
      host.textContent = "图没有画出来，请看下面的表。";
      console.error(error);
    });
}

const drawAll = (root) => root.querySelectorAll("[data-chart]").forEach(draw);

// The page can be used before its charts are drawn.
if (document.readyState === "complete") drawAll(document);
else addEventListener("load", () => drawAll(document), { once: true });
document.addEventListener("htmx:load", (event) => drawAll(event.target));
