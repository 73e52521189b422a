// Puts figures into a text where the cursor stands, and shows the text again after it.
"use strict";

const chosenFigure = (item, bracket) => {
  const asked = [...item.querySelectorAll("[data-takes]")].filter((one) => one.value.trim());
  const given = asked.map((one) => ` ${one.dataset.takes}=${one.value.trim().replace(/\s+/g, "")}`);
  return bracket.replace(/\]\]$/, `${given.join("")}]]`);
};

const writtenInto = () => document.querySelector("textarea[data-writes]");

const offerInserts = () => {
  if (!writtenInto()) return;
  document.querySelectorAll("[data-insert]").forEach((button) => { button.hidden = false; });
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-insert]");
  const area = writtenInto();
  if (!button || !area) return;
  const text = chosenFigure(button.closest("[data-figure]"), button.dataset.insert);
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
});

for (const name of ["DOMContentLoaded", "portal:main", "htmx:after:swap", "htmx:afterSwap"]) {
  document.addEventListener(name, offerInserts);
}
offerInserts();
