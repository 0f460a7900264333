// @ts-check
/**
 * `<podium-clock>` shows and hides what stands inside it by the visitor's clock.
 *
 * Inside, any element may carry `data-from` and `data-until`, two instants in ISO 8601: it is visible from the first
 * and until the second. The build has decided once already, by its own clock, and says so with `hidden`.
 *
 * `<podium-countdown datetime="…">Upcoming</podium-countdown>` says how far away an instant is: "In 3 days", "Tomorrow".
 *
 * It speaks in the last week only: until then, and afterwards, its text is what the build wrote. `precise="day"` counts
 * the days of a date without a time, as they begin in the `zone` of the place.
 */
;(() => {
  const MINUTE = 60_000
  const HOUR = 60 * MINUTE
  const DAY = 24 * HOUR
  const DAYS = 7
  // Browsers keep a timer's delay in 32 bits and fire at once when it is longer.
  const LONGEST_DELAY = 2 ** 31 - 1

  /** An element that is up to date by the visitor's clock. */
  class Ticking extends HTMLElement {
    /** @type {number | undefined} */
    timer

    /** Brings the element up to date. @returns {number} in how many milliseconds that ends; Infinity for never */
    update() {
      return Infinity
    }

    tick = () => {
      window.clearTimeout(this.timer)
      const pause = this.update()
      if (pause < Infinity) this.timer = window.setTimeout(this.tick, Math.min(pause, LONGEST_DELAY))
    }

    /** A sleeping computer stops its timers, so the clock is read again on return. */
    wake = () => {
      if (!document.hidden) this.tick()
    }

    connectedCallback() {
      this.tick()
      document.addEventListener("visibilitychange", this.wake)
    }

    disconnectedCallback() {
      window.clearTimeout(this.timer)
      document.removeEventListener("visibilitychange", this.wake)
    }
  }

  class PodiumClock extends Ticking {
    /** @override */
    update() {
      const now = Date.now()
      let next = Infinity
      for (const part of this.querySelectorAll("[data-from], [data-until]")) {
        if (!(part instanceof HTMLElement)) continue
        const from = instant(part.dataset.from, -Infinity)
        const until = instant(part.dataset.until, Infinity)
        part.hidden = now < from || until <= now
        for (const change of [from, until]) if (now < change) next = Math.min(next, change)
      }
      return next - now
    }
  }

  class PodiumCountdown extends Ticking {
    /** @type {string | undefined} */
    words

    /** @override */
    update() {
      this.words ??= this.textContent ?? ""
      const ahead = instant(this.getAttribute("datetime") ?? undefined, -Infinity) - Date.now()
      const wholeDays = this.getAttribute("precise") === "day"
      // To count the days of a far date would cost a phone a tenth of a second: the first use of Intl is slow.
      const near = ahead < (DAYS + 2) * DAY
      const days = near ? midnights(ahead, wholeDays ? (this.getAttribute("zone") ?? undefined) : undefined) : Infinity
      const text = ahead > 0 && days <= DAYS ? say(ahead, days, wholeDays) : this.words
      // What did not change is not read out again.
      if (text !== this.textContent) this.replaceChildren(text)
      return ahead > 0 ? truth(ahead) : Infinity
    }
  }

  /**
   * @param {string | undefined} text
   * @param {number} missing what no text, or one that is not a date, means
   */
  function instant(text, missing) {
    const time = Date.parse(text ?? "")
    return Number.isNaN(time) ? missing : time
  }

  /**
   * How long what is said stays true.
   * @param {number} ahead milliseconds
   */
  function truth(ahead) {
    if (ahead <= DAY) return MINUTE
    return ahead <= (DAYS + 1) * DAY ? HOUR : ahead - (DAYS + 1) * DAY
  }

  /**
   * @param {number} ahead milliseconds
   * @param {number} days
   * @param {boolean} wholeDays
   */
  function say(ahead, days, wholeDays) {
    const language = document.documentElement.lang || "en"
    const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" })
    const text = words.format(...distance(ahead, days, wholeDays))
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
  }

  /**
   * @param {number} ahead
   * @param {number} days
   * @param {boolean} wholeDays
   * @returns {[number, Intl.RelativeTimeFormatUnit]}
   */
  function distance(ahead, days, wholeDays) {
    if (days > 0 && (wholeDays || ahead >= 12 * HOUR)) return [days, "day"]
    return ahead >= HOUR ? [Math.round(ahead / HOUR), "hour"] : [Math.max(1, Math.round(ahead / MINUTE)), "minute"]
  }

  /**
   * How often one sleeps until then, here or in a zone: what people mean by "in two days".
   *
   * A day begins at midnight there; a browser whose rules for the zone are older may call that 23:00 of the day before,
   * and knows the day at noon.
   * @param {number} ahead
   * @param {string} [zone] of a day as a whole
   */
  function midnights(ahead, zone) {
    if (!Number.isFinite(ahead)) return Infinity
    const now = Date.now()
    const then = now + ahead + (zone ? DAY / 2 : 0)
    return Math.round((dayOf(then, zone) - dayOf(now, zone)) / DAY)
  }

  /**
   * The day of an instant as a number that grows by DAY from one to the next, whatever summer time does.
   * @param {number} instant
   * @param {string} [zone]
   */
  function dayOf(instant, zone) {
    /** @type {Record<string, number>} */
    const parts = {}
    for (const { type, value } of formatter(zone).formatToParts(instant)) parts[type] = Number(value)
    return Date.UTC(parts.year, parts.month - 1, parts.day)
  }

  /** @param {string} [zone] */
  function formatter(zone) {
    const options = /** @type {const} */ ({ year: "numeric", month: "numeric", day: "numeric", calendar: "gregory" })
    try {
      return new Intl.DateTimeFormat("en", { ...options, timeZone: zone })
    } catch {
      return new Intl.DateTimeFormat("en", options) // A browser that does not know the zone counts its own days.
    }
  }

  if (!customElements.get("podium-clock")) {
    customElements.define("podium-clock", PodiumClock)
    customElements.define("podium-countdown", PodiumCountdown)
  }
})()
