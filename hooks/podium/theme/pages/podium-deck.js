// @ts-check
/**
 * `<podium-deck data-frame="…" data-title="…" data-slides="…">` shows a Markdown deck in the place kept for it.
 *
 * The deck is a page of the same site in a frame, which says where it is and takes orders by message. The frame comes
 * when the stage is about to be seen, over the title that stands there; the slides as text, below, are closed then.
 */
;(() => {
  const PATIENCE = 10_000 // Milliseconds until a frame that says nothing is given up.
  const MATERIAL_KEYS = ["n", "p", ",", ".", "f", "s", "/"]

  /** @typedef {{ slide: number, slides: number, hash: string, first: boolean, last: boolean }} Place */

  class PodiumDeck extends HTMLElement {
    /** @type {HTMLIFrameElement | undefined} */
    frame
    /** @type {Window | null} */
    speaker = null
    /** @type {Place | undefined} */
    place
    /** @type {object[]} what was asked for before the deck was ready */
    waiting = []
    /** @type {IntersectionObserver | undefined} */
    observer
    timer = 0
    wasOpen = false

    connectedCallback() {
      const transcript = this.find("[data-podium-transcript]")
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
      if (transcript instanceof HTMLDetailsElement) transcript.open = Boolean(target && transcript.contains(target))
      this.build()
      window.addEventListener("message", this.hear)
      window.addEventListener("beforeprint", this.unfold)
      window.addEventListener("afterprint", this.fold)
      this.find(".podium-embed")?.addEventListener("keydown", this.press)
      this.observer = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && this.load(), {
        rootMargin: "200px",
      })
      this.observer.observe(this.find("[data-podium-stage]") ?? this)
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.hear)
      window.removeEventListener("beforeprint", this.unfold)
      window.removeEventListener("afterprint", this.fold)
      this.find(".podium-embed")?.removeEventListener("keydown", this.press)
      this.observer?.disconnect()
      this.drop()
    }

    /**
     * @param {string} selector
     * @returns {HTMLElement | null}
     */
    find(selector) {
      return this.querySelector(selector)
    }

    /**
     * The deck's address with a word for its script, and at a slide.
     *
     * @param {string} word
     * @param {string} [hash]
     */
    address(word, hash = "") {
      const url = new URL(this.dataset.frame ?? "", document.baseURI)
      if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html"
      if (word) url.search = `?${word}`
      url.hash = hash
      return url.href
    }

    get memory() {
      return `podium-deck:${new URL(this.address("")).pathname}`
    }

    /** The buttons; they work as soon as they stand there, and bring the frame if need be. */
    build() {
      const bar = this.find("[data-podium-controls]")
      if (!bar || bar.firstElementChild) return
      const count = create("span", "podium-controls__count")
      const track = create("span", "podium-controls__track")
      track.append(create("span", "podium-controls__done"))
      const wide = this.button("Full screen", () => this.fullScreen())
      wide.classList.add("podium-controls__wide")
      wide.hidden = !document.fullscreenEnabled
      const speaker = this.button("Speaker view", () => this.openSpeaker())
      speaker.classList.add("podium-controls__speaker")
      bar.append(
        this.button("Previous slide", () => this.ask({ podium: "previous" }), "M19 12H5m6-6-6 6 6 6"),
        count,
        this.button("Next slide", () => this.ask({ podium: "next" }), "M5 12h14m-6-6 6 6-6 6"),
        track,
        speaker,
        wide,
      )
      this.show()
    }

    /**
     * @param {string} name
     * @param {() => void} act
     * @param {string} [icon] the path of a drawing that stands for the name
     */
    button(name, act, icon) {
      const button = create("button", "podium-controls__button")
      button.type = "button"
      if (icon) {
        button.setAttribute("aria-label", name)
        button.append(drawing(icon))
      } else button.textContent = name
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-disabled") !== "true") act()
      })
      return button
    }

    load() {
      if (this.frame) return
      this.observer?.disconnect()
      const frame = create("iframe", "podium-stage__frame")
      frame.title = `Slides: ${this.dataset.title ?? ""}`
      frame.allow = "fullscreen"
      frame.src = this.address("embed", this.remembered())
      this.frame = frame
      this.find("[data-podium-stage]")?.append(frame)
      this.timer = window.setTimeout(() => this.giveUp(), PATIENCE)
    }

    /** Where the visitor was before this page was loaded again. */
    remembered() {
      const [visit] = performance.getEntriesByType("navigation")
      const again = visit instanceof PerformanceNavigationTiming && /reload|back_forward/.test(visit.type)
      try {
        return (again && sessionStorage.getItem(this.memory)) || ""
      } catch {
        return "" // No storage
      }
    }

    drop() {
      window.clearTimeout(this.timer)
      this.frame?.remove()
      this.frame = this.place = undefined
      this.classList.remove("podium-deck--ready")
    }

    giveUp() {
      this.drop()
      const face = this.find("[data-podium-face]")
      if (!face || face.querySelector("a")) return
      const link = create("a", "podium-stage__button")
      link.href = this.address("")
      link.textContent = "Open the slides"
      face.append(link)
    }

    /** @param {object} message */
    ask(message) {
      this.load()
      if (this.place) this.frame?.contentWindow?.postMessage(message, "*")
      else this.waiting.push(message)
    }

    /** @param {MessageEvent} event */
    hear = (event) => {
      const [frame, speaker] = [this.frame?.contentWindow, this.speaker]
      if (!frame || !event.source) return
      if (event.source === frame && event.data?.podium === "deck") return this.arrive(event.data)
      // Files have no channel between windows, so what the deck and its speaker view say goes through here.
      if (location.protocol !== "file:" || !/^(state|hello)$/.test(event.data?.podium)) return
      if (event.source === frame) speaker?.postMessage(event.data, "*")
      if (event.source === speaker) frame.postMessage(event.data, "*")
    }

    /** @param {Partial<Place>} said */
    arrive({ slide, slides, hash, first, last }) {
      if (!Number.isInteger(slide) || !Number.isInteger(slides) || typeof hash !== "string") return
      window.clearTimeout(this.timer)
      this.place = { slide: Number(slide), slides: Number(slides), hash, first: Boolean(first), last: Boolean(last) }
      try {
        sessionStorage.setItem(this.memory, hash)
      } catch {} // No storage, so a reload starts at the first slide.
      this.classList.add("podium-deck--ready")
      this.show()
      for (const message of this.waiting.splice(0)) this.ask(message)
    }

    show() {
      const { slide, slides, first, last } = this.place ?? { slide: 1, slides: Number(this.dataset.slides), first: true, last: false }
      const [count, done] = [this.find(".podium-controls__count"), this.find(".podium-controls__done")]
      if (count) count.textContent = `${slide} / ${slides}`
      if (done) done.style.inlineSize = `${(100 * slide) / slides}%`
      const [back, on] = this.querySelectorAll(".podium-controls__button")
      back?.setAttribute("aria-disabled", String(first))
      on?.setAttribute("aria-disabled", String(last))
    }

    openSpeaker() {
      const at = this.place?.hash ?? "/0/0"
      this.speaker = window.open(this.address("speaker", at), "podium-speaker", "popup,width=1280,height=800")
    }

    fullScreen() {
      this.load()
      this.frame?.requestFullscreen().then(() => this.frame?.focus(), () => {})
    }

    /** @param {KeyboardEvent} event */
    press = (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (MATERIAL_KEYS.includes(event.key)) event.stopPropagation()
      /** @type {Record<string, () => void>} */
      const acts = {
        ArrowRight: () => this.ask({ podium: "next" }),
        ArrowLeft: () => this.ask({ podium: "previous" }),
        PageDown: () => this.ask({ podium: "next" }),
        PageUp: () => this.ask({ podium: "previous" }),
        Home: () => this.ask({ podium: "go", hash: "/0/0" }),
        End: () => this.ask({ podium: "go", hash: "last" }),
        f: () => this.fullScreen(),
        s: () => this.openSpeaker(),
      }
      if (!acts[event.key]) return
      event.preventDefault()
      acts[event.key]?.()
    }

    unfold = () => {
      const transcript = this.find("[data-podium-transcript]")
      if (!(transcript instanceof HTMLDetailsElement)) return
      this.wasOpen = transcript.open
      transcript.open = true
    }

    fold = () => {
      const transcript = this.find("[data-podium-transcript]")
      if (transcript instanceof HTMLDetailsElement) transcript.open = this.wasOpen
    }
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} className
   */
  function create(name, className) {
    const element = document.createElement(name)
    element.className = className
    return element
  }

  /** @param {string} path */
  function drawing(path) {
    const namespace = "http://www.w3.org/2000/svg"
    const svg = document.createElementNS(namespace, "svg")
    const line = document.createElementNS(namespace, "path")
    svg.setAttribute("viewBox", "0 0 24 24")
    svg.setAttribute("class", "podium-controls__icon")
    svg.setAttribute("aria-hidden", "true")
    line.setAttribute("d", path)
    svg.append(line)
    return svg
  }

  if (!customElements.get("podium-deck")) customElements.define("podium-deck", PodiumDeck)
})()
