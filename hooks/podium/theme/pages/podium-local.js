// @ts-check
/**
 * `<podium-local datetime="2026-03-19T18:00-05:00" end="…">` adds the visitor's own time, as "18:00–19:00 where you
 * are", when their clock differs from the one at the place. It stays empty when it does not.
 *
 * It does without Intl, of which the first use takes a phone a tenth of a second: dates on pages are English.
 */
;(() => {
  const DAY = 24 * 60 * 60 * 1000

  class PodiumLocal extends HTMLElement {
    connectedCallback() {
      const there = this.getAttribute("datetime") ?? ""
      const start = new Date(there)
      const end = new Date(this.getAttribute("end") ?? "")
      if (Number.isNaN(start.getTime()) || wall(start) === there.slice(0, 16)) return
      const short = end > start && end.getTime() - start.getTime() < DAY
      const time = short ? `${clock(start)}–${clock(end)}` : clock(start)
      const text = wall(start).slice(0, 10) === there.slice(0, 10) ? time : `${day(start)}, ${time}`
      this.textContent = `${text} ${this.getAttribute("label") ?? "where you are"}`
    }
  }

  /** What calendar and clock say here, in ISO 8601: `2026-03-19T23:00`. @param {Date} date */
  function wall(date) {
    return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  }

  /** @param {Date} date */
  function clock(date) {
    return wall(date).slice(11)
  }

  /** As the dates of the page are written: `Fri 11 Feb`. @param {Date} date */
  function day(date) {
    const [weekday, month, number] = date.toDateString().split(" ")
    return `${weekday} ${Number(number)} ${month}`
  }

  if (!customElements.get("podium-local")) customElements.define("podium-local", PodiumLocal)
})()
