// Refused and failed fragment requests: the reason is shown in place, a lost session leads to the sign-in page.

const SENTENCES = {
  0: "连不上服务器，内容没有保存。请检查网络后再试一次。",
  401: "登录已失效，请重新登录。",
  403: "没有权限做这一步，内容没有改动。如需办理，请联系安全管理员。",
  404: "这条记录不存在，或不在您的管理范围内。请刷新页面。",
  413: "提交的内容太大，没有保存。请减小文件后再试。",
  429: "操作太频繁，请稍等一分钟再试。",
};
const GENERAL = "服务器没能完成这一步，内容没有保存。请稍后再试；仍不成功时，请联系技术支持。";

const place = () => document.getElementById("page-alert");

function say(sentence) {
  const note = document.createElement("p");
  const words = document.createElement("span");
  note.className = "q-note is-red";
  words.className = "q-light is-red";
  words.textContent = sentence;
  note.append(words);
  place().replaceChildren(note);
}

function goToLogin() {
  const login = new URL(document.body.dataset.loginUrl, location.href);
  login.searchParams.set("next", location.pathname + location.search);
  location.assign(login);
}

function wasSentToLogin(xhr) {
  const login = document.body.dataset.loginUrl;
  return xhr.status === 401 || (xhr.responseURL && new URL(xhr.responseURL).pathname === login);
}

document.addEventListener("htmx:beforeRequest", (event) => {
  // The next step of the user takes the message away; a poll in the background does not.
  if (event.detail.requestConfig.triggeringEvent) place().replaceChildren();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail;
  if (wasSentToLogin(answer.xhr) && location.pathname !== document.body.dataset.loginUrl) {
    answer.shouldSwap = false;
    goToLogin();
  } else if (answer.xhr.status >= 400 && answer.serverResponse.includes('id="problem"')) {
    // A whole error page: only its explanation is taken, and the form or list in use stays as it is.
    answer.shouldSwap = true;
    answer.target = place();
    answer.swapOverride = "innerHTML";
    answer.selectOverride = "#problem";
  } else if (answer.xhr.status >= 400 && !answer.shouldSwap) {
    say(SENTENCES[answer.xhr.status] || GENERAL);
  }
});

for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => say(SENTENCES[0]));
}
