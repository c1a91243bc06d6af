/* Keyboard: one-letter shortcuts outside fields, the list of them, presentation mode.
 *
 * `data-key="n"` on a link or button presses it; on an input it focuses it. One-letter shortcuts are off where
 * <body data-single-keys="off">; F8 (and F9 in lock.js) always work. */
(function () {
  "use strict";

  var root = document.documentElement;
  var single = document.body.dataset.singleKeys !== "off";
  var shortcuts = document.getElementById("shortcuts");
  var presentation = document.querySelector("form[data-presentation]");

  function writing(target) {
    return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  }

  function present() {
    var on = root.classList.toggle("presenting");
    presentation.querySelector("button").setAttribute("aria-pressed", String(on));
    fetch(presentation.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(presentation)),
      headers: { "X-Omuz-Background": "1" },
      credentials: "same-origin",
      redirect: "manual",
    }).catch(function () { /* the page itself already hides; only the next page would not know */ });
  }

  function press(key) {
    var target = Array.prototype.find.call(document.querySelectorAll("[data-key]"), function (each) {
      return each.dataset.key === key;
    });
    if (!target) { return false; }
    if (writing(target)) { target.focus(); } else { target.click(); }
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "F8" && presentation) {
      event.preventDefault();
      present();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) { return; }
    if (!single || writing(event.target) || root.classList.contains("locked") || document.querySelector("dialog[open]")) {
      return;
    }
    if (event.key === "?" && shortcuts) {
      event.preventDefault();
      shortcuts.showModal();
    } else if (event.key.length === 1 && press(event.key)) {
      event.preventDefault();
    }
  });

  if (presentation) {
    presentation.addEventListener("submit", function (event) { event.preventDefault(); present(); });
  }

  document.querySelectorAll("[data-open]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { document.getElementById(button.dataset.open).showModal(); });
  });
}());
