// input[type=password]: a button shows what was typed. [data-strength="12"]: how good a new password is, while it is typed;
// the number is the least length. The server has the rules and the last word (core/accounts/passwords.py).

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];

function addReveal(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  const turn = (shown) => {
    input.type = shown ? "text" : "password";
    button.textContent = shown ? "隐藏" : "显示";
    const label = input.labels[0]?.firstChild?.textContent ?? "";
    button.setAttribute("aria-label", `${button.textContent}${label}`);
  };
  button.addEventListener("click", () => {
    turn(input.type === "password");
    input.focus();
  });
  // What is sent, and what the browser may remember, is a password again.
  input.form?.addEventListener("submit", () => turn(false));
  const row = document.createElement("div");
  row.className = "q-reveal";
  const hadFocus = document.activeElement === input;
  input.before(row);
  row.append(input, button);
  if (hadFocus) input.focus();
  input.spellcheck = false;
  turn(false);
}

function wanting(text, least, own) {
  const kinds = CLASSES.filter((one) => one.test(text)).length;
  const missing = [];
  if (text.length < least) missing.push(`还差 ${least - text.length} 个字符`);
  if (kinds < 3) missing.push("大写字母、小写字母、数字、符号要有三类");
  if (own && text.toLowerCase().includes(own.toLowerCase())) missing.push("不能含用户名");
  return missing;
}

function addMeter(input) {
  const least = Number(input.dataset.strength);
  const own = input.form?.elements.username?.value ?? "";
  const words = document.createElement("p");
  words.className = "q-help";
  words.setAttribute("role", "status");
  input.closest(".q-field").append(words);
  input.addEventListener("input", () => {
    const missing = input.value ? wanting(input.value, least, own) : [];
    const grade = missing.length ? "弱" : input.value.length < least + 4 ? "中" : "强";
    words.textContent = input.value ? `密码强度：${grade}${missing.length ? `，${missing.join("，")}` : ""}。` : "";
  });
}

for (const input of document.querySelectorAll("input[type=password]")) {
  addReveal(input);
  if (input.dataset.strength) addMeter(input);
}
