// input[type=file][data-max-bytes]: a file that is too big is refused before it is sent.

const inMegabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

function problemOf(input) {
  const limit = Number(input.dataset.maxBytes);
  const file = [...input.files].find((one) => one.size > limit);
  if (!file) return "";
  return `“${file.name}”有 ${inMegabytes(file.size)}，超过上限 ${inMegabytes(limit)}。请减小或拆分后重新选择。`;
}

function show(input, sentence) {
  const id = `${input.id || input.name}_size`;
  document.getElementById(id)?.remove();
  if (!sentence) return;
  const error = document.createElement("p");
  error.id = id;
  error.className = "q-error";
  error.setAttribute("role", "alert");
  const words = document.createElement("span");
  words.className = "q-light is-red";
  words.textContent = sentence;
  error.append(words);
  input.after(error);
}

const LIMITED = 'input[type="file"][data-max-bytes]';

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches(LIMITED)) return;
  const sentence = problemOf(input);
  input.setCustomValidity(sentence);
  if (sentence) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  show(input, sentence);
});

// Our forms are judged by the server (novalidate): what must not be sent is held back here, before any other listener.
document.addEventListener(
  "submit",
  (event) => {
    const tooBig = [...event.target.querySelectorAll(LIMITED)].find((input) => problemOf(input));
    if (!tooBig) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tooBig.focus();
  },
  true,
);
