/* Follows the trees of a form's expressions, which the server made; nothing is ever evaluated as a script. */
(function () {
  "use strict";

  const survey = window.OmuzSurvey;
  const values = survey.values;
  const functions = {};
  const NEAR = new Set(["position", "last", "string", "number", "name", "local-name", "string-length",
    "normalize-space", "once"]);

  function place(world, node, current, position, size) {
    return { world, node, current: current || node, position: position || 1, size: size || 1 };
  }

  function spend(world, amount) {
    world.work -= amount;
    if (world.work < 0) { throw new survey.Runaway(); }
  }

  function value(tree, at) {
    spend(at.world, 1);
    switch (tree[0]) {
      case "num":
      case "str": return tree[1];
      case "path": return path(tree, at);
      case "op": return operation(tree, at);
      case "call": return functions[tree[1]](at, tree[2]);
      case "neg": return -values.number(value(tree[1], at), at.world.offset);
      case "filter": return filtered(nodes(tree[1], at), tree[2], at);
      default: return Array.from(new Set(nodes(tree[1], at).concat(nodes(tree[2], at))));
    }
  }

  function nodes(tree, at) {
    const found = value(tree, at);
    return Array.isArray(found) ? found : [];
  }

  function text(tree, at) { return values.text(value(tree, at)); }

  function number(tree, at) { return values.number(value(tree, at), at.world.offset); }

  function operation(tree, at) {
    const sign = tree[1];
    if (sign === "and") { return values.truth(value(tree[2], at)) && values.truth(value(tree[3], at)); }
    if (sign === "or") { return values.truth(value(tree[2], at)) || values.truth(value(tree[3], at)); }
    const one = value(tree[2], at);
    const other = value(tree[3], at);
    const offset = at.world.offset;
    if (sign === "=") { return values.equal(one, other, offset); }
    if (sign === "!=") { return values.unequal(one, other, offset); }
    if (sign === "<" || sign === ">" || sign === "<=" || sign === ">=") {
      return values.ordered(sign, one, other, offset);
    }
    return values.arithmetic(sign, values.number(one, offset), values.number(other, offset));
  }

  function path(tree, at) {
    let found = tree[1] === "/" ? [at.world.top] : tree[1] === "." ? [at.node] : nodes(tree[1], at);
    for (const step of tree[2]) {
      found = stepped(found, step[0], step[1], step[2], at);
      if (!found.length) { break; }
    }
    return found;
  }

  function stepped(found, axis, test, predicates, at) {
    const gathered = [];
    found.forEach((node) => {
      const quick = lookedUp(node, axis, test, predicates, at);
      if (quick) {
        quick.forEach((each) => gathered.push(each));
        return;
      }
      const reached = reach(node, axis, at).filter((each) => fits(each, test));
      (predicates.length ? filtered(reached, predicates, at) : reached).forEach((each) => gathered.push(each));
    });
    return found.length === 1 ? gathered : Array.from(new Set(gathered));
  }

  function fits(node, test) {
    return node.relevant && (test === "node()" || (test === "*" && node.name !== "") || node.name === test);
  }

  function reach(node, axis, at) {
    if (axis === "child") {
      spend(at.world, node.children.length);
      return node.children;
    }
    if (axis === "self") { return [node]; }
    if (axis === "parent") { return node.parent ? [node.parent] : []; }
    if (axis === "attribute") { return []; }
    if (axis.startsWith("descendant")) {
      const all = node.walk();
      spend(at.world, all.length);
      return axis === "descendant-or-self" ? all : all.slice(1);
    }
    if (axis.startsWith("ancestor")) {
      const line = axis === "ancestor-or-self" ? [node] : [];
      for (let above = node.parent; above; above = above.parent) { line.push(above); }
      return line;
    }
    const siblings = node.parent ? node.parent.children : [node];
    const here = siblings.indexOf(node);
    spend(at.world, siblings.length);
    return axis === "following-sibling" ? siblings.slice(here + 1) : siblings.slice(0, here).reverse();
  }

  function filtered(found, predicates, at) {
    return predicates.reduce((kept, predicate) => kept.filter((node, index) => {
      const held = value(predicate, place(at.world, node, at.current, index + 1, kept.length));
      return typeof held === "number" ? held === index + 1 : values.truth(held);
    }), found);
  }

  /* Items of a list whose column equals something told elsewhere, without looking at each one. */
  function lookedUp(node, axis, test, predicates, at) {
    if (axis !== "child" || predicates.length !== 1 || node.name !== "root" || node.top() === at.world.top) {
      return null;
    }
    const column = columnAsked(predicates[0]);
    if (!column) { return null; }
    const wanted = value(column[1], at);
    if (typeof wanted === "boolean" || typeof wanted === "number") { return null; }
    const texts = typeof wanted === "string" ? [wanted] : Array.from(new Set(wanted.map((each) => each.value)));
    return texts.length === 1 ? at.world.indexOf(node, test, column[0]).get(texts[0]) || [] : null;
  }

  function columnAsked(predicate) {
    if (predicate[0] !== "op" || predicate[1] !== "=") { return null; }
    for (const pair of [[predicate[2], predicate[3]], [predicate[3], predicate[2]]]) {
      const one = pair[0];
      const plain = one[0] === "path" && one[1] === "." && one[2].length === 1 && one[2][0][0] === "child" &&
        !one[2][0][2].length;
      if (plain && elsewhere(pair[1])) { return [one[2][0][1], pair[1]]; }
    }
    return null;
  }

  function elsewhere(tree) {
    if (!Array.isArray(tree)) { return true; }
    if (tree[0] === "str" || tree[0] === "num") { return true; }
    if (tree[0] === "path" && tree[1] === ".") { return false; }
    if (tree[0] === "call" && NEAR.has(tree[1])) { return false; }
    return tree.every(elsewhere);
  }

  /* The path a plain path tree leads to, without positions; null for anything else. */
  function spokenOf(tree, here) {
    if (tree[0] !== "path") { return null; }
    const start = tree[1];
    const current = Array.isArray(start) && start[0] === "call" && start[1] === "current";
    if (start !== "/" && start !== "." && !current) { return null; }
    const names = start === "/" ? [] : here.replace(/^\/|\/$/g, "").split("/");
    for (const step of tree[2]) {
      if (step[0] === "parent") {
        if (!names.length) { return null; }
        names.pop();
      } else if (step[0] === "child" && step[1] !== "*" && step[1] !== "node()" && step[1] !== "text()") {
        names.push(step[1]);
      } else if (step[0] !== "self") {
        return null;
      }
    }
    return "/" + names.join("/");
  }

  /* A sentence of the author with what is filled in. */
  function words(pieces, at) {
    return pieces.map((piece) => (typeof piece === "string" ? piece : text(piece, at))).join("");
  }

  Object.assign(survey, {
    functions, place, spokenOf, words,
    expressions: { nodes, number, spend, text, value },
    trueAt: (tree, world, node) => values.truth(value(tree, place(world, node))),
  });
}());
