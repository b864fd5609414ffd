// A select with data-source asks that address (?q=) for options that the page does not hold.
// Long choices: select[data-long-choice] becomes a box to type in; an option's data-pinyin is searched too.

const nothingFound = () => '<div class="no-results">没有符合的选项，请换几个字再找。</div>';

function asking(source) {
  return {
    load: (text, found) => {
      fetch(`${source}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } })
        .then((answer) => (answer.ok ? answer.json() : []))
        .then((options) => found(options.map((option) => ({ ...option, pinyin: text }))))
        .catch(() => found());
    },
    render: {
      no_results: nothingFound,
      loading: () => '<div class="no-results">正在查找…</div>',
    },
  };
}

function enhance(select) {
  if (select.tomselect) return;
  if (select.multiple && !select.dataset.placeholder) select.dataset.placeholder = "可多选，输入文字查找";
  const box = new window.TomSelect(select, {
    plugins: select.multiple ? { remove_button: { title: "移除" } } : { dropdown_input: {} },
    searchField: ["text", "pinyin"],
    maxOptions: null,
    sortField: [{ field: "$score" }, { field: "$order" }],
    render: { no_results: nothingFound },
    ...(select.dataset.source ? asking(select.dataset.source) : {}),
  });
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) box.focus_node.setAttribute(name, select.getAttribute(name));
  }
}

document.addEventListener("htmx:load", (event) => {
  const fresh = event.target;
  if (fresh.matches("select[data-long-choice]")) enhance(fresh);
  fresh.querySelectorAll("select[data-long-choice]").forEach(enhance);
});

document.addEventListener("htmx:beforeCleanupElement", (event) => event.target.tomselect?.destroy());
