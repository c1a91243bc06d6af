/* Keeps the page of a questionnaire true to its answers while it is filled in: what is asked, what follows, what does
 * not fit, what can be chosen, how often a repeat is asked. The server judges everything again. */
(function () {
  "use strict";

  const survey = window.OmuzSurvey;
  const form = document.querySelector("form[data-survey]");
  if (!form) { return; }
  const PAUSE = 150;

  function data(id) { return JSON.parse(document.getElementById(id).textContent); }

  const world = new survey.World(data("survey-form"), data("survey-answers"), {
    required: form.dataset.saidRequired, constraint: form.dataset.saidConstraint, integer: form.dataset.saidInteger,
    decimal: form.dataset.saidDecimal, date: form.dataset.saidDate, time: form.dataset.saidTime,
    moment: form.dataset.saidMoment, place: form.dataset.saidPlace, choice: form.dataset.saidChoice, range: form.dataset.saidRange,
  });
  const touched = new Set();
  const searches = new Map();
  let waiting = 0;

  function nodeAt(path) {
    return path.slice(1).split("/").reduce((node, step) => {
      const told = /^([^[]+)(?:\[(\d+)\])?$/.exec(step);
      return node && told ? node.named(told[1])[Number(told[2] || 1) - 1] : null;
    }, world.top);
  }

  function aboutPath(path) { return world.form.nodes[path.replace(/\[\d+\]/g, "")]; }

  function all(selector) { return Array.from(form.querySelectorAll(selector)); }

  /* Read one question into the answers; values the form sets when it changes follow. */
  function take(question) {
    const node = nodeAt(question.dataset.question);
    const about = aboutPath(question.dataset.question);
    if (!node || !about) { return; }
    const told = survey.page.read(question, about, world);
    if (told === null || told === node.text) { return; }
    node.text = told;
    setFollowing(node.bindPath());
  }

  function setFollowing(path) {
    world.root.walk().forEach((node) => {
      ((world.about(node) || {}).first || []).forEach((rule) => {
        if (rule[0] !== "changed:" + path) { return; }
        node.text = survey.values.text(survey.expressions.value(rule[1], survey.place(world, node)));
        const question = all("[data-question]").find((each) => nodeAt(each.dataset.question) === node);
        if (question) { survey.page.write(question, node.text); }
      });
    });
  }

  function refresh() {
    const judged = world.judge();
    all("[data-repeat]").forEach(resize);
    all("[data-node]").forEach((part) => { part.hidden = !relevant(nodeAt(part.dataset.node)); });
    all("[data-question]").forEach((question) => renew(question, judged));
    all("[data-fill]").forEach(fill);
    return judged;
  }

  function relevant(node) { return Boolean(node) && node.relevant; }

  function renew(question, judged) {
    const path = question.dataset.question;
    const node = nodeAt(path);
    const about = aboutPath(path);
    question.hidden = !relevant(node);
    if (!node || !about) { return; }
    const told = question.querySelector("[data-told]");
    if (told) { told.textContent = node.text; }
    const required = question.querySelector("[data-required]");
    if (required) { required.hidden = !judged.required.includes(path); }
    if (about.choices) { choices(question, about, node); }
    const clear = question.querySelector("[data-clear]");
    if (clear) { clear.hidden = !node.text; }
    say(question, path, judged);
  }

  function choices(question, about, node) {
    survey.options.redraw(question, about, node, world);
    const search = searches.get(question);
    if (search && world.form.lists[about.choices[0]]) {
      search.check(node, node.text ? survey.options.offered(about, node, world) : []);
    }
  }

  /* A fault is said once somebody has been at the question, not before. */
  function say(question, path, judged) {
    const box = question.querySelector("[data-fault]");
    if (!box || !touched.has(path)) { return; }
    const fault = judged.faults.find((each) => each.path === path);
    box.hidden = !fault;
    box.querySelector("span").textContent = fault ? fault.message : "";
    question.classList.toggle("field-wrong", Boolean(fault));
    survey.page.fields(question).forEach((field) => {
      if (fault) { field.setAttribute("aria-invalid", "true"); } else { field.removeAttribute("aria-invalid"); }
    });
  }

  function fill(mark) {
    const part = mark.closest("[data-question], [data-node], [data-repeat]");
    const path = part && (part.dataset.question || part.dataset.node || part.dataset.repeat + "[1]");
    const node = path && nodeAt(path);
    const tree = node && ((aboutPath(path) || {}).fills || {})[mark.dataset.fill];
    if (tree) { mark.textContent = survey.expressions.text(tree[Number(mark.dataset.at)], survey.place(world, node)); }
  }

  /* As many times of a repeat on the page as in the answers. */
  function resize(repeat) {
    const path = repeat.dataset.repeat;
    const above = nodeAt(path.slice(0, path.lastIndexOf("/")));
    const times = above ? above.named(path.slice(path.lastIndexOf("/") + 1)) : [];
    const box = repeat.querySelector("[data-times]");
    while (box.children.length > times.length) { box.lastElementChild.remove(); }
    while (box.children.length < times.length) { box.append(copy(repeat, box.children.length + 1)); }
    repeat.querySelector("[data-count]").value = String(times.length);
    repeat.hidden = times.length > 0 && !times.some((node) => node.relevant);
  }

  function copy(repeat, number) {
    const pattern = Array.from(repeat.children).find((each) => each.matches("template[data-pattern]"));
    const made = pattern.content.firstElementChild.cloneNode(true);
    const from = repeat.dataset.repeat + "[+1]";
    const to = repeat.dataset.repeat + "[" + number + "]";
    rename(made, from, to);
    made.querySelector("[data-number]").textContent = String(number);
    made.querySelectorAll("[data-question]").forEach(prepare);
    return made;
  }

  function rename(part, from, to) {
    [part, ...part.querySelectorAll("*")].forEach((element) => {
      Array.from(element.attributes).forEach((attribute) => {
        if (attribute.value.includes(from)) { attribute.value = attribute.value.split(from).join(to); }
      });
      if (element.tagName === "TEMPLATE") { Array.from(element.content.children).forEach((each) => rename(each, from, to)); }
    });
  }

  function add(button) {
    const repeat = button.closest("[data-repeat]");
    const path = repeat.dataset.repeat;
    const made = world.newTime(path.replace(/\[\d+\]/g, ""), nodeAt(path.slice(0, path.lastIndexOf("/"))));
    made.walk().forEach((node) => {
      ((world.about(node) || {}).first || []).filter((rule) => rule[0] === "odk-new-repeat").forEach((rule) => {
        node.text = survey.values.text(survey.expressions.value(rule[1], survey.place(world, node)));
      });
    });
    refresh();
    const shown = repeat.querySelector("[data-times]").lastElementChild;
    shown.querySelectorAll("[data-question]").forEach((question) => {
      const node = nodeAt(question.dataset.question);
      if (node && node.text) { survey.page.write(question, node.text); }
    });
    repeat.querySelector("[data-count]").dispatchEvent(new Event("change", { bubbles: true }));
    const first = shown.querySelector("input:not([hidden]):not([type=hidden]), select, textarea");
    if (first) { first.focus(); }
  }

  function prepare(question) {
    const about = aboutPath(question.dataset.question);
    if (!about) { return; }
    if (question.querySelector("[data-rank]")) { survey.options.rank(question); }
    if (question.querySelector("[data-map]")) { survey.places(question); }
    if (!question.querySelector("[data-search]")) { return; }
    const find = () => survey.options.offered(about, nodeAt(question.dataset.question), world);
    searches.set(question, new survey.options.Search(question, about, find));
    fetchList(about.choices[0]);
  }

  /* Long lists travel apart, once. */
  const asked = new Set();
  function fetchList(name) {
    if (!form.dataset.listsUrl || world.form.lists[name] || asked.has(name)) { return; }
    asked.add(name);
    const query = new URLSearchParams({ list: name, language: world.form.language });
    fetch(form.dataset.listsUrl + "?" + query, { credentials: "same-origin", headers: { Accept: "application/json" } })
      .then((response) => response.json())
      .then((list) => {
        world.form.lists[name] = list;
        refresh();
        searches.forEach((search) => search.arrived());
      })
      .catch(() => { asked.delete(name); });
  }

  function noted(event) {
    const question = event.target.closest("[data-question]");
    if (!question) { return; }
    take(question);
    if (event.type === "change") { touched.add(question.dataset.question); }
    clearTimeout(waiting);
    if (event.type === "change") { refresh(); } else { waiting = setTimeout(refresh, PAUSE); }
  }

  function pressed(event) {
    const button = event.target.closest("button");
    if (!button) { return; }
    if (button.name === "add") {
      event.preventDefault();
      add(button);
    } else if ("clear" in button.dataset) {
      const question = button.closest("[data-question]");
      survey.page.fields(question).forEach((field) => { field.checked = false; });
      question.querySelector("[data-mark]").dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /* What somebody else wrote meanwhile is said; a question nobody is at shows it. */
  function others(event) {
    const told = event.detail && event.detail.others;
    if (!told || !told.length) { return; }
    const box = form.querySelector("[data-others]");
    const list = box.querySelector("[data-others-list]");
    told.forEach((each) => {
      const row = document.createElement("li");
      row.textContent = [each.label, each.theirs, each.who, each.at].filter(Boolean).join(" · ");
      list.prepend(row);
      const question = all("[data-question]").find((one) => one.dataset.question === each.name);
      if (question && !question.contains(document.activeElement) && each.value !== undefined) {
        survey.page.write(question, each.value);
        take(question);
      }
    });
    while (list.children.length > 6) { list.lastElementChild.remove(); }
    box.hidden = false;
    refresh();
  }

  form.addEventListener("input", noted);
  form.addEventListener("change", noted);
  form.addEventListener("click", pressed);
  document.addEventListener("omuz:saved", others);
  all("[data-question]").forEach(prepare);
  all("[data-question]").forEach(take);
  refresh();
  survey.running = { refresh, world };
}());
