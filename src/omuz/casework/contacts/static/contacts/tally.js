/* The page of one contact: special answers, folded groups, the sentence one key away, warnings about the note.
 * Everything here is help only: without it the page is filled in and saved just the same. Holds no sentences. */
(function () {
  "use strict";

  var SPECIAL = ["not_asked", "did_not_want", "unknown"];
  var form = document.querySelector("[data-tally]");
  if (!form) { return; }

  function group(name) {
    return Array.from(form.querySelectorAll('input[type="checkbox"][name="' + name + '"]'));
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

  function say(details) {
    var said = details.querySelector("[data-unfold-said]");
    var boxes = details.querySelectorAll("input:checked");
    var chosen = Array.from(boxes).filter(function (each) { return !SPECIAL.includes(each.value); }).map(function (each) {
      return each.parentElement.textContent.trim();
    });
    said.textContent = chosen.length ? chosen.join(", ") : said.dataset.plain;
  }

  form.addEventListener("change", function (event) {
    var target = event.target;
    if (target.type === "checkbox") { settle(target); }
    form.querySelectorAll("[data-unfold]").forEach(say);
    var sheet = target.closest("[data-unfold]");
    if (sheet && target.type === "radio") { sheet.open = false; }
    if (target.name === "done" && target.value === "directed_to_institution" && target.checked) {
      open(document.getElementById("told_about"));
    }
  });

  /* Folded groups */
  var folded = Array.from(form.querySelectorAll("[data-unfold]"));

  function open(details) {
    details.open = true;
    var filter = details.querySelector("[data-unfold-filter]");
    if (filter) { filter.focus(); }
  }

  function plain(text) {
    return text.replace(/[Iİı]/g, "i").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  folded.forEach(function (details) {
    var filter = details.querySelector("[data-unfold-filter]");
    filter.hidden = false;
    filter.addEventListener("input", function (event) {
      event.stopPropagation();
      var wanted = plain(filter.value.trim());
      details.querySelectorAll(".chip").forEach(function (chip) {
        chip.hidden = !plain(chip.textContent).includes(wanted);
      });
    });
    filter.addEventListener("keydown", function (event) {
      if (event.key !== "Enter") { return; }
      event.preventDefault();
      var first = details.querySelector(".chip:not([hidden]) input");
      if (first && filter.value.trim()) { first.click(); }
    });
    details.addEventListener("toggle", function () {
      if (details.open) { filter.focus(); }
    });
    details.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && details.open) {
        details.open = false;
        details.querySelector("summary").focus();
      }
    });
  });

  document.addEventListener("click", function (event) {
    folded.forEach(function (details) {
      if (details.open && !details.contains(event.target)) { details.open = false; }
    });
  });

  /* One key away: the sentence for somebody who asks about a woman */
  function bring(sentence) {
    var side = sentence.closest(".side");
    if (side) { side.open = true; }
    form.querySelectorAll(".sentence").forEach(function (each) {
      each.open = each === sentence;
      each.classList.toggle("called", each === sentence);
    });
    sentence.scrollIntoView({ block: "nearest" });
  }

  function writing(target) {
    return target.isContentEditable || target.tagName === "TEXTAREA"
      || (target.tagName === "INPUT" && !/^(radio|checkbox)$/.test(target.type));
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || document.documentElement.classList.contains("locked")) { return; }
    if (!event.altKey && (writing(event.target) || document.body.dataset.singleKeys === "off")) { return; }
    var key = event.code.indexOf("Digit") === 0 ? event.code.slice(5) : event.key;
    var sentence = form.querySelector('[data-shortcut="' + CSS.escape(key) + '"]');
    if (sentence) {
      event.preventDefault();
      bring(sentence);
    }
  });

  /* Parts folded away say in their heading what they hold */
  function words(name) {
    return Array.from(form.querySelectorAll('[name="' + name + '"]:checked')).filter(function (each) {
      return !SPECIAL.includes(each.value) && each.value !== "none";
    }).map(function (each) { return each.parentElement.textContent.trim(); });
  }

  function typed(name) {
    var field = form.elements.namedItem(name);
    return field && field.value ? [field.value] : [];
  }

  function summarise() {
    var hours = typed("start").concat(typed("end")).join("–");
    var safe = (typed("due_on").length ? typed("due_on") : words("due")).concat(hours ? [hours] : words("hours"));
    var told = words("violence_types").concat(words("relation"), words("age_band"));
    form.querySelector('[data-side="safe"] [data-side-said]').textContent = safe.join(", ");
    form.querySelector('[data-side="told"] [data-side-said]').textContent = told.join(", ");
  }

  form.addEventListener("change", summarise);
  summarise();

  form.querySelectorAll("[data-side-close]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var side = button.closest(".side");
      side.open = false;
      side.querySelector("summary").focus();
    });
  });

  /* The first thing kept carries the minute the page shows */
  var begun = form.elements.namedItem("version").value !== "0";
  form.addEventListener("input", function (event) {
    if (begun || !event.target.name) { return; }
    begun = true;
    ["on", "clock"].forEach(function (name) {
      form.elements.namedItem(name).dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  /* What the note had better not hold, said as soon as it was kept */
  var warnings = form.querySelector("[data-note-warnings]");
  document.addEventListener("omuz:saved", function (event) {
    var notes = event.detail && event.detail.notes;
    if (!notes) { return; }
    warnings.hidden = !notes.length;
    warnings.querySelector("[data-note-list]").textContent = notes.join(" · ");
  });
}());
