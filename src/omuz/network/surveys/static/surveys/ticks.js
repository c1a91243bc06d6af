/* All or none of a group of boxes at one press, and how many are ticked; without a script the server does it. */
(function () {
  "use strict";

  document.querySelectorAll("[data-ticks]").forEach(function (row) {
    const boxes = Array.from(row.closest("form").elements)
      .filter(function (each) { return each.type === "checkbox" && each.name === row.dataset.ticks; });
    const status = row.querySelector("[data-ticked]");

    function say() {
      const ticked = boxes.filter(function (box) { return box.checked; }).length;
      status.textContent = status.dataset.said.replace("{n}", ticked).replace("{all}", boxes.length);
    }

    row.hidden = boxes.length === 0;
    row.addEventListener("click", function (event) {
      const button = event.target.closest("button");
      if (!button) { return; }
      event.preventDefault();
      boxes.forEach(function (box) { box.checked = button.value.endsWith(":all"); });
      say();
    });
    boxes.forEach(function (box) { box.addEventListener("change", say); });
    say();
  });
}());
