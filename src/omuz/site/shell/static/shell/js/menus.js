/* Small manners of the page: menus close when one looks elsewhere, errors are read first. */
(function () {
  "use strict";

  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (menu !== except) { menu.open = false; }
    });
  }

  document.addEventListener("click", function (event) { closeMenus(event.target.closest("details[data-menu]")); });

  document.addEventListener("keydown", function (event) {
    var open = document.querySelector("details[data-menu][open]");
    if (event.key === "Escape" && open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  var errors = document.querySelector("[data-errors]");
  if (errors) { errors.focus(); }
}());
