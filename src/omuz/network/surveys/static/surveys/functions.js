/* Functions of the forms' standard about text, choices, conditions and repeats. */
(function () {
  "use strict";

  const survey = window.OmuzSurvey;
  const values = survey.values;
  const { nodes, number, spend, text, value } = survey.expressions;

  function own(at, given) { return given.length ? text(given[0], at) : at.node.value; }

  function each(at, given) {
    const found = [];
    given.forEach((tree) => {
      const told = value(tree, at);
      if (Array.isArray(told)) { told.forEach((node) => found.push(node.value)); } else { found.push(values.text(told)); }
    });
    spend(at.world, found.length);
    return found;
  }

  function rounded(told) { return Number.isFinite(told) ? Math.floor(told + 0.5) : told; }

  function whole(told, otherwise) { return Math.abs(told) < 1e9 ? Math.trunc(told) : otherwise; }

  function split(told) { return told.split(/\s+/).filter(Boolean); }

  function substring(at, given) {
    const start = rounded(number(given[1], at));
    const end = given.length > 2 ? start + rounded(number(given[2], at)) : Infinity;
    return Array.from(text(given[0], at)).filter((_letter, index) => start <= index + 1 && index + 1 < end).join("");
  }

  function substr(at, given) {
    const told = Array.from(text(given[0], at));
    let start = whole(number(given[1], at), 0);
    let end = given.length > 2 ? whole(number(given[2], at), 0) : told.length;
    start = start < 0 ? Math.max(0, told.length + start) : start;
    end = end < 0 ? told.length + end : Math.min(end, told.length);
    return start < end ? told.slice(start, end).join("") : "";
  }

  function translate(at, given) {
    const old = Array.from(text(given[1], at));
    const fresh = Array.from(text(given[2], at));
    const table = new Map();
    old.forEach((letter, index) => { if (!table.has(letter)) { table.set(letter, fresh[index] || ""); } });
    return Array.from(text(given[0], at)).map((each) => (table.has(each) ? table.get(each) : each)).join("");
  }

  function matches(told, pattern) {
    try {
      return told.length <= 5000 && new RegExp("^(?:" + pattern + ")$").test(told);
    } catch (_error) {
      return false;
    }
  }

  function uuid() {
    if (window.crypto.randomUUID) { return window.crypto.randomUUID(); }
    const bytes = Array.from(window.crypto.getRandomValues(new Uint8Array(16)));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  function name(at, given) {
    if (!given.length) { return at.node.name; }
    const found = nodes(given[0], at);
    return found.length ? found[0].name : "";
  }

  function indexed(at, given) {
    const here = at.current.bindPath();
    const target = survey.spokenOf(given[0], here);
    if (target === null) { return []; }
    const wanted = {};
    for (let index = 1; index < given.length - 1; index += 2) {
      const repeat = survey.spokenOf(given[index], here);
      if (repeat !== null) { wanted[repeat] = number(given[index + 1], at); }
    }
    let found = [at.world.top];
    let path = "";
    target.slice(1).split("/").forEach((step) => {
      path += "/" + step;
      found = found.flatMap((node) => node.children.filter((child) => child.name === step && child.relevant));
      spend(at.world, found.length);
      if (path in wanted) {
        const chosen = wanted[path];
        found = chosen >= 1 && chosen <= found.length ? [found[Math.trunc(chosen) - 1]] : [];
      }
    });
    return found;
  }

  function ledTo(written, here) {
    const steps = written.trim().split("/");
    let names = steps[0] === "" ? [] : here.slice(1).split("/");
    steps.forEach((step) => {
      if (step === "..") {
        names = names.slice(0, -1);
      } else if (step && step !== "." && step !== "current()") {
        names.push(step);
      }
    });
    return "/" + names.join("/");
  }

  function choiceName(at, given) {
    const chosen = text(given[0], at);
    const about = at.world.form.nodes[ledTo(text(given[1], at), at.current.bindPath())];
    const listed = about && about.choices ? at.world.form.lists[about.choices[0]] : null;
    const found = listed ? listed.find((row) => row[0] === chosen) : null;
    return found ? found[1] : "";
  }

  function itext(at, given) {
    const found = at.world.form.itext[text(given[0], at)];
    return found ? survey.words(found, at) : "";
  }

  function shuffled(found, from) {
    const modulus = 2147483647;
    let seed = ((from % modulus) + modulus) % modulus;
    if (seed <= 0) { seed += modulus - 1; }
    for (let last = found.length - 1; last > 0; last -= 1) {
      seed = (seed * 16807) % modulus;
      const other = Math.trunc(((seed - 1) / (modulus - 1)) * (last + 1));
      [found[last], found[other]] = [found[other], found[last]];
    }
    return found;
  }

  function randomize(at, given) {
    const found = nodes(given[0], at).slice();
    const seed = given.length > 1 ? number(given[1], at) : found.length + 1;
    spend(at.world, found.length);
    return shuffled(found, Math.abs(seed) < 1e15 ? Math.trunc(seed) : 1);
  }

  function selected(at, given) { return split(text(given[0], at)).includes(text(given[1], at).trim()); }

  function selectedAt(at, given) {
    const chosen = split(text(given[0], at));
    const index = number(given[1], at);
    return index >= 0 && index < chosen.length ? chosen[Math.trunc(index)] : "";
  }

  function before(at, given) {
    const told = text(given[0], at);
    const mark = text(given[1], at);
    return mark && told.includes(mark) ? told.slice(0, told.indexOf(mark)) : "";
  }

  function after(at, given) {
    const told = text(given[0], at);
    const mark = text(given[1], at);
    if (!mark) { return told; }
    return told.includes(mark) ? told.slice(told.indexOf(mark) + mark.length) : "";
  }

  Object.assign(survey.functions, {
    string: own,
    concat: (at, given) => each(at, given).join(""),
    join: (at, given) => each(at, given.slice(1)).join(text(given[0], at)),
    contains: (at, given) => text(given[0], at).includes(text(given[1], at)),
    "starts-with": (at, given) => text(given[0], at).startsWith(text(given[1], at)),
    "ends-with": (at, given) => text(given[0], at).endsWith(text(given[1], at)),
    substring, substr, translate,
    "substring-before": before,
    "substring-after": after,
    "string-length": (at, given) => Array.from(own(at, given)).length,
    "normalize-space": (at, given) => split(own(at, given)).join(" "),
    regex: (at, given) => matches(text(given[0], at), text(given[1], at)),
    uuid,
    name,
    "local-name": name,
    version: (at) => at.world.form.version,
    pulldata: () => "", digest: () => "", property: () => "", search: () => "",
    selected,
    "is-selected": selected,
    "selected-at": selectedAt,
    "count-selected": (at, given) => split(text(given[0], at)).length,
    if: (at, given) => value(values.truth(value(given[0], at)) ? given[1] : given[2], at),
    coalesce: (at, given) => text(given[0], at) || text(given[1], at),
    once: (at, given) => at.current.value || value(given[0], at),
    current: (at) => [at.current],
    instance: (at, given) => { const tree = at.world.list(text(given[0], at)); return tree ? [tree] : []; },
    "indexed-repeat": indexed,
    "jr:choice-name": choiceName,
    "jr:itext": itext,
    randomize,
  });
  survey.rounded = rounded;
}());
