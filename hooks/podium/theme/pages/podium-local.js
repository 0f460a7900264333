// @ts-check
/**
 * `<podium-local datetime="…" end="…" zone="America/Chicago">` adds the visitor's own time, as "18:00–19:00 where you
 * are", when their clock differs from the one at the place. It stays empty when it does not.
 */
;(() => {
  const DAY = 24 * 60 * 60 * 1000

  class PodiumLocal extends HTMLElement {
    connectedCallback() {
      const start = new Date(this.getAttribute("datetime") ?? "")
      const end = new Date(this.getAttribute("end") ?? "")
      const zone = this.getAttribute("zone") ?? "UTC"
      if (Number.isNaN(start.getTime()) || sameClock(start, zone)) return
      const time = show(start, Number.isNaN(end.getTime()) ? start : end, zone)
      this.textContent = `${time} ${this.getAttribute("label") ?? "where you are"}`
    }
  }

  /**
   * @param {Date} start
   * @param {Date} end
   * @param {string} zone
   */
  function show(start, end, zone) {
    // The dates of the page are written the British way.
    const language = (document.documentElement.lang || "en").replace(/^en$/, "en-GB")
    const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    const day = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" })
    const short = end > start && end.getTime() - start.getTime() < DAY
    const time = short ? `${clock.format(start)}–${clock.format(end)}` : clock.format(start)
    return dayOf(start) === dayOf(start, zone) ? time : `${day.format(start)}, ${time}`
  }

  /**
   * @param {Date} date
   * @param {string} [zone]
   */
  function wall(date, zone) {
    return new Intl.DateTimeFormat("en", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(date)
  }

  /**
   * @param {Date} date
   * @param {string} [zone]
   */
  function dayOf(date, zone) {
    return new Intl.DateTimeFormat("en", { dateStyle: "short", timeZone: zone }).format(date)
  }

  /**
   * @param {Date} date
   * @param {string} zone
   */
  function sameClock(date, zone) {
    try {
      return wall(date) === wall(date, zone)
    } catch {
      return true // A browser that does not know the zone cannot tell, so it says nothing.
    }
  }

  if (!customElements.get("podium-local")) customElements.define("podium-local", PodiumLocal)
})()
