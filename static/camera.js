// Photos that were chosen are shown small before they are sent, and those that the camera takes one
// by one gather in the field for several. Without this script each field sends what it holds.
"use strict";
const fill = (input, files) => {
  const all = new DataTransfer();
  for (const file of files) all.items.add(file);
  input.files = all.files;
};

const sketch = async (file) => {
  const canvas = document.createElement("canvas");
  const picture = await createImageBitmap(file, { resizeWidth: 240 });
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  picture.close();
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
};

const item = (list, input, file) => {
  const [line, name, out] = ["li", "p", "button"].map((tag) => document.createElement(tag));
  name.className = "small";
  name.textContent = file.name;
  out.type = "button";
  out.className = "quiet";
  out.textContent = list.dataset.out;
  out.setAttribute("aria-label", `${list.dataset.out}: ${file.name}`);
  out.addEventListener("click", () => {
    fill(input, [...input.files].filter((other) => other !== file));
    preview(input);
  });
  line.append(name, out);
  return line;
};

const preview = async (input) => {
  const list = document.querySelector(`[data-chosen="${input.id}"]`);
  if (!list) return;
  const files = [...input.files];
  list.replaceChildren(...files.map((file) => item(list, input, file)));
  for (const [place, line] of [...list.children].entries()) {
    // One at a time: an old phone has little room; and what is no picture keeps its name.
    await sketch(files[place]).then((canvas) => line.prepend(canvas), () => {});
  }
};

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file") return;
  const into = document.getElementById(input.dataset.into) || input;
  if (into !== input) {
    fill(into, [...into.files, ...input.files]);
    input.value = "";
  }
  preview(into);
});
