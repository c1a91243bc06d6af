/* Before she signs out: what was written while the line was cut is sent first, and what lies on this computer goes.
 *
 * Where entries still wait she is led to their page, which sends them and signs out from there. */
(function () {
  "use strict";

  var NAME = "belge";
  var keptPage = document.currentScript.dataset.keptPage;

  /* How many entries wait here, and the computer's name; nothing is made where there was nothing. */
  function look() {
    return new Promise(function (done) {
      if (!window.indexedDB) { done(null); return; }
      var asked = indexedDB.open(NAME);
      var fresh = false;
      asked.onupgradeneeded = function () { fresh = true; asked.transaction.abort(); };
      asked.onerror = function () { done(null); };
      asked.onsuccess = function () {
        if (fresh || !asked.result.objectStoreNames.contains("sealed")) { asked.result.close(); done(null); return; }
        var act = asked.result.transaction(["sealed", "keys"]);
        var rows = act.objectStore("sealed").getAll();
        var keys = act.objectStore("keys").get(1);
        act.oncomplete = function () {
          asked.result.close();
          done({ count: rows.result.filter(function (row) { return !row.idle; }).length, device: keys.result ? keys.result.device : "" });
        };
        act.onabort = function () { asked.result.close(); done(null); };
      };
    });
  }

  function wiped() {
    return new Promise(function (done) {
      var asked = indexedDB.deleteDatabase(NAME);
      asked.onsuccess = asked.onerror = asked.onblocked = done;
    }).then(function () { return "caches" in window ? caches.delete(NAME) : null; });
  }

  function ended(form, device) {
    return fetch(keptPage + "kapat/", {
      method: "POST",
      body: JSON.stringify({ device: device, why: "signed_out" }),
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Omuz-Background": "1" },
      credentials: "same-origin",
    }).catch(function () { /* the half dies with the computer's entry at the centre another day */ });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!/\/cikis\/$/.test(form.action) || form.dataset.wiped) { return; }
    event.preventDefault();
    look().then(function (found) {
      if (found && found.count) { location.assign(keptPage); return null; }
      return (found ? ended(form, found.device).then(wiped) : Promise.resolve()).then(function () {
        form.dataset.wiped = "1";
        form.submit();
      });
    });
  });
}());
