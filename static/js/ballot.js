// form[data-ballot]: one person at a time, a word where the overall mark is missing, a last look, and one hand-in.
// Nothing is kept in the browser. A step is an entry of the history: the telephone's own “back” goes one person back.

const form = document.querySelector("form[data-ballot]");
if (form) begin();

function begin() {
  const people = [...form.querySelectorAll("[data-person]")];
  const review = form.querySelector("[data-review]");
  const part = (name) => document.querySelector(`[data-${name}]`);
  const [back, next, submit, count, bar] = ["back", "next", "submit", "count", "progress"].map(part);
  let step = 0;

  const overall = (person) => person.querySelector("[data-overall] input:checked");
  const warning = (person) => person.querySelector("[data-unmarked]");
  const isLast = () => step === people.length - 1;

  function label() {
    const warned = people[step] && !warning(people[step]).hidden;
    next.textContent = (warned ? "不选，" : "") + (isLast() ? "去核对" : "下一人");
  }

  function show(number, { focus = true } = {}) {
    step = number;
    const isReview = step === people.length;
    people.forEach((person, place) => (person.hidden = place !== step));
    review.hidden = !isReview;
    back.hidden = step === 0;
    back.parentElement.classList.toggle("is-one", step === 0);
    next.hidden = isReview;
    submit.hidden = !isReview;
    count.textContent = isReview ? `共 ${people.length} 人` : `第 ${step + 1}／${people.length} 人`;
    bar.value = Math.min(step + 1, people.length);
    if (isReview) look();
    else label();
    scrollTo(0, 0);
    if (focus) (isReview ? review : people[step]).querySelector("h2").focus({ preventScroll: true });
  }

  function go(number) {
    history.pushState({ step: number }, "");
    show(number);
  }

  function look() {
    const missing = people.filter((person) => !overall(person));
    form.querySelector("[data-list]").replaceChildren(...people.map(line));
    const note = form.querySelector("[data-void]");
    note.hidden = missing.length === 0;
    note.textContent = `${people.length} 人中有 ${missing.length} 人没有综合评价，对他们的票作废。要补填的，点姓名。`;
    submit.textContent = missing.length ? `交票（${missing.length} 人作废）` : "交票";
  }

  function line(person, place) {
    const [item, button, mark] = ["li", "button", "span"].map((tag) => document.createElement(tag));
    const chosen = overall(person);
    button.type = "button";
    mark.textContent = chosen ? chosen.nextElementSibling.textContent : "未选，作废";
    mark.classList.toggle("is-void", !chosen);
    button.append(person.dataset.person, mark);
    button.addEventListener("click", () => go(place));
    item.append(button);
    return item;
  }

  next.addEventListener("click", () => {
    const note = warning(people[step]);
    if (overall(people[step]) || !note.hidden) {
      go(step + 1);
      return;
    }
    note.hidden = false;
    label();
    note.previousElementSibling.scrollIntoView({ block: "center" });
  });
  back.addEventListener("click", () => go(step - 1));
  form.addEventListener("change", () => {
    const person = people[step];
    if (!person || !overall(person)) return;
    warning(person).hidden = true;
    label();
  });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault(); // a second tap must not be told that the code is used
    form.dataset.sent = "yes";
    submit.textContent = "正在交票…";
  });
  window.addEventListener("popstate", (event) => show(event.state?.step ?? 0));
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    delete form.dataset.sent;
    show(step);
  });
  show(0, { focus: false });
}
