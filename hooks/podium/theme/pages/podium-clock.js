// @ts-check
/**
 * `<podium-clock>` shows and hides what stands inside it by the visitor's clock.
 *
 * Inside, any element may carry `data-from` and `data-until`, two instants in ISO 8601: it is visible from the first
 * and until the second. The build has decided once already, by its own clock, and says so with `hidden`.
 */
;(() => {
  // Browsers keep a timer's delay in 32 bits and fire at once when it is longer.
  const LONGEST_DELAY = 2 ** 31 - 1

  class PodiumClock extends HTMLElement {
    /** @type {number | undefined} */
    timer

    update = () => {
      const now = Date.now()
      let next = Infinity
      for (const part of this.querySelectorAll("[data-from], [data-until]")) {
        if (!(part instanceof HTMLElement)) continue
        const from = instant(part.dataset.from, -Infinity)
        const until = instant(part.dataset.until, Infinity)
        part.hidden = now < from || until <= now
        for (const change of [from, until]) if (now < change) next = Math.min(next, change)
      }
      window.clearTimeout(this.timer)
      if (next < Infinity) this.timer = window.setTimeout(this.update, Math.min(next - now, LONGEST_DELAY))
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
   * @param {string | undefined} text
   * @param {number} missing what no text, or one that is not a date, means
   */
  function instant(text, missing) {
    const time = Date.parse(text ?? "")
    return Number.isNaN(time) ? missing : time
  }

  if (!customElements.get("podium-clock")) customElements.define("podium-clock", PodiumClock)
})()
