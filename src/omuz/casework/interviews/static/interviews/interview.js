/* The page of one interview: special answers, her order, headings that say what they hold, warnings about what is written.
 * Everything here is help only: without it the page is filled in and saved just the same. Holds no sentences. */
(function () {
  "use strict";

  var SPECIAL = ["not_asked", "did_not_want", "unknown"];
  var form = document.querySelector("[data-interview]");
  if (!form) { return; }

  function group(name) {
    return Array.from(form.querySelectorAll('input[type="checkbox"][name="' + CSS.escape(name) + '"]'));
  }

  /* A real answer drives out "not asked", and the other way round; an empty group is "not asked" again. */
  function settle(box) {
    var boxes = group(box.name);
    var special = boxes.filter(function (each) { return SPECIAL.includes(each.value); });
    if (!special.length) { return; }
    if (box.checked) {
      var real = !SPECIAL.includes(box.value);
      boxes.forEach(function (each) {
        if (each !== box && (!real || SPECIAL.includes(each.value))) { each.checked = false; }
      });
    } else if (!boxes.some(function (each) { return each.checked; })) {
      special[0].checked = true;
    }
  }

  /* Her order: what is chosen stands in the upper list, and the order of the list is what is sent. */
  function Ranked(field) {
    this.chosen = field.querySelector("[data-ranked-chosen]");
    this.rest = field.querySelector("[data-ranked-rest]");
    this.told = field.querySelector("[data-ranked-told]");
    this.order = Array.from(field.querySelectorAll("[data-ranked-item]"));
    field.querySelector("[data-ranked-help]").hidden = false;
    var self = this;
    self.order.forEach(function (item) {
      item.querySelectorAll("[data-move]").forEach(function (button) {
        button.addEventListener("click", function () { self.move(item, button.dataset.move, button); });
      });
      item.addEventListener("keydown", function (event) {
        if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) { return; }
        event.preventDefault();
        self.move(item, event.key === "ArrowUp" ? "up" : "down", event.target);
      });
    });
    this.place();
  }

  Ranked.prototype.place = function () {
    var self = this;
    self.order.forEach(function (item) {
      var on = item.querySelector("input").checked;
      var home = on ? self.chosen : self.rest;
      if (item.parentElement !== home) { home.append(item); }
      item.querySelector(".ranked-move").hidden = !on;
    });
  };

  Ranked.prototype.move = function (item, where, focus) {
    var other = where === "up" ? item.previousElementSibling : item.nextElementSibling;
    if (item.parentElement !== this.chosen || !other) { return; }
    if (where === "up") { other.before(item); } else { other.after(item); }
    focus.focus();
    var place = Array.from(this.chosen.children).indexOf(item) + 1;
    this.told.textContent = place + ". " + item.querySelector(".chip").textContent.trim();
    item.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
  };

  var ranked = Array.from(form.querySelectorAll("[data-ranked]")).map(function (field) { return new Ranked(field); });

  /* Each card says in its heading what it holds */
  function said(card) {
    var words = Array.from(card.querySelectorAll(".chip input:checked")).filter(function (each) {
      return !SPECIAL.includes(each.value);
    }).map(function (each) { return each.parentElement.textContent.trim(); });
    card.querySelectorAll("select").forEach(function (field) {
      if (field.value) { words.push(field.selectedOptions[0].textContent.trim()); }
    });
    card.querySelectorAll("textarea").forEach(function (field) {
      if (field.value.trim()) { words.push(field.value.trim().slice(0, 40)); }
    });
    card.querySelector("[data-topic-said]").textContent = words.join(", ");
  }

  var cards = Array.from(form.querySelectorAll("[data-topic]"));
  var minor = form.querySelector("[data-minor]");

  function child() {
    var band = form.querySelector('[name="age_band"]:checked');
    minor.hidden = !band || !minor.dataset.minor.split(" ").includes(band.value);
  }

  form.addEventListener("change", function (event) {
    if (event.target.type === "checkbox") { settle(event.target); }
    ranked.forEach(function (each) { each.place(); });
    var card = event.target.closest("[data-topic]");
    if (card) { said(card); }
    child();
  });
  cards.forEach(said);
  child();

  /* A topic jumped to is open */
  function open(address) {
    var card = address.length > 1 && document.getElementById(address.slice(1));
    if (card && "open" in card) { card.open = true; }
  }

  form.querySelectorAll("[data-jump]").forEach(function (link) {
    link.addEventListener("click", function () { open(link.hash); });
  });
  form.querySelectorAll(".errors a").forEach(function (link) {
    link.addEventListener("click", function () {
      var field = document.getElementById(link.hash.slice(1));
      for (var up = field && field.closest("details"); up; up = up.parentElement.closest("details")) { up.open = true; }
    });
  });
  open(location.hash);

  /* What had better not be written, said as soon as it was kept */
  var warnings = form.querySelector("[data-note-warnings]");
  var notes = {};
  document.addEventListener("omuz:saved", function (event) {
    if (!event.detail || !event.detail.notes) { return; }
    Object.assign(notes, event.detail.notes);
    var lines = [].concat.apply([], Object.values(notes));
    warnings.hidden = !lines.length;
    warnings.querySelector("[data-note-list]").textContent = lines.join(" · ");
  });
}());
