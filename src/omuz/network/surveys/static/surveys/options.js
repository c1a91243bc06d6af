/* Choices on the page: kept true to the other answers, searched when there are many, ranked by buttons. */
(function () {
  "use strict";

  const survey = window.OmuzSurvey;
  const SHOWN = 50;

  function fold(text) {
    return text.toLocaleLowerCase("tr").replace(/ı/g, "i").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function changed(field) { field.dispatchEvent(new Event("change", { bubbles: true })); }

  /* Value and words of each choice offered now. */
  function offered(about, node, world) {
    return world.items(about, node).map((item) => {
      const told = world.valueOf(item, about.choices[2]);
      return [told, item.shown || world.valueOf(item, about.choices[3]) || told];
    });
  }

  function chip(kind, name, option, checked) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const words = document.createElement("span");
    label.className = "chip";
    Object.assign(input, { type: kind, name, value: option[0], checked });
    words.textContent = option[1];
    label.append(input, words);
    return label;
  }

  /* Draw the choices anew when they are no longer the same; what is chosen stays chosen while it is offered. */
  function redraw(question, about, node, world) {
    const box = question.querySelector("[data-options]");
    const list = world.form.lists[about.choices[0]];
    if (!box || (about.choices[0] && (!list || !list.length))) { return; }
    const options = offered(about, node, world);
    const now = JSON.stringify(options);
    if (box.dataset.now === now) { return; }
    const first = box.dataset.now === undefined;
    box.dataset.now = now;
    if (first && sameAsDrawn(box, options)) { return; }
    const several = about.type === "select_multiple";
    const chosen = several ? node.text.split(/\s+/).filter(Boolean) : [node.text];
    if (box.tagName === "SELECT") {
      const empty = box.options[0];
      box.replaceChildren(empty, ...options.map((each) => new Option(each[1], each[0], false, chosen.includes(each[0]))));
    } else {
      const name = question.dataset.question;
      box.replaceChildren(...options.map(
        (each) => chip(several ? "checkbox" : "radio", name, each, chosen.includes(each[0]))));
    }
    const kept = chosen.filter((each) => !each || options.some((option) => option[0] === each));
    if (kept.length !== chosen.length) {
      node.text = kept.join(" ");
      changed(question.querySelector("[data-mark]") || box);
    }
  }

  function sameAsDrawn(box, options) {
    const drawn = box.tagName === "SELECT"
      ? Array.from(box.options).filter((each) => each.value).map((each) => each.value)
      : Array.from(box.querySelectorAll("input")).map((each) => each.value);
    return drawn.length === options.length && drawn.every((each, index) => each === options[index][0]);
  }

  /* A long list: a few letters find the choice. The plain list beside it holds what is chosen and is what is sent. */
  function Search(question, about, find) {
    this.question = question;
    this.about = about;
    this.find = find;
    this.text = question.querySelector("[data-search-text]");
    this.found = question.querySelector("[data-found]");
    this.held = question.querySelector("[data-held]");
    this.chosen = question.querySelector("[data-chosen]");
    this.told = question.querySelector("[data-search-said]");
    this.at = -1;
    Array.from(this.held.options).forEach((option) => { if (!option.selected || !option.value) { option.remove(); } });
    this.held.hidden = true;
    this.text.hidden = false;
    this.text.id = this.held.id;
    this.held.removeAttribute("id");
    this.listen();
    this.draw();
  }

  Search.prototype.listen = function () {
    this.text.addEventListener("input", (event) => { event.stopPropagation(); this.show(); });
    this.text.addEventListener("change", (event) => { event.stopPropagation(); });
    this.text.addEventListener("focus", () => this.show());
    this.text.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.found.addEventListener("mousedown", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) { event.preventDefault(); this.take(row); }
    });
    this.chosen.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) { this.drop(button.value); }
    });
  };

  Search.prototype.key = function (event) {
    const rows = Array.from(this.found.children);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.found.hidden) { this.show(); }
      this.mark(Math.max(0, Math.min(rows.length - 1, this.at + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter" && !this.found.hidden && rows.length) {
      event.preventDefault();
      this.take(rows[Math.max(0, this.at)]);
    } else if (event.key === "Escape" && !this.found.hidden) {
      event.stopPropagation();
      this.close();
    }
  };

  Search.prototype.mark = function (at) {
    const rows = Array.from(this.found.children);
    this.at = at;
    rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    if (rows[at]) {
      rows[at].scrollIntoView({ block: "nearest" });
      this.text.setAttribute("aria-activedescendant", rows[at].id);
    }
  };

  /* The list has come: whoever typed before it sees what fits now. */
  Search.prototype.arrived = function () {
    if (document.activeElement === this.text) { this.show(); }
  };

  Search.prototype.show = function () {
    const said = this.question.closest("form").dataset;
    const wanted = fold(this.text.value.trim());
    const first = [];
    const rest = [];
    this.find().forEach((each) => {
      const words = fold(each[1]);
      if (words.startsWith(wanted)) { first.push(each); } else if ((words + " " + fold(each[0])).includes(wanted)) { rest.push(each); }
    });
    const fitting = first.concat(rest);
    this.found.replaceChildren(...fitting.slice(0, SHOWN).map((each, index) => {
      const row = document.createElement("li");
      row.setAttribute("role", "option");
      row.id = this.found.id + index;
      row.dataset.value = each[0];
      row.textContent = each[1];
      return row;
    }));
    this.at = -1;
    this.found.hidden = !fitting.length;
    this.text.setAttribute("aria-expanded", String(Boolean(fitting.length)));
    const more = fitting.length > SHOWN ? " " + said.saidMore : "";
    this.told.textContent = fitting.length ? said.saidFound.replace("{n}", fitting.length) + "." + more : said.saidNone;
  };

  Search.prototype.close = function () {
    this.found.hidden = true;
    this.told.textContent = "";
    this.text.setAttribute("aria-expanded", "false");
    this.text.removeAttribute("aria-activedescendant");
  };

  Search.prototype.take = function (row) {
    const option = new Option(row.textContent, row.dataset.value, true, true);
    if (!this.held.multiple) { this.held.replaceChildren(); }
    if (!Array.from(this.held.options).some((each) => each.value === option.value)) { this.held.append(option); }
    this.text.value = "";
    this.close();
    this.draw();
    changed(this.held);
  };

  Search.prototype.drop = function (value) {
    Array.from(this.held.options).forEach((option) => { if (option.value === value) { option.remove(); } });
    if (!this.held.multiple) { this.held.append(new Option("", "", true, true)); }
    this.draw();
    changed(this.held);
    this.text.focus();
  };

  Search.prototype.draw = function () {
    const rows = Array.from(this.held.options).filter((option) => option.value).map((option) => {
      const row = document.createElement("li");
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button button-small", value: option.value });
      button.textContent = option.text + " ×";
      row.append(button);
      return row;
    });
    this.chosen.replaceChildren(...rows);
    this.chosen.hidden = !rows.length;
  };

  /* What is no longer offered is no longer chosen. */
  Search.prototype.check = function (node, offers) {
    const stale = Array.from(this.held.options).filter((each) => each.value && !offers.some((one) => one[0] === each.value));
    if (!stale.length) { return; }
    stale.forEach((option) => option.remove());
    if (!this.held.multiple) { this.held.append(new Option("", "", true, true)); }
    node.text = Array.from(this.held.options).map((each) => each.value).filter(Boolean).join(" ");
    this.draw();
    changed(this.held);
  };

  function rank(question) {
    const box = question.querySelector("[data-rank]");
    const list = box.querySelector("[data-rank-list]");
    const mark = question.querySelector("[data-mark]");
    const plain = box.querySelector("[data-rank-plain]");
    let taken = Array.from(plain.querySelectorAll("select")).some((each) => each.value);
    plain.remove();
    list.hidden = false;
    box.querySelector("[data-rank-state]").hidden = false;

    function draw() {
      list.querySelectorAll("input").forEach((field) => field.remove());
      if (taken) {
        Array.from(list.children).forEach((row) => {
          const field = document.createElement("input");
          Object.assign(field, { type: "text", hidden: true, name: question.dataset.question, value: row.dataset.value });
          row.append(field);
        });
      }
      box.querySelector("[data-rank-open]").hidden = taken;
      box.querySelector("[data-rank-take]").hidden = taken;
      box.querySelector("[data-rank-clear]").hidden = !taken;
    }

    box.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) { return; }
      const row = button.closest("li");
      if (row && "up" in button.dataset && row.previousElementSibling) { row.previousElementSibling.before(row); }
      if (row && "down" in button.dataset && row.nextElementSibling) { row.nextElementSibling.after(row); }
      taken = !("rankClear" in button.dataset);
      draw();
      changed(mark);
      if (row) { button.focus(); }
    });
    draw();
  }

  survey.options = { Search, offered, rank, redraw };
}());
