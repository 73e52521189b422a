// A button that opens the browser's own print dialogue; without it the line beside it says how.
"use strict";
for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
