// @ts-check
/**
 * `<podium-local datetime="2026-03-19T18:00-05:00" end="…" zone="America/Chicago US/Central">` adds the visitor's own
 * time, as "18:00–19:00 where you are", when their clock differs from the one at the place. It stays empty when it does
 * not, and when they are in that `zone` by any of its names: a browser may have older rules than the page was made with.
 *
 * It does without Intl, of which the first use takes a phone a tenth of a second: dates on pages are English.
 */
;(() => {
  const HOUR = 60 * 60 * 1000
  const DAY = 24 * HOUR
  // New rules move a clock by an hour, seldom by more.
  const RULES = 2 * HOUR

  class PodiumLocal extends HTMLElement {
    connectedCallback() {
      const there = this.getAttribute("datetime") ?? ""
      const start = new Date(there)
      const end = new Date(this.getAttribute("end") ?? "")
      if (Number.isNaN(start.getTime()) || wall(start) === there.slice(0, 16)) return
      const apart = Math.abs(Date.parse(`${wall(start)}Z`) - Date.parse(`${there.slice(0, 16)}Z`))
      if (apart <= RULES && (this.getAttribute("zone") ?? "").split(" ").includes(zone())) return
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

  /** The visitor's zone. Browsers that know Temporal say it at once. */
  function zone() {
    const { Temporal } = /** @type {{ Temporal?: { Now: { timeZoneId(): string } } }} */ (globalThis)
    return Temporal?.Now.timeZoneId() ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
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
