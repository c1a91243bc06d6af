/* Reads a form into field → values, as it would be sent, and back. */

const SPECIAL = ["not_asked", "did_not_want", "unknown"];
const OWN = "case_code";

export function read(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (name !== OWN && value !== "") (fields[name] = fields[name] || []).push(value);
  }
  return fields;
}

export function fill(form, fields) {
  for (const control of form.elements) {
    if (!control.name || control.name === OWN || !(control.name in fields)) continue;
    const values = fields[control.name];
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] || "";
  }
}

const same = (one, other) => one.length === other.length && one.every((each, place) => each === other[place]);

/* The fields that differ between what was shown at first and what stands now; `was` is what the centre has of them. */
export function edits(shown, known, now) {
  const found = {};
  for (const name of new Set([...Object.keys(shown), ...Object.keys(now)])) {
    if (!same(shown[name] || [], now[name] || [])) found[name] = { was: known[name] || [], now: now[name] || [] };
  }
  return found;
}

/* "Not asked" and its like stand alone: choosing one clears the others of its group, and the other way round. */
export function settle(form, box) {
  if (box.type !== "checkbox" || !box.checked) return;
  const special = SPECIAL.includes(box.value);
  for (const other of form.querySelectorAll(`[name="${CSS.escape(box.name)}"]`)) {
    if (other !== box && (special || SPECIAL.includes(other.value))) other.checked = false;
  }
}
