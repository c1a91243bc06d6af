/* Nodes of the answers, and values of expressions as text, numbers and truth: the same as on the server. */
(function () {
  "use strict";

  const survey = window.OmuzSurvey;
  const NUMBER = /^\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*$/;

  class Runaway extends Error {}

  class Node {
    constructor(name, text, parent) {
      this.name = name;
      this.text = text || "";
      this.parent = parent || null;
      this.children = [];
      this.relevant = true;
      this.shown = "";
    }

    add(name, text, at) {
      const child = new Node(name, text, this);
      this.children.splice(at === undefined ? this.children.length : at, 0, child);
      return child;
    }

    named(name) { return this.children.filter((child) => child.name === name); }

    walk(found) {
      const list = found || [];
      list.push(this);
      this.children.forEach((child) => child.walk(list));
      return list;
    }

    get value() {
      if (!this.children.length) { return this.text; }
      return this.walk().filter((node) => !node.children.length && node.relevant).map((node) => node.text).join("");
    }

    bindPath() {
      const names = [];
      for (let node = this; node && node.name; node = node.parent) { names.unshift(node.name); }
      return "/" + names.join("/");
    }

    top() {
      let node = this;
      while (node.parent) { node = node.parent; }
      return node;
    }
  }

  function numberText(value) {
    if (Number.isNaN(value)) { return "NaN"; }
    if (!Number.isFinite(value)) { return value > 0 ? "Infinity" : "-Infinity"; }
    if (Number.isInteger(value)) { return BigInt(value).toString(); }
    const written = String(value);
    const parts = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(written);
    if (!parts) { return written; }
    return parts[1] + "0." + "0".repeat(Number(parts[4]) - 1) + parts[2] + (parts[3] || "");
  }

  function text(value) {
    if (typeof value === "string") { return value; }
    if (typeof value === "boolean") { return value ? "true" : "false"; }
    if (Array.isArray(value)) { return value.length ? value[0].value : ""; }
    return numberText(value);
  }

  function number(value, offset) {
    if (typeof value === "boolean") { return value ? 1 : 0; }
    if (typeof value === "number") { return value; }
    const told = text(value);
    if (NUMBER.test(told)) { return Number(told); }
    const days = survey.calendar.numberOf(told.trim(), offset);
    return days === null ? NaN : days;
  }

  function truth(value) {
    if (typeof value === "boolean") { return value; }
    if (typeof value === "number") { return value !== 0 && !Number.isNaN(value); }
    return value.length > 0;
  }

  function unlike(one, other, offset, differ) {
    if (typeof one === "boolean" || typeof other === "boolean") { return (truth(one) === truth(other)) !== differ; }
    if (Array.isArray(one) && Array.isArray(other) && !differ) {
      const texts = new Set(other.map((node) => node.value));
      return one.some((node) => texts.has(node.value));
    }
    if (Array.isArray(one)) { return one.some((node) => unlike(node.value, other, offset, differ)); }
    if (Array.isArray(other)) { return other.some((node) => unlike(one, node.value, offset, differ)); }
    if (typeof one === "number" || typeof other === "number") {
      return (number(one, offset) === number(other, offset)) !== differ;
    }
    return (one === other) !== differ;
  }

  function ordered(sign, one, other, offset) {
    if (Array.isArray(one) && typeof other !== "boolean") {
      return one.some((node) => ordered(sign, node.value, other, offset));
    }
    if (Array.isArray(other) && typeof one !== "boolean") {
      return other.some((node) => ordered(sign, one, node.value, offset));
    }
    const left = number(typeof other === "boolean" ? truth(one) : one, offset);
    const right = number(typeof one === "boolean" ? truth(other) : other, offset);
    if (sign === "<") { return left < right; }
    if (sign === ">") { return left > right; }
    return sign === "<=" ? left <= right : left >= right;
  }

  function arithmetic(sign, left, right) {
    if (sign === "+") { return left + right; }
    if (sign === "-") { return left - right; }
    if (sign === "*") { return left * right; }
    return sign === "div" ? left / right : left % right;
  }

  survey.Node = Node;
  survey.Runaway = Runaway;
  survey.values = {
    arithmetic, number, numberText, ordered, text, truth,
    equal: (one, other, offset) => unlike(one, other, offset, false),
    unequal: (one, other, offset) => unlike(one, other, offset, true),
  };
}());
