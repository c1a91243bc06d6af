/* Functions of the forms' standard about numbers, truth, days and places. */
(function () {
  "use strict";

  const survey = window.OmuzSurvey;
  const values = survey.values;
  const calendar = survey.calendar;
  const { nodes, number, spend, text, value } = survey.expressions;
  const RADIUS = 6378100;
  const FARTHEST = 3000000;

  function numbers(at, given) {
    const found = [];
    given.forEach((tree) => {
      const told = value(tree, at);
      (Array.isArray(told) ? told.map((node) => node.value) : [told]).forEach((one) => {
        found.push(values.number(one, at.world.offset));
      });
    });
    spend(at.world, found.length);
    return found.filter((one) => !Number.isNaN(one));
  }

  function extreme(pick) {
    return (at, given) => {
      const found = numbers(at, given);
      return !found.length ? NaN : found.reduce((one, other) => pick(one, other));
    };
  }

  /* The point moved as it is written: 1.005 lies a hair below itself as a machine number. */
  function moved(told, places) {
    const [digits, power] = String(told).split("e");
    return Number(digits + "e" + (Number(power || 0) + places));
  }

  function round(at, given) {
    const told = number(given[0], at);
    if (given.length === 1 || !Number.isFinite(told)) { return survey.rounded(told); }
    const wanted = survey.rounded(number(given[1], at));
    const places = Math.max(-12, Math.min(12, Number.isFinite(wanted) ? wanted : 0));
    return moved(Math.floor(moved(told, places) + 0.5), -places);
  }

  function of(calculate) {
    return (at, given) => {
      const told = number(given[0], at);
      const made = calculate(told);
      return Number.isFinite(told) && !Number.isFinite(made) ? NaN : made;
    };
  }

  function finite(calculate) { return of((told) => (Number.isFinite(told) ? calculate(told) : NaN)); }

  function power(at, given) {
    const base = number(given[0], at);
    const exponent = number(given[1], at);
    const made = Math.pow(base, exponent);
    return Number.isFinite(base) && Number.isFinite(exponent) && !Number.isFinite(made) ? NaN : made;
  }

  function position(at, given) {
    if (!given.length) { return at.position; }
    const found = nodes(given[0], at);
    if (!found.length || !found[0].parent) { return NaN; }
    return found[0].parent.named(found[0].name).indexOf(found[0]) + 1;
  }

  function yes(told) {
    if (typeof told === "boolean" || typeof told === "number") { return values.truth(told); }
    return !["", "0", "false", "no"].includes(values.text(told).trim().toLowerCase());
  }

  function between(total, least, most) { return (least < 0 || total >= least) && (most < 0 || total <= most); }

  function checklist(at, given) {
    const held = given.slice(2).flatMap((tree) => {
      const told = value(tree, at);
      return Array.isArray(told) ? told.map((node) => yes(node.value)) : [yes(told)];
    });
    return between(held.filter(Boolean).length, number(given[0], at), number(given[1], at));
  }

  function weighted(at, given) {
    const rest = given.slice(2);
    let total = 0;
    for (let index = 0; index < rest.length - 1; index += 2) {
      if (yes(value(rest[index], at))) { total += number(rest[index + 1], at); }
    }
    return between(total, number(given[0], at), number(given[1], at));
  }

  function fromNumber(days) {
    if (Number.isNaN(days) || Math.abs(days) > FARTHEST) { return null; }
    const whole = Math.floor(days);
    return [whole, Math.min(calendar.MILLISECONDS - 1, Math.floor((days - whole) * calendar.MILLISECONDS + 0.5))];
  }

  function momentOf(told, at) {
    if (typeof told === "boolean") { return null; }
    if (typeof told === "number") { return fromNumber(told); }
    const written = values.text(told).trim();
    const found = calendar.moment(written, at.world.offset);
    return !found && written ? fromNumber(values.number(written, at.world.offset)) : found;
  }

  function date(at, given) {
    const found = momentOf(value(given[0], at), at);
    return found ? calendar.dayText(found[0]) : "";
  }

  function dateTime(at, given) {
    const found = momentOf(value(given[0], at), at);
    return found ? calendar.momentText(found[0], found[1], at.world.offset) : "";
  }

  function decimalTime(at, given) {
    const told = text(given[0], at).trim();
    const found = calendar.moment(told, at.world.offset);
    const after = found ? found[1] : calendar.clock(told);
    return after === null ? NaN : after / calendar.MILLISECONDS;
  }

  function format(at, given) {
    const found = momentOf(value(given[0], at), at);
    if (!found) { return ""; }
    const day = calendar.civil(found[0]);
    const seconds = Math.floor(found[1] / 1000);
    const hour = Math.floor(seconds / 3600);
    const two = calendar.two;
    const shown = {
      Y: two(day[0], 4), y: two(day[0] % 100), m: two(day[1]), n: String(day[1]), b: at.world.form.months[day[1] - 1],
      d: two(day[2]), e: String(day[2]), a: at.world.form.weekdays[(((found[0] + 3) % 7) + 7) % 7], H: two(hour),
      h: String(hour), M: two(Math.floor(seconds / 60) % 60), S: two(seconds % 60), 3: two(found[1] % 1000, 3), "%": "%",
    };
    return text(given[1], at).replace(/%(.)/g, (all, sign) => (sign in shown ? shown[sign] : all));
  }

  function points(at, given) {
    const told = given.flatMap((tree) => {
      const found = value(tree, at);
      const texts = Array.isArray(found) ? found.map((node) => node.value) : [values.text(found)];
      return texts.flatMap((each) => each.split(";").filter((point) => point.trim()));
    });
    spend(at.world, told.length);
    const made = told.map((each) => each.trim().split(/\s+/).map((part) => values.number(part, 0)));
    if (made.some((parts) => parts.length < 2 || Number.isNaN(parts[0]) || Number.isNaN(parts[1]))) { return null; }
    return made.map((parts) => [(parts[0] * Math.PI) / 180, (parts[1] * Math.PI) / 180]);
  }

  function apart(one, other) {
    const haversine = Math.sin((other[0] - one[0]) / 2) ** 2 +
      Math.cos(one[0]) * Math.cos(other[0]) * Math.sin((other[1] - one[1]) / 2) ** 2;
    return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(haversine)));
  }

  function distance(at, given) {
    const line = points(at, given);
    if (!line) { return NaN; }
    const metres = line.slice(1).reduce((total, point, index) => total + apart(line[index], point), 0);
    return Math.floor(metres * 100 + 0.5) / 100;
  }

  function area(at, given) {
    const ring = points(at, given);
    if (!ring) { return NaN; }
    if (ring.length < 3) { return 0; }
    const total = ring.reduce((sum, one, index) => {
      const other = ring[(index + 1) % ring.length];
      return sum + (other[1] - one[1]) * (2 + Math.sin(one[0]) + Math.sin(other[0]));
    }, 0);
    return Math.floor(Math.abs((total * RADIUS * RADIUS) / 2) * 100 + 0.5) / 100;
  }

  Object.assign(survey.functions, {
    true: () => true,
    false: () => false,
    not: (at, given) => !values.truth(value(given[0], at)),
    boolean: (at, given) => values.truth(value(given[0], at)),
    "boolean-from-string": (at, given) => ["true", "1"].includes(text(given[0], at)),
    number: (at, given) => (given.length ? number(given[0], at) : values.number(at.node.value, at.world.offset)),
    count: (at, given) => nodes(given[0], at).length,
    "count-non-empty": (at, given) => nodes(given[0], at).filter((node) => node.value !== "").length,
    sum: (at, given) => nodes(given[0], at).map((node) => values.number(node.value, at.world.offset))
      .filter((one) => !Number.isNaN(one)).reduce((sum, one) => sum + one, 0),
    min: extreme(Math.min), max: extreme(Math.max), round,
    int: (at, given) => { const told = number(given[0], at); return Number.isFinite(told) ? Math.trunc(told) : told; },
    floor: finite(Math.floor), ceiling: finite(Math.ceil), abs: of(Math.abs), pow: power, sqrt: of(Math.sqrt),
    exp: of(Math.exp), exp10: of((told) => Math.pow(10, told)), log: of(Math.log), log10: of(Math.log10),
    sin: of(Math.sin), cos: of(Math.cos), tan: of(Math.tan), asin: of(Math.asin), acos: of(Math.acos),
    atan: of(Math.atan), atan2: (at, given) => Math.atan2(number(given[0], at), number(given[1], at)),
    pi: () => Math.PI, random: () => Math.random(), position, last: (at) => at.size,
    checklist, "weighted-checklist": weighted,
    today: (at) => calendar.dayText(at.world.day),
    now: (at) => calendar.momentText(at.world.day, at.world.after, at.world.offset),
    date, "date-time": dateTime, "format-date": format, "format-date-time": format,
    "decimal-date-time": (at, given) => number(given[0], at), "decimal-time": decimalTime,
    area, distance,
  });
}());
