// button[data-copy="#id"]: copies the text of a secret that is shown once.

async function copy(text, source) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  // An intranet without HTTPS has no clipboard API: select the text and use the older command.
  const range = document.createRange();
  range.selectNodeContents(source);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  if (!document.execCommand("copy")) throw new Error("copy refused");
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  let outcome = "已复制";
  try {
    await copy(source.textContent.trim(), source);
  } catch {
    outcome = "没能复制，请选中文字后按 Ctrl+C";
  }
  button.textContent = outcome;
  document.getElementById("announce").textContent = outcome;
});
