"use strict";

/* What depends on the day on which a page is read, by the reader's clock: how old its information is, whether that is too old,
   which review is overdue. Without this script, and on paper, a page shows the dates themselves. */
var briefbookClock = (() => {
  const { make } = briefbookShared;
  const today = dayOf(new Date());

  for (const time of document.querySelectorAll("time[data-bb-age]")) {
    const age = ageOf(time.getAttribute("datetime") ?? "", today);
    const isStale = today > (time.getAttribute("data-bb-stale") ?? today);
    if (age) time.after(make("span", { className: isStale ? "bb-age bb-stale" : "bb-age" }, ` (${age})`));
  }
  /* What is shown after a day alone: a notice that a review is overdue, or that the information has become old. */
  for (const part of document.querySelectorAll("[data-bb-after]")) {
    if (part instanceof HTMLElement) part.hidden = today <= (part.dataset.bbAfter ?? "");
  }
  /* What is shown on some days alone, both of them included: a banner. */
  for (const part of document.querySelectorAll("[data-bb-until]")) {
    if (!(part instanceof HTMLElement)) continue;
    part.hidden = today > (part.dataset.bbUntil ?? "") || today < (part.dataset.bbFrom ?? "");
  }
  /* The number of days that are over, of some that were due. */
  for (const part of document.querySelectorAll("[data-bb-due]")) {
    if (!(part instanceof HTMLElement)) continue;
    const over = (part.dataset.bbDue ?? "").split(" ").filter((day) => day && day < today).length;
    part.querySelector("[data-bb-number]")?.replaceChildren(String(over));
    part.hidden = over === 0;
  }

  /** The reader's day, as the pages write days: 2026-07-02. */
  function dayOf(date) {
    const pad = (number) => String(number).padStart(2, "0");
    return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  }

  /** How long ago a day was, in words; empty for a day that lies ahead. */
  function ageOf(day, today) {
    const days = (Date.parse(today) - Date.parse(day)) / 864e5;
    const months = monthsOf(today) - monthsOf(day) - (today.slice(8) < day.slice(8) ? 1 : 0);
    if (!(days >= 0)) return "";
    if (days === 0) return "today";
    if (days <= 45) return ago(days, "day");
    return months < 24 ? ago(months, "month") : ago(Math.floor(months / 12), "year");
  }

  function monthsOf(day) {
    return 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
  }

  function ago(number, unit) {
    return `${number} ${unit}${number === 1 ? "" : "s"} ago`;
  }

  return { ageOf, dayOf };
})();
