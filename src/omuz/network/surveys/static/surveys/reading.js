/* Between a question on the page and its answer as the standard writes it. */
(function () {
  "use strict";

  const survey = window.OmuzSurvey;

  function pathOf(question) { return question.dataset.question; }

  function fields(question) {
    const path = pathOf(question);
    return Array.from(question.querySelectorAll("input, select, textarea")).filter((field) => field.name === path);
  }

  function clean(text) { return text.replace(/\r\n?/g, "\n"); }

  function comma(text) { return /^\s*-?\d+,\d+\s*$/.test(text) ? text.trim().replace(",", ".") : text; }

  function zone(world) { return survey.calendar.momentText(0, 0, world.offset).slice(-6); }

  function point(question) {
    const path = pathOf(question);
    const told = ["@lat", "@lon"].map((end) => {
      const field = Array.from(question.querySelectorAll("input")).find((each) => each.name === path + end);
      return field ? field.value.trim().replace(",", ".") : "";
    });
    return told[0] || told[1] ? (told[0] || "?") + " " + (told[1] || "?") + " 0 0" : "";
  }

  function line(text, closed) {
    const points = text.split(/[;\n]/).map((each) => each.replace(/,/g, ".").split(/\s+/).filter(Boolean).join(" "))
      .filter(Boolean).map((each) => (each.split(" ").length === 2 ? each + " 0 0" : each));
    if (closed && points.length > 2 && points[0] !== points[points.length - 1]) { points.push(points[0]); }
    return points.join(";");
  }

  function kept(about, text, world) {
    const told = text.trim();
    switch (about.type) {
      case "integer": case "decimal": case "range": return comma(told);
      case "date": return /^\d{4}-\d\d$/.test(told) ? told + "-01" : /^\d{4}$/.test(told) ? told + "-01-01" : told;
      case "time": {
        const whole = /^\d\d:\d\d$/.test(told) ? told + ":00" : told;
        return /^\d\d:\d\d:\d\d$/.test(whole) ? whole + ".000" + zone(world) : whole;
      }
      case "dateTime":
        if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(told)) { return told; }
        return (told.split(":").length > 2 ? told : told + ":00") + ".000" + zone(world);
      case "geotrace": case "geoshape": return line(told, about.type === "geoshape");
      default: return told;
    }
  }

  /* The answer of a question on the page; null where it has no control. */
  function read(question, about, world) {
    if (about.type === "geopoint") { return question.querySelector("[data-point]") ? point(question) : null; }
    const found = fields(question);
    if (!found.length) { return question.querySelector("[data-mark]") ? "" : null; }
    const chosen = found.flatMap((field) => {
      if (field.type === "radio" || field.type === "checkbox") { return field.checked ? [field.value] : []; }
      if (field.tagName === "SELECT") { return Array.from(field.selectedOptions).map((option) => option.value); }
      return [field.value];
    });
    if (about.type === "select_multiple" || about.type === "rank") {
      return Array.from(new Set(chosen.filter((each) => each.trim()))).join(" ");
    }
    const text = clean(chosen.length ? chosen[chosen.length - 1] : "");
    return about.type === "text" ? text.trimEnd() : kept(about, text, world);
  }

  /* Put an answer somebody else gave into the control. */
  function write(question, text) {
    fields(question).forEach((field) => {
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = text.split(/\s+/).includes(field.value);
      } else if (field.tagName === "SELECT") {
        Array.from(field.options).forEach((option) => { option.selected = text.split(/\s+/).includes(option.value); });
      } else if (!question.querySelector("[data-rank]")) {
        field.value = text;
      }
    });
  }

  survey.page = { fields, read, write };
}());
