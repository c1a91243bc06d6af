/* A place pointed at on the plain map of districts: it only writes the two numbers, which can be typed as well. */
(function () {
  "use strict";

  const survey = window.OmuzSurvey;
  const PLACES = 5;

  function numbers(svg) {
    const told = svg.dataset;
    return { west: Number(told.west), north: Number(told.north), scale: Number(told.scale), shorter: Number(told.shorter) };
  }

  function onMap(svg, latitude, longitude) {
    const told = numbers(svg);
    return [(longitude - told.west) * told.shorter * told.scale, (told.north - latitude) * told.scale];
  }

  function pointed(svg, event) {
    const told = numbers(svg);
    const box = svg.getBoundingClientRect();
    const view = svg.viewBox.baseVal;
    const x = ((event.clientX - box.left) / box.width) * view.width;
    const y = ((event.clientY - box.top) / box.height) * view.height;
    return [told.north - y / told.scale, told.west + x / told.scale / told.shorter];
  }

  function points(question) {
    const line = question.querySelector("[data-line]");
    const rows = line ? line.value.split("\n") : [Array.from(question.querySelectorAll("[data-point] input"))
      .map((field) => field.value).join(" ")];
    return rows.map((row) => row.replace(/,/g, ".").trim().split(/\s+/).map(Number))
      .filter((row) => row.length >= 2 && row.every(Number.isFinite) && (row[0] || row[1]));
  }

  function draw(question, svg) {
    const told = points(question).map((row) => onMap(svg, row[0], row[1]));
    const dot = svg.querySelector("circle");
    svg.querySelector("polyline").setAttribute("points", told.map((each) => each.join(",")).join(" "));
    dot.toggleAttribute("hidden", !told.length);
    if (told.length) {
      dot.setAttribute("cx", told[told.length - 1][0]);
      dot.setAttribute("cy", told[told.length - 1][1]);
    }
  }

  function take(question, place) {
    const told = place.map((each) => each.toFixed(PLACES));
    const line = question.querySelector("[data-line]");
    const fields = line ? [line] : Array.from(question.querySelectorAll("[data-point] input"));
    if (line) {
      line.value = (line.value.trim() ? line.value.trim() + "\n" : "") + told.join(" ");
    } else {
      fields[0].value = told[0];
      fields[1].value = told[1];
    }
    fields.forEach((field) => field.dispatchEvent(new Event("change", { bubbles: true })));
  }

  survey.places = function (question) {
    const pattern = document.getElementById("survey-map");
    const box = question.querySelector("[data-map]");
    if (!pattern || !box || box.children.length) { return; }
    box.append(pattern.content.cloneNode(true));
    const svg = box.querySelector("svg");
    const said = box.querySelector("[data-map-said]");
    svg.addEventListener("click", (event) => { take(question, pointed(svg, event)); draw(question, svg); });
    svg.addEventListener("pointermove", (event) => { said.textContent = event.target.dataset.name || ""; });
    question.addEventListener("input", () => draw(question, svg));
    draw(question, svg);
  };
}());
