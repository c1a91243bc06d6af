/* Asks for the password on top of the page when the session was locked under it.
 *
 * Any script that gets a 403 dispatches `omuz:locked` (detail: the answer) on the document; after the right
 * password this one dispatches `omuz:unlocked`, and waiting work goes on. Where another door has to be passed
 * (signed out, a second step) a link opens it in a new tab, and this page tries again when it is looked at. */
(function () {
  "use strict";

  var root = document.documentElement;
  var dialog = document.getElementById("unlock");
  if (!dialog) { return; }
  var form = dialog.querySelector("form");
  var password = form.querySelector("[type=password]");
  var wrong = dialog.querySelector("[data-unlock-wrong]");
  var offline = dialog.querySelector("[data-unlock-offline]");
  var elsewhere = dialog.querySelector("[data-unlock-elsewhere]");
  var usual = wrong.textContent;

  function renew(token) {
    if (!token) { return; }
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (field) { field.value = token; });
  }

  function say(line) {
    [wrong, offline, elsewhere].forEach(function (each) { each.hidden = each !== line; });
  }

  function open(event) {
    var door = (event.detail || {}).door;
    /* The page may already be on its way to the password page, emptied. */
    if (!dialog.isConnected) { return; }
    root.classList.add("locked");
    password.value = "";
    say(null);
    if (door && new URL(door, location.href).pathname !== new URL(form.action).pathname) {
      elsewhere.href = door;
      say(elsewhere);
    }
    if (!dialog.open) { dialog.showModal(); }
    password.focus();
  }

  function opened() {
    password.value = "";
    if (dialog.open) { dialog.close(); }
    root.classList.remove("locked");
    document.dispatchEvent(new CustomEvent("omuz:unlocked"));
  }

  /* The unlock page answers the right password with a way on, a wrong one with itself and a sentence. */
  function answered(response) {
    if (response.type === "opaqueredirect") { opened(); return null; }
    return response.text().then(function (text) {
      var json = (response.headers.get("Content-Type") || "").indexOf("application/json") === 0;
      var answer = json ? JSON.parse(text) : {};
      renew(answer.token);
      if (json && response.ok) { opened(); return; }
      if (answer.door) { elsewhere.href = answer.door; say(elsewhere); return; }
      var page = json ? null : new DOMParser().parseFromString(text, "text/html").querySelector(".field-error");
      wrong.textContent = page ? page.textContent.trim() : usual;
      say(wrong);
      password.select();
    });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-Omuz-Background": "1", Accept: "application/json, text/html" },
      credentials: "same-origin",
      redirect: "manual",
    }).then(answered).catch(function () { say(offline); });
  });

  window.addEventListener("focus", function () { if (dialog.open && !elsewhere.hidden) { opened(); } });
  dialog.addEventListener("cancel", function (event) { event.preventDefault(); });
  document.addEventListener("omuz:locked", open);
  document.addEventListener("omuz:token", function (event) { renew(event.detail); });
}());
