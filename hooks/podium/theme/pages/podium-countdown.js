// @ts-check
/**
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

  class PodiumCountdown extends HTMLElement {
    /** @type {number | undefined} */
    timer
    /** @type {string | undefined} */
    words

    update() {
      this.words ??= this.textContent ?? ""
      window.clearTimeout(this.timer)
      const ahead = Date.parse(this.getAttribute("datetime") ?? "") - Date.now()
      const wholeDays = this.getAttribute("precise") === "day"
      const days = midnights(ahead, wholeDays ? (this.getAttribute("zone") ?? undefined) : undefined)
      const text = ahead > 0 && days <= DAYS ? say(ahead, days, wholeDays) : this.words
      // What did not change is not read out again.
      if (text !== this.textContent) this.replaceChildren(text)
      if (ahead > 0) this.timer = window.setTimeout(() => this.update(), pause(ahead))
    }

    /** A sleeping computer stops its timers, so the clock is read again on return. */
    wake = () => {
      if (!document.hidden) this.update()
    }

    connectedCallback() {
      this.update()
      document.addEventListener("visibilitychange", this.wake)
    }

    disconnectedCallback() {
      window.clearTimeout(this.timer)
      document.removeEventListener("visibilitychange", this.wake)
    }
  }

  /**
   * How long what is said stays true.
   * @param {number} ahead milliseconds
   */
  function pause(ahead) {
    if (ahead <= DAY) return MINUTE
    return ahead <= (DAYS + 1) * DAY ? HOUR : Math.min(ahead - (DAYS + 1) * DAY, LONGEST_DELAY)
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
   * @param {number} ahead
   * @param {string} [zone]
   */
  function midnights(ahead, zone) {
    if (!Number.isFinite(ahead)) return Infinity
    const now = Date.now()
    return Math.round((dayOf(now + ahead, zone) - dayOf(now, zone)) / DAY)
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

  if (!customElements.get("podium-countdown")) customElements.define("podium-countdown", PodiumCountdown)
})()
