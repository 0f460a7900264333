// @ts-check
/**
 * `<podium-countdown datetime="…">Upcoming</podium-countdown>` says how far away an instant is: "In 3 days", "Tomorrow".
 *
 * Its text stays as the build wrote it when the instant is past or more than two months away. `precise="day"` counts
 * the days of a date without a time.
 */
;(() => {
  const MINUTE = 60_000
  const HOUR = 60 * MINUTE
  const DAY = 24 * HOUR
  const FARTHEST = 60 * DAY

  class PodiumCountdown extends HTMLElement {
    /** @type {number | undefined} */
    timer

    update = () => {
      const ahead = Date.parse(this.getAttribute("datetime") ?? "") - Date.now()
      if (!(ahead > 0 && ahead < FARTHEST)) return
      this.textContent = say(ahead, this.getAttribute("precise") === "day")
      this.timer = window.setTimeout(this.update, ahead < DAY ? MINUTE : HOUR)
    }

    connectedCallback() {
      this.update()
    }

    disconnectedCallback() {
      window.clearTimeout(this.timer)
    }
  }

  /**
   * @param {number} ahead milliseconds
   * @param {boolean} wholeDays
   */
  function say(ahead, wholeDays) {
    const language = document.documentElement.lang || "en"
    const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" })
    const text = words.format(...distance(ahead, wholeDays))
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
  }

  /**
   * @param {number} ahead
   * @param {boolean} wholeDays
   * @returns {[number, Intl.RelativeTimeFormatUnit]}
   */
  function distance(ahead, wholeDays) {
    const days = midnights(ahead)
    if (days > 13) return [Math.round(days / 7), "week"]
    if (days > 0 && (wholeDays || ahead >= 12 * HOUR)) return [days, "day"]
    return ahead >= HOUR ? [Math.round(ahead / HOUR), "hour"] : [Math.max(1, Math.round(ahead / MINUTE)), "minute"]
  }

  /**
   * How often the visitor sleeps until then: what people mean by "in two days".
   * @param {number} ahead
   */
  function midnights(ahead) {
    const now = Date.now()
    return Math.round((new Date(now + ahead).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / DAY)
  }

  if (!customElements.get("podium-countdown")) customElements.define("podium-countdown", PodiumCountdown)
})()
