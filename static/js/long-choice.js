// A select with data-source asks that address (?q=) for options that the page does not hold.
// Long choices: select[data-long-choice] becomes a box to type in; an option's data-pinyin is searched too.

const nothingFound = () => '<div class="no-results">没有符合的选项，请换几个字再找。</div>';

// An option is indented as in the tree; once chosen it stands alone.
const item = (option, escape) => `<div>${escape(option.text.trim())}</div>`;

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
      item,
      loading: () => '<div class="no-results">正在查找…</div>',
    },
  };
}

// An answer that comes when the choice has been made would open the box again, over the next field.
function stayClosed(box) {
  let hidden;
  box.hook("before", "loadCallback", () => {
    hidden = box.isInputHidden;
    box.isInputHidden = hidden || !box.isOpen;
  });
  box.hook("after", "loadCallback", () => {
    box.isInputHidden = hidden;
  });
}

function enhance(select) {
  if (select.tomselect) return;
  if (select.multiple && !select.dataset.placeholder) select.dataset.placeholder = "可多选，输入文字查找";
  const name = select.labels[0]?.firstChild.textContent.trim();
  const box = new window.TomSelect(select, {
    plugins: select.multiple ? { remove_button: { title: "移出" } } : { dropdown_input: {} },
    searchField: ["text", "pinyin"],
    maxOptions: null,
    sortField: [{ field: "$order" }], // the better match first, which is implied; then as in the tree
    render: { no_results: nothingFound, item },
    ...(select.dataset.source ? asking(select.dataset.source) : {}),
  });
  stayClosed(box);
  for (const kept of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(kept)) box.focus_node.setAttribute(kept, select.getAttribute(kept));
  }
  select.setAttribute("aria-hidden", "true"); // the box stands for it, under its label
  if (name) box.control_input.setAttribute("aria-label", `查找${name}`);
}

document.addEventListener("htmx:load", (event) => {
  const fresh = event.target;
  if (fresh.matches("select[data-long-choice]")) enhance(fresh);
  fresh.querySelectorAll("select[data-long-choice]").forEach(enhance);
});

document.addEventListener("htmx:beforeCleanupElement", (event) => event.target.tomselect?.destroy());
