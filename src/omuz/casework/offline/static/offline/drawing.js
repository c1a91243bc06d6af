/* The pieces the page is drawn with; every sentence comes from the page itself, none stands here. */

export const at = document.body.dataset;
export const $ = (found, inside = document) => inside.querySelector(found);
export const all = (found, inside = document) => Array.from(inside.querySelectorAll(found));

/* One of the page's sentences, with values put in: `{n}`, `{t}`, `{c}`. */
export function say(name, values = {}) {
  const text = $(`[data-word="${name}"]`, $("#words").content).textContent;
  return text.replace(/\{(\w)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

export const clock = (moment) => new Date(moment).toLocaleTimeString("tr-TR", { hour: "2-digit", minute: "2-digit" });
export const day = (moment) => `${new Date(moment).toLocaleDateString("tr-TR", { day: "2-digit", month: "2-digit", year: "numeric" })} ${clock(moment)}`;

export function state(name, values, kind = "") {
  const box = $("[data-state]");
  box.className = `notice offline-state${kind ? ` notice-${kind}` : ""}`;
  $("[data-state-text]").textContent = say(name, values);
}

export function problem(sentence, door = "") {
  $("[data-problem]").hidden = !sentence;
  $("[data-problem-text]").textContent = sentence || "";
  const link = $("[data-door]");
  link.hidden = !door;
  if (door) link.href = `${door}?next=${encodeURIComponent(location.pathname)}`;
}

export function item(...parts) {
  const row = document.createElement("li");
  for (const [tag, text, look] of parts.filter(Boolean)) {
    const each = document.createElement(tag);
    each.textContent = text;
    if (look) each.className = look;
    row.append(each, " ");
  }
  return row;
}

export function button(text, act, look = "button button-small push") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = look;
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/* A random name for an entry (UUID 4), in browsers without `randomUUID` too. */
export function newName() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const raw = crypto.getRandomValues(new Uint8Array(16));
  raw[6] = (raw[6] & 15) | 64;
  raw[8] = (raw[8] & 63) | 128;
  const hex = Array.from(raw, (each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
