/* Says in the page that a passkey could not be read; the library would only write it to the console. */
(function () {
  "use strict";

  document.addEventListener("allauth.error", function (event) {
    var line = document.querySelector("[data-passkey-failed]");
    if (!line) { return; }
    event.preventDefault();
    line.hidden = false;
  });
}());
