// A drawn map becomes one with tiles when a reader asks for it: only then are the library and the
// pictures of somebody else fetched.
"use strict";
for (const button of document.querySelectorAll("button.street")) {
  const given = button.dataset;
  const show = () => {
    const place = document.createElement("div");
    place.className = "streets";
    button.closest("p").after(place);
    const map = L.map(place);
    L.tileLayer(given.tiles, { attribution: given.credit, maxZoom: 18 }).addTo(map);
    const shapes = L.featureGroup().addTo(map);
    for (const shape of JSON.parse(given.shapes)) {
      const label = document.createElement(shape.href ? "a" : "span");
      label.textContent = shape.title;
      if (shape.href) label.href = shape.href;
      if (shape.line.length) L.polyline(shape.line, { color: "#b3261e" }).bindPopup(label).addTo(shapes);
      L.circleMarker(shape.at, { radius: 7, color: "#b3261e" }).bindPopup(label).addTo(shapes);
    }
    map.fitBounds(shapes.getBounds(), { maxZoom: 16, padding: [24, 24] });
    button.remove();
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = given.style;
    const code = document.createElement("script");
    code.src = given.code;
    code.addEventListener("load", show);
    code.addEventListener("error", () => { button.disabled = false; });
    document.head.append(style, code);
  });
}
