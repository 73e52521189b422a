// Forms are sent from here, so that a lost connection costs nothing that was typed or chosen, and
// one sees how much of a picture has come through. Without this script the browser sends the same
// forms, and its own “reload” sends one again that did not arrive.
"use strict";
const words = document.currentScript.dataset;

const tell = (form, text) => {
  let told = form.querySelector(".sending");
  if (!told) {
    told = document.createElement("p");
    told.className = "sending";
    told.setAttribute("role", "status");
    (form.querySelector("p.do") || form.lastElementChild).before(told);
  }
  told.textContent = text;
};

const sent = (form, button, data) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open("POST", button?.getAttribute("formaction") || form.action);
  request.setRequestHeader("Sent-By", "script");
  request.upload.addEventListener("progress", (event) => {
    if (event.total > 100000) tell(form, `${Math.round((100 * event.loaded) / event.total)} %`);
  });
  request.addEventListener("load", () => resolve(request));
  request.addEventListener("error", () => reject(new Error(words.lost)));
  request.send(data);
});

const leave = (address) => {
  const goal = new URL(address, location.href);
  const same = goal.pathname + goal.search === location.pathname + location.search;
  if (!same) return location.assign(goal);
  location.hash = goal.hash;
  location.reload();
};

const show = (main, title) => {
  document.title = title;
  document.getElementById("main").replaceWith(main);
  window.htmx?.process(main);
  document.dispatchEvent(new Event("portal:main"));
  const wrong = document.getElementById("wrong");
  if (!wrong) return window.scrollTo(0, 0);
  location.replace("#wrong");
  wrong.focus();
};

const send = async (form, button) => {
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  tell(form, ""); // a reader of screens only reads out what changes in a line that was there
  const request = await sent(form, button, data);
  const address = request.getResponseHeader("Go-To");
  if (address) return leave(address);
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.getElementById("main");
  if (!main || request.status >= 500) throw new Error(request.status === 413 ? words.large : words.lost);
  return show(main, page.title);
};

// htmx and the workbench send theirs themselves; a password is for the browser, which keeps it.
const ours = (form) => {
  const photos = form.hasAttribute("data-upload") && form.querySelector("[multiple]").files.length;
  return !photos && !form.hasAttribute("hx-post") && !form.querySelector("[type=password]");
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || !ours(form) || !("submitter" in event)) return;
  event.preventDefault();
  const buttons = [...form.querySelectorAll("button")];
  const busy = (now) => buttons.forEach((button) => { button.disabled = now; });
  const sending = send(form, event.submitter);
  busy(true);
  sending.catch((problem) => { tell(form, problem.message); }).finally(() => busy(false));
});

// What htmx sends is left as it was when nothing comes back; here it is said.
const lost = (event) => {
  const answer = event.detail?.ctx?.response;
  const form = event.target.closest?.("form");
  if (form && !(answer && answer.status < 500)) tell(form, words.lost);
};
document.addEventListener("htmx:error", lost);
document.addEventListener("htmx:response:error", lost);
document.addEventListener("htmx:before:request", (event) => {
  const form = event.target.closest?.("form");
  if (form) tell(form, "");
});
