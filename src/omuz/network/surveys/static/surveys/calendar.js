/* Days and hours by plain arithmetic, the same as on the server: no time zone tables, one offset for one sitting. */
(function () {
  "use strict";

  const DAY = /^(\d{4,6})-(\d\d)-(\d\d)$/;
  const MOMENT = /^(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;
  const CLOCK = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;
  const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const MILLISECONDS = 86400000;

  function floor(number, by) { return Math.floor(number / by); }

  function days(year, month, day) {
    const shifted = year - (month <= 2 ? 1 : 0);
    const era = floor(shifted, 400);
    const ofEra = shifted - era * 400;
    const ofYear = floor(153 * (month + (month > 2 ? -3 : 9)) + 2, 5) + day - 1;
    return era * 146097 + ofEra * 365 + floor(ofEra, 4) - floor(ofEra, 100) + ofYear - 719468;
  }

  function civil(number) {
    const moved = number + 719468;
    const era = floor(moved, 146097);
    const ofEra = moved - era * 146097;
    const yearOfEra = floor(ofEra - floor(ofEra, 1460) + floor(ofEra, 36524) - floor(ofEra, 146096), 365);
    const ofYear = ofEra - (365 * yearOfEra + floor(yearOfEra, 4) - floor(yearOfEra, 100));
    const shifted = floor(5 * ofYear + 2, 153);
    const month = shifted < 10 ? shifted + 3 : shifted - 9;
    return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - floor(153 * shifted + 2, 5) + 1];
  }

  function real(year, month, day) {
    if (month < 1 || month > 12) { return false; }
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    return day >= 1 && day <= LENGTHS[month - 1] + (leap && month === 2 ? 1 : 0);
  }

  function within(hour, minute, second, part) {
    const told = [Number(hour), Number(minute), Number(second || 0)];
    if (told[0] > 23 || told[1] > 59 || told[2] > 59) { return null; }
    return ((told[0] * 60 + told[1]) * 60 + told[2]) * 1000 + Number(((part || "") + "000").slice(0, 3));
  }

  function shift(zone, offset) {
    if (zone === undefined) { return offset; }
    if (zone === "Z") { return 0; }
    const digits = zone.slice(1).replace(":", "");
    const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
    return zone[0] === "-" ? -minutes : minutes;
  }

  /* Local day number and milliseconds after midnight, or null. */
  function moment(text, offset) {
    let told = DAY.exec(text);
    if (told) {
      const date = [Number(told[1]), Number(told[2]), Number(told[3])];
      return real(date[0], date[1], date[2]) ? [days(date[0], date[1], date[2]), 0] : null;
    }
    told = MOMENT.exec(text);
    if (!told || !real(Number(told[1]), Number(told[2]), Number(told[3]))) { return null; }
    let after = within(told[4], told[5], told[6], told[7]);
    if (after === null) { return null; }
    after += (offset - shift(told[8], offset)) * 60000;
    const over = floor(after, MILLISECONDS);
    return [days(Number(told[1]), Number(told[2]), Number(told[3])) + over, after - over * MILLISECONDS];
  }

  function clock(text) {
    const told = CLOCK.exec(text);
    return told ? within(told[1], told[2], told[3], told[4]) : null;
  }

  function two(number, width) { return String(number).padStart(width || 2, "0"); }

  function dayText(number) {
    const date = civil(number);
    return two(date[0], 4) + "-" + two(date[1]) + "-" + two(date[2]);
  }

  function momentText(number, after, offset) {
    const seconds = floor(after, 1000);
    const minutes = Math.abs(offset);
    return dayText(number) + "T" + two(floor(seconds, 3600)) + ":" + two(floor(seconds, 60) % 60) + ":" +
      two(seconds % 60) + "." + two(after - seconds * 1000, 3) + (offset < 0 ? "-" : "+") +
      two(floor(minutes, 60)) + ":" + two(minutes % 60);
  }

  function numberOf(text, offset) {
    const found = moment(text, offset);
    if (found) { return found[0] + found[1] / MILLISECONDS; }
    const after = clock(text);
    return after === null ? null : after / MILLISECONDS;
  }

  window.OmuzSurvey = {
    calendar: { MILLISECONDS, civil, clock, dayText, days, moment, momentText, numberOf, two },
  };
}());
