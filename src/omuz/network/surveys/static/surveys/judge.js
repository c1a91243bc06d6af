/* Judges one filled questionnaire as the server does: relevance, counts, calculations, what is missing or does not fit. */
(function () {
  "use strict";

  const survey = window.OmuzSurvey;
  const values = survey.values;
  const { nodes, value } = survey.expressions;
  const WORK = 4000000;
  const MOST_TIMES = 300;
  const CHANGING = ["random", "uuid"];
  const FEWEST = { geopoint: 1, geotrace: 2, geoshape: 4 };
  const DECIMAL = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

  function calls(tree, names) {
    if (!Array.isArray(tree) || tree[0] === "str") { return false; }
    return (tree[0] === "call" && names.includes(tree[1])) || tree.some((each) => calls(each, names));
  }

  /* Everything an expression may ask for besides its own place. */
  class World {
    constructor(form, answers, said) {
      this.form = form;
      this.said = said || {};
      this.offset = answers.offset;
      this.day = answers.day;
      this.after = answers.after;
      this.work = WORK;
      this.trees = {};
      this.indexes = new Map();
      this.top = new survey.Node("");
      this.grow(this.top, answers.tree);
    }

    grow(parent, told) {
      const node = parent.add(told[0], told[1]);
      told[2].forEach((child) => this.grow(node, child));
    }

    get root() { return this.top.children[0]; }

    about(node) { return this.form.nodes[node.bindPath()]; }

    list(name) {
      if (!this.trees[name] && this.form.lists[name]) {
        const top = new survey.Node("");
        const root = top.add("root");
        this.form.lists[name].forEach((row) => {
          const item = root.add("item");
          item.shown = row[1];
          item.add("name", row[0]);
          item.add("label", row[1]);
          Object.keys(row[2] || {}).forEach((column) => item.add(column, row[2][column]));
        });
        this.trees[name] = top;
      }
      return this.trees[name];
    }

    indexOf(parent, child, column) {
      if (!this.indexes.has(parent)) { this.indexes.set(parent, {}); }
      const kept = this.indexes.get(parent);
      const key = child + " " + column;
      if (!kept[key]) {
        kept[key] = new Map();
        parent.named(child).forEach((item) => {
          new Set(item.named(column).map((cell) => cell.text)).forEach((text) => {
            if (!kept[key].has(text)) { kept[key].set(text, []); }
            kept[key].get(text).push(item);
          });
        });
      }
      return kept[key];
    }

    newTime(path, parent) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const last = parent.children.reduce((found, child, index) => (child.name === name ? index : found), -1);
      const made = parent.add(name, "", last < 0 ? undefined : last + 1);
      this.fill(made, path);
      return made;
    }

    fill(node, path) {
      (this.form.shape[path] || []).forEach((name) => {
        const below = path + "/" + name;
        const about = this.form.nodes[below];
        const child = node.add(name, about.kind === "question" ? about.default || "" : "");
        if (about.kind !== "question") { this.fill(child, below); }
      });
    }

    judge() {
      this.work = WORK;
      const finding = { values: {}, faults: [], irrelevant: [], required: [], readOnly: [] };
      try {
        this.follow();
        this.look(this.root, "/" + this.root.name, finding);
      } catch (error) {
        if (!(error instanceof survey.Runaway) && !(error instanceof RangeError)) { throw error; }
        finding.faults = [{ path: "/" + this.form.root, kind: "form", message: "" }];
      }
      return finding;
    }

    follow() {
      this.root.walk().forEach((node) => { node.relevant = true; });
      for (let round = 0; round < this.form.rounds; round += 1) {
        let changed = false;
        this.form.plan.forEach((step) => {
          this.at(step[1], step[0] === "count").forEach((node) => {
            changed = this.taken(step[0], step[1], step[2], node) || changed;
          });
        });
        if (!changed) { break; }
      }
    }

    at(path, parents) {
      const names = path.slice(1).split("/");
      const last = names.pop();
      const found = names.reduce((some, name) => some.flatMap(
        (node) => node.children.filter((child) => child.name === name && child.relevant)), [this.top]);
      return parents ? found : found.flatMap((node) => node.named(last));
    }

    taken(role, path, tree, node) {
      if (role === "relevant") {
        const relevant = survey.trueAt(tree, this, node);
        const changed = relevant !== node.relevant;
        node.relevant = relevant;
        return changed;
      }
      return role === "count" ? this.counted(path, tree, node) : this.calculated(path, tree, node);
    }

    calculated(path, tree, node) {
      if (!node.relevant || (node.text && calls(tree, CHANGING))) { return false; }
      const told = this.wrapped(value(tree, survey.place(this, node)), (this.form.nodes[path] || {}).bind);
      const changed = told !== node.text;
      node.text = told;
      return changed;
    }

    wrapped(told, bind) {
      if (bind === "int" || bind === "integer" || bind === "decimal") {
        const number = values.number(told, this.offset);
        if (Number.isNaN(number)) { return ""; }
        return values.numberText(bind !== "decimal" && Number.isFinite(number) ? Math.trunc(number) : number);
      }
      return typeof told === "number" && Number.isNaN(told) ? "" : values.text(told);
    }

    counted(path, tree, parent) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const there = parent.named(name);
      const here = there[0] || parent.add(name);
      const wanted = values.number(value(tree, survey.place(this, here)), this.offset);
      if (!there.length) { parent.children.splice(parent.children.indexOf(here), 1); }
      const times = Number.isNaN(wanted) ? 0 : Math.trunc(Math.max(0, Math.min(MOST_TIMES, wanted)));
      there.slice(times).forEach((extra) => parent.children.splice(parent.children.indexOf(extra), 1));
      for (let missing = there.length; missing < times; missing += 1) {
        survey.expressions.spend(this, 10);
        this.newTime(path, parent);
      }
      return times !== there.length;
    }

    /* Each node of the form with its path; what stands below an irrelevant one is left out. */
    look(node, path, finding) {
      const seen = {};
      node.children.forEach((child) => {
        const about = this.about(child);
        if (!about || (child.parent === this.root && child.name === "meta")) { return; }
        seen[child.name] = (seen[child.name] || 0) + 1;
        const below = path + "/" + child.name + (about.kind === "repeat" ? "[" + seen[child.name] + "]" : "");
        if (!child.relevant) {
          finding.irrelevant.push(below);
        } else if (about.kind === "question") {
          this.lookAt(about, below, child, finding);
        } else {
          this.look(child, below, finding);
        }
      });
    }

    lookAt(about, path, node, finding) {
      if (node.text) { finding.values[path] = node.text; }
      if (about.readOnly && survey.trueAt(about.readOnly, this, node)) { finding.readOnly.push(path); }
      const required = Boolean(about.asked && about.required && survey.trueAt(about.required, this, node));
      if (required) { finding.required.push(path); }
      if (!node.text) {
        const listed = about.choices ? this.form.lists[about.choices[0]] : null;
        if (required && about.type !== "note" && about.answerable && !(listed && !listed.length)) {
          finding.faults.push({ path, kind: "required", message: this.tell(about.requiredSaid, node, "required") });
        }
        return;
      }
      if (!about.asked) { return; }
      const found = this.misfit(about, node);
      if (found) {
        finding.faults.push({ path, kind: found[0], message: this.said[found[1]] || "" });
      } else if (about.constraint && !survey.trueAt(about.constraint, this, node)) {
        finding.faults.push({ path, kind: "constraint", message: this.tell(about.constraintSaid, node, "constraint") });
      }
    }

    tell(pieces, node, otherwise) {
      const told = pieces ? survey.words(pieces, survey.place(this, node)) : "";
      return told || this.said[otherwise] || "";
    }

    items(about, node) { return nodes(about.choices[1], survey.place(this, node)); }

    valueOf(item, ref) {
      const found = item.named(ref);
      return found.length ? found[0].value : ref === "." ? item.value : "";
    }

    misfit(about, node) {
      const said = this.ofType(about, node.text);
      if (said) { return ["type", said]; }
      if (!about.choices || !["select_one", "select_multiple", "rank"].includes(about.type)) { return null; }
      const listed = this.form.lists[about.choices[0]];
      if (about.choices[0] && (!listed || !listed.length)) { return null; }
      const offered = new Set(this.items(about, node).map((item) => this.valueOf(item, about.choices[2])));
      const chosen = about.type === "select_one" ? [node.text] : node.text.split(/\s+/).filter(Boolean);
      return chosen.every((each) => offered.has(each)) ? null : ["choice", "choice"];
    }

    ofType(about, text) {
      let kind = about.type;
      if (kind === "range") { kind = about.bind === "int" ? "integer" : "decimal"; }
      if (about.range && DECIMAL.test(text) && !onScale(about.range, Number(text))) { return "range"; }
      if (kind === "integer" && !/^-?\d{1,15}$/.test(text)) { return "integer"; }
      if (kind === "decimal" && !DECIMAL.test(text)) { return "decimal"; }
      if (kind === "date" && !(/^\d{4}-\d\d-\d\d$/.test(text) && survey.calendar.moment(text, 0))) { return "date"; }
      if (kind === "time" && survey.calendar.clock(text) === null) { return "time"; }
      if (kind === "dateTime" && !(text.includes("T") && survey.calendar.moment(text, this.offset))) { return "moment"; }
      return FEWEST[kind] && !isPlace(text, FEWEST[kind]) ? "place" : "";
    }
  }

  function onScale(ends, number) {
    return !ends.every((end) => DECIMAL.test(end)) ||
      (Math.min(...ends) <= number && number <= Math.max(...ends));
  }

  function isPlace(text, fewest) {
    const points = text.split(";").filter((point) => point.trim()).map((point) => point.trim().split(/\s+/));
    return points.length >= fewest && points.every((parts) => parts.length >= 2 && parts.length <= 4 &&
      parts.every((part) => DECIMAL.test(part)) && Math.abs(Number(parts[0])) <= 90 && Math.abs(Number(parts[1])) <= 180);
  }

  survey.World = World;
}());
