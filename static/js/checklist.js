// [data-checklist]: 1, 2, 3 answer the first open question (or the one with the focus) and go on to the next.

const form = document.querySelector("[data-checklist]");

const questions = () => [...form.querySelectorAll("fieldset:not([disabled])")];
const isOpen = (question) => !question.querySelector("input:checked");

function current() {
  const focused = document.activeElement?.closest("fieldset");
  return focused && form.contains(focused) ? focused : questions().find(isOpen);
}

function mark() {
  const now = current();
  for (const question of questions()) question.classList.toggle("is-now", question === now);
}

document.addEventListener("keydown", (event) => {
  if (!form || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.matches("textarea, input:not([type=radio]), select")) return;
  if (!["1", "2", "3"].includes(event.key)) return;
  const question = current();
  const choice = question?.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
  if (!choice) return;
  event.preventDefault();
  choice.click();
  const next = questions()[questions().indexOf(question) + 1];
  const target = next?.querySelector("input:checked") ?? next?.querySelector("input") ?? form.querySelector("textarea");
  target?.focus();
  mark();
});

if (form) {
  form.addEventListener("focusin", mark);
  form.addEventListener("change", mark);
  mark();
}
