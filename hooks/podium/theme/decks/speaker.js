// @ts-check
/**
 * The speaker view, in a window of its own: this slide and the next, notes, time, and the address for the audience.
 *
 * `deck.js` starts reveal in this window too, so that it knows all keys, and keeps it in step with the other windows.
 * The next slide is a frame with the same deck, `?preview`, which is told to be one step ahead.
 */
;(() => {
  /** @type {any} */
  let Reveal
  const SIZES = "podium-speaker-size"
  const TIME = "podium-speaker-time"

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} [className]
   * @param {...(Node | string)} children
   */
  function make(name, className = "", ...children) {
    const element = document.createElement(name)
    if (className) element.className = className
    element.append(...children)
    return element
  }

  /**
   * @param {string} text
   * @param {() => void} act
   */
  function button(text, act) {
    const element = make("button", "podium-speaker__button", text)
    element.type = "button"
    element.addEventListener("click", (event) => {
      act()
      if (event.detail) element.blur()
    })
    return element
  }

  /**
   * @param {string} name
   * @param {string} title
   * @param {...Node} children
   */
  function panel(name, title, ...children) {
    const section = make("section", `podium-speaker__${name}`, make("h2", "", title), ...children)
    section.setAttribute("aria-label", title)
    return section
  }

  // Time

  function timer() {
    const face = make("span", "podium-speaker__elapsed", "0:00")
    const toggle = button("Start", () => (since ? stop() : go()))
    const reset = button("Reset", () => {
      past = 0
      if (since) since = Date.now()
      show()
    })
    let past = Number(sessionStorage.getItem(TIME)) || 0
    let since = 0
    const elapsed = () => past + (since ? Date.now() - since : 0)

    function show() {
      const seconds = Math.floor(elapsed() / 1000)
      const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
      const two = (/** @type {number} */ number) => String(number).padStart(2, "0")
      face.textContent = h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
      toggle.textContent = since ? "Pause" : past ? "Go on" : "Start"
      sessionStorage.setItem(TIME, String(elapsed()))
    }

    function go() {
      since = Date.now()
      show()
    }

    function stop() {
      past = elapsed()
      since = 0
      show()
    }

    show()
    window.setInterval(show, 1000)
    // Only the first move starts it: later ones leave a paused timer alone.
    return { part: make("div", "podium-speaker__time", face, toggle, reset), start: () => past || since || go() }
  }

  function clock() {
    const face = make("span", "podium-speaker__clock")
    const show = () => (face.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }))
    show()
    window.setInterval(show, 1000)
    return face
  }

  // Notes

  function notes() {
    const text = make("div", "podium-speaker__text")
    text.tabIndex = 0
    text.setAttribute("role", "region")
    text.setAttribute("aria-label", "Text of the notes")
    // Up and down scroll the notes while they have the focus.
    text.addEventListener("keydown", (event) => {
      if (event.key === "ArrowUp" || event.key === "ArrowDown") event.stopPropagation()
    })
    let size = Number(localStorage.getItem(SIZES)) || 1.6
    /** @param {number} step */
    const resize = (step) => {
      size = Math.min(4, Math.max(0.9, size + step))
      text.style.fontSize = `${size}rem`
      localStorage.setItem(SIZES, String(size))
    }
    resize(0)
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === "+" || event.key === "=") resize(0.2)
      if (event.key === "-") resize(-0.2)
    })
    const sizes = make("div", "podium-speaker__sizes", button("Smaller", () => resize(-0.2)), button("Larger", () => resize(0.2)))

    function show() {
      const found = [...Reveal.getCurrentSlide().querySelectorAll("aside.notes")].map((note) => note.cloneNode(true))
      const parts = found.flatMap((note) => [...note.childNodes])
      for (const note of found) if (note instanceof Element) for (const named of note.querySelectorAll("[id]")) named.removeAttribute("id")
      text.replaceChildren(...(parts.length ? parts : [make("p", "podium-speaker__none", "No notes for this slide.")]))
      text.scrollTop = 0
    }
    return { part: panel("notes", "Notes", sizes, text), show }
  }

  // The next slide

  function next() {
    const frame = make("iframe", "podium-speaker__frame")
    const over = make("p", "podium-speaker__none", "This is the last slide.")
    frame.title = "Next slide"
    frame.tabIndex = -1
    frame.src = `${location.href.replace(/[?#].*/, "")}?preview`
    let ready = false

    function show() {
      const last = Reveal.isLastSlide() && !Reveal.availableFragments().next
      frame.hidden = last
      over.hidden = !last
      const { h, v, f = -1 } = Reveal.getIndices()
      if (ready) frame.contentWindow?.postMessage({ podium: "go", hash: `/${h}/${v}/${f}`, ahead: true }, "*")
    }

    window.addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow || event.data?.podium !== "deck") return
      ready = true
      show()
    })
    return { part: panel("next", "Next", frame, over), show }
  }

  // For the audience

  function audience() {
    const address = make("input", "podium-speaker__address")
    const copy = button("Copy", () => {
      address.select()
      navigator.clipboard?.writeText(address.value).then(done, () => {})
      if (!navigator.clipboard && document.execCommand("copy")) done()
    })
    const done = () => {
      copy.textContent = "Copied"
      window.setTimeout(() => (copy.textContent = "Copy"), 2000)
    }
    address.readOnly = true
    const label = make("label", "podium-speaker__follow", make("span", "", "Follow link"), address)
    const part = panel("audience", "For the audience", label, copy)
    const template = document.querySelector("template[data-podium-share]")
    if (template instanceof HTMLTemplateElement) part.append(template.content.cloneNode(true))

    function show() {
      const { h, v } = Reveal.getIndices()
      address.value = `${location.href.replace(/[?#].*/, "")}?follow#/${h}${v ? `/${v}` : ""}`
    }
    return { part, show }
  }

  function start() {
    Reveal = /** @type {any} */ (window).Reveal
    const stage = document.querySelector("main.reveal")
    if (!(stage instanceof HTMLElement)) return
    const parts = [notes(), next(), audience()]
    const watch = timer()
    const count = make("span", "podium-speaker__count")
    const title = make("h1", "podium-hidden", `Speaker view: ${document.title}`)
    const head = make("header", "podium-speaker__head", title, watch.part, count, clock())
    const move = make("nav", "podium-speaker__move", button("← Previous", () => Reveal.prev()), button("Next →", () => Reveal.next()), button("Black screen", () => Reveal.togglePause()))
    move.setAttribute("aria-label", "Slides")
    const box = make("div", "podium-speaker__stage")
    const now = make("div", "podium-speaker__now", box, move)
    const { width, height } = Reveal.getConfig()
    stage.style.setProperty("--ratio", String(width / height))
    stage.before(head, now)
    box.append(stage)
    now.after(...parts.map(({ part }) => part))
    document.title = `Speaker view: ${document.title}`

    function show() {
      count.textContent = `${Reveal.getSlidePastCount() + 1} / ${Reveal.getTotalSlides()}`
      for (const part of parts) part.show()
    }
    for (const type of ["slidechanged", "fragmentshown", "fragmenthidden"]) Reveal.on(type, () => (show(), watch.start()))
    new ResizeObserver(() => Reveal.layout()).observe(stage)
    show()
  }

  if (/** @type {any} */ (window).Reveal?.isReady?.()) start()
  else document.addEventListener("podium-ready", start, { once: true })
})()
