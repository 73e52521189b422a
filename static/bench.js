// The workbench: links open the form that they lead to, and photos are sent one by one, so that a
// lost connection costs at most one of them. Without this script the same forms send all at once.
"use strict";
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  const goal = link && document.getElementById(link.dataset.open);
  if (!goal) return;
  event.preventDefault();
  const fold = goal.closest("details") || goal.querySelector("details.adding");
  if (fold) fold.open = true;
  goal.scrollIntoView();
  goal.focus();
});

document.addEventListener("change", (event) => {
  if (event.target.id !== "f-document-of") return;
  const [title, alt] = ["title", "alt"].map((name) => document.getElementById(`f-document-${name}`));
  const chosen = event.target.selectedOptions[0];
  const suggest = (field, text) => {
    if (field.value !== field.defaultValue) return;
    field.defaultValue = text;
    field.value = text;
  };
  suggest(title, chosen.value.startsWith("project:") ? chosen.dataset.alt : chosen.text);
  suggest(alt, chosen.dataset.alt);
});

const showWrong = () => {
  const wrong = document.getElementById("wrong");
  wrong?.scrollIntoView({ block: "center" });
  wrong?.focus();
};

// Other forms offer what was just added; those that somebody is filling in are left alone.
const refresh = async () => {
  const answer = await fetch(location.pathname);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of ["s-payment", "s-document"]) {
    const [old, fresh] = [document, page].map((where) => where.getElementById(name));
    if (!fresh || old.querySelector("details.adding[open]")) continue;
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
  }
};
document.addEventListener("htmx:after:swap", (event) => {
  showWrong();
  const feeds = ["s-milestone", "s-contract", "s-money"];
  if (feeds.includes(event.detail?.ctx?.target?.id) && !document.getElementById("wrong")) refresh();
});

const keys = new Map();

const put = (text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const part of [...page.body.children]) {
    const old = part.id && document.getElementById(part.id);
    if (!old) continue;
    part.removeAttribute("hx-swap-oob");
    old.replaceWith(part);
    window.htmx?.process(part);
  }
  showWrong();
};

const sendOne = (form, file, place, count, told) => new Promise((resolve, reject) => {
  const data = new FormData(form);
  const known = `${file.name}/${file.size}/${file.lastModified}`;
  if (!keys.has(known)) keys.set(known, `${data.get("key")}-${keys.size}`);
  data.set("key", keys.get(known));
  data.set("file", file);
  if (count > 1) data.set("title", `${data.get("title")} ${place}/${count}`);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.upload.addEventListener("progress", (event) => {
    const share = event.total ? Math.round((100 * event.loaded) / event.total) : 0;
    told.textContent = `${place}/${count} · ${share} %`;
  });
  request.addEventListener("load", () => resolve(request));
  request.addEventListener("error", () => reject(new Error(form.dataset.lost)));
  request.send(data);
});

const refused = (form, request) => {
  if (request.status === 413) return form.dataset.large;
  return request.status >= 500 ? form.dataset.lost : "";
};

const sendAll = async (form) => {
  const input = form.querySelector("input[type=file][multiple]");
  const told = form.querySelector(".sending");
  const files = [...input.files];
  let text = "";
  for (const [index, file] of files.entries()) {
    try {
      const request = await sendOne(form, file, index + 1, files.length, told);
      const why = refused(form, request);
      if (why) throw new Error(why);
      text = request.responseText;
      if (request.status !== 200) break;
    } catch (problem) {
      const left = new DataTransfer();
      for (const rest of files.slice(index)) left.items.add(rest);
      input.files = left.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      told.textContent = problem.message;
      return;
    }
  }
  put(text);
};

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form || !form.querySelector("input[type=file][multiple]").files.length) return;
  event.preventDefault();
  const button = form.querySelector("button.main");
  button.disabled = true;
  sendAll(form).finally(() => { button.disabled = false; });
});
