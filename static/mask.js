// Boxes drawn over a picture are written as lines of percentages into the field below it, and the
// lines of the field are shown as boxes: the field alone is what is sent.
"use strict";
const drawn = (picture) => {
  const field = document.getElementById(picture.dataset.boxes);
  const sheet = picture.parentElement;
  let start = null;

  const share = (event) => {
    const edge = picture.getBoundingClientRect();
    const within = (at, from, length) => Math.min(100, Math.max(0, (100 * (at - from)) / length));
    return [within(event.clientX, edge.left, edge.width), within(event.clientY, edge.top, edge.height)];
  };
  const corners = (from, to) => [
    Math.min(from[0], to[0]), Math.min(from[1], to[1]),
    Math.max(from[0], to[0]), Math.max(from[1], to[1]),
  ];
  const place = (box, [left, top, right, bottom]) => {
    box.style.left = `${left}%`;
    box.style.top = `${top}%`;
    box.style.width = `${right - left}%`;
    box.style.height = `${bottom - top}%`;
  };
  const add = (numbers) => {
    const box = document.createElement("span");
    box.className = "box";
    place(box, numbers);
    sheet.append(box);
    return box;
  };
  const show = () => {
    sheet.querySelectorAll(".box").forEach((box) => box.remove());
    for (const line of field.value.split("\n")) {
      const numbers = line.split(/[\s,，%]+/).filter(Boolean).map(Number);
      if (numbers.length === 4 && numbers.every(Number.isFinite)) add(numbers);
    }
  };

  picture.draggable = false;
  picture.addEventListener("pointerdown", (event) => {
    start = share(event);
    picture.setPointerCapture(event.pointerId);
    add([...start, ...start]).classList.add("new");
  });
  picture.addEventListener("pointermove", (event) => {
    if (start) place(sheet.querySelector(".new"), corners(start, share(event)));
  });
  picture.addEventListener("pointerup", (event) => {
    const numbers = corners(start, share(event));
    start = null;
    if (numbers[2] - numbers[0] > 0.5 && numbers[3] - numbers[1] > 0.5) {
      const line = numbers.map((number) => number.toFixed(1)).join(" ");
      field.value = `${field.value.trimEnd()}\n${line}`.trimStart();
    }
    show();
  });
  picture.addEventListener("pointercancel", () => { start = null; show(); });
  field.addEventListener("input", show);
  show();
};

const begin = () => document.querySelectorAll("img[data-boxes]").forEach(drawn);
document.addEventListener("portal:main", begin);
begin();
