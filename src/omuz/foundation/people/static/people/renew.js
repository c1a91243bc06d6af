/* Presses the button of a long work again and again while its page is open; without this file she presses it herself. */
(function () {
  "use strict";

  var form = document.querySelector("[data-goes-on]");
  if (form) { window.setTimeout(function () { form.submit(); }, Number(form.dataset.goesOn)); }
}());
