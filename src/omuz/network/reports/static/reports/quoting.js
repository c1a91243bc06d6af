/* Puts the sign of a figure where the cursor stands in the text, and finds a figure by its words.
 * Without scripts the signs can be selected and copied. */
(function () {
  "use strict";

  var panel = document.querySelector("[data-quotable]");
  var text = document.getElementById("words");
  if (!panel || !text) { return; }
  var said = panel.querySelector("[data-quote-said]");
  var find = panel.querySelector("[data-quote-find]");

  /* Until she has been in the text the sign goes to its end. */
  var been = false;
  text.addEventListener("focus", function () { been = true; });

  function put(sign) {
    if (!been) { text.setSelectionRange(text.value.length, text.value.length); }
    var before = text.value.slice(0, text.selectionStart);
    var after = text.value.slice(text.selectionEnd);
    var gap = before && !/[\s(“"]$/.test(before) ? " " : "";
    var rest = /^[\p{L}\p{N}]/u.test(after) ? " " : "";
    text.setRangeText(gap + sign + rest, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = said.dataset.said + " " + sign;
    text.focus();
  }

  /* Turkish letters: I and İ are two letters. */
  function plain(words) { return words.toLocaleLowerCase("tr"); }

  function look(wanted) {
    panel.querySelectorAll(".report-quote-table").forEach(function (table) {
      var titled = plain(table.querySelector("summary").textContent).includes(wanted);
      var shown = 0;
      table.querySelectorAll("li").forEach(function (line) {
        line.hidden = Boolean(wanted) && !titled && !plain(line.textContent).includes(wanted);
        shown += line.hidden ? 0 : 1;
      });
      table.hidden = shown === 0;
      if (wanted && shown) { table.open = true; }
    });
  }

  panel.querySelectorAll("[data-quote]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { put(button.dataset.quote); });
  });
  find.hidden = false;
  find.querySelector("input").addEventListener("input", function (event) { look(plain(event.target.value.trim())); });
}());
