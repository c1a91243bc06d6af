/* Works out the hash of a document on this computer; the document itself goes nowhere. */
(function () {
  "use strict";

  if (!window.crypto || !window.crypto.subtle) { return; }

  function digestOf(file) {
    return file.arrayBuffer().then(function (bytes) {
      return window.crypto.subtle.digest("SHA-256", bytes);
    }).then(function (hash) {
      return Array.from(new Uint8Array(hash), function (byte) {
        return byte.toString(16).padStart(2, "0");
      }).join("");
    });
  }

  document.querySelectorAll("[data-digest]").forEach(function (box) {
    var picked = box.querySelector("input[type=file]");
    var said = box.querySelector("[data-said]");
    box.hidden = false;
    picked.addEventListener("change", function () {
      var file = picked.files[0];
      if (!file) { return; }
      digestOf(file).then(function (digest) {
        if (box.dataset.expected) {
          said.textContent = digest === box.dataset.expected ? box.dataset.same : box.dataset.other;
          return;
        }
        var form = box.closest("form");
        form.querySelector("[name$=sha256]").value = digest;
        form.querySelector("[name$=document]").value = file.name.slice(0, 120);
        said.textContent = box.dataset.done;
      });
    });
  });
}());
