/* Follows an import: moves the bar, and draws the page anew when it comes to another stage. */
(function () {
  "use strict";

  var run = document.querySelector("[data-run]");
  if (!run || !/^(reading|writing)$/.test(run.dataset.run)) { return; }
  var bar = run.querySelector("progress");
  var read = run.querySelector("[data-read]");

  function look() {
    fetch(location.href, { headers: { "X-Omuz-Background": "1", Accept: "application/json" }, credentials: "same-origin" })
      .then(function (response) { return response.json(); })
      .then(function (told) {
        if (told.stage !== run.dataset.run) { location.reload(); return; }
        if (bar && told.total) { bar.value = told.read; }
        if (read) { read.textContent = told.read.toLocaleString(document.documentElement.lang); }
        setTimeout(look, 700);
      })
      .catch(function () { setTimeout(look, 3000); });
  }

  setTimeout(look, 500);
}());
