// @ts-check
/**
 * Starts a deck: colours, canvas, keys, tools, and messages to other windows.
 *
 * The address may say how, by one word: `?embed` in a talk's page, `?speaker` (`speaker.js`), `?preview` inside that,
 * `?follow` for a second screen, `?print` for the slides as PDF (with `&fragments` a page for every step), `?handout`
 * for slides and notes on paper. Nothing else in a query reaches reveal, which would take any option from there.
 */
;(() => {
  /** @typedef {{ podium: "state", role: string, indexh: number, indexv: number, indexf: number, paused: boolean }} State */

  const root = document.documentElement
  const home = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href
  const query = new URLSearchParams(location.search)
  const modes = ["embed", "speaker", "preview", "follow", "print", "handout"]
  const mode = modes.find((word) => query.has(word)) ?? "deck"
  const fragments = mode === "print" && query.has("fragments")
  const paper = window.matchMedia("print")
  const dark = window.matchMedia("(prefers-color-scheme: dark)")
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)")
  const still = mode === "print" || mode === "preview"
  let live = mode !== "handout"
  let printing = false
  /** @type {any} reveal.js, which comes without types that a classic script could name */
  let Reveal

  // Colours

  const [scheme, unchosen] = (root.dataset.scheme ?? "auto").split(" ")

  /** Whether the site is dark: as the visitor chose there, or else as it comes, or else as the system says. */
  function siteIsDark() {
    try {
      const key = `${new URL("../../../", home).pathname}.__palette` // Material's name for it
      const color = JSON.parse(localStorage.getItem(key) ?? "{}").color
      if (color?.scheme && color.media !== "(prefers-color-scheme)") return color.scheme === "slate"
    } catch {} // No storage, or not Material's
    return unchosen ? unchosen === "dark" : dark.matches
  }

  /** @param {string} hex a colour, `#rgb` or `#rrggbb` */
  function isDark(hex) {
    const [r, g, b] = (hex.length < 7 ? hex.replace(/\w/g, "$&$&") : hex).match(/\w\w/g)?.map((part) => parseInt(part, 16)) ?? []
    return 0.299 * r + 0.587 * g + 0.114 * b < 128
  }

  function paint() {
    const { accent, ink, paper: ground } = root.dataset
    const onPaper = mode === "handout" || (mode !== "print" && (printing || paper.matches))
    const isNight = ground ? isDark(ground) : scheme === "dark" || (scheme === "auto" && mode !== "print" && siteIsDark())
    root.classList.toggle("podium-live", live && !onPaper)
    root.dataset.podiumScheme = isNight && !onPaper ? "dark" : "light"
    const colours = { "--podium-brand": accent, "--podium-text": onPaper ? "" : ink, "--podium-ground": onPaper ? "" : ground }
    for (const [name, colour] of Object.entries(colours)) root.style.setProperty(name, colour ?? "")
  }

  root.dataset.podiumMode = mode
  if (mode === "print" && !fragments) root.dataset.podiumMerged = ""
  paint()
  window.addEventListener("storage", paint)
  for (const media of [dark, paper]) media.addEventListener("change", paint)
  for (const type of ["beforeprint", "afterprint"]) {
    window.addEventListener(type, () => {
      printing = type === "beforeprint" // Comes before the pages are counted, which the change of media does not.
      paint()
    })
  }

  if (mode === "speaker") {
    const style = document.createElement("link")
    style.rel = "stylesheet"
    style.href = new URL("speaker.css", home).href
    const script = document.createElement("script")
    script.src = new URL("speaker.js", home).href
    document.head.append(style, script)
  }

  /** The plain document, when there is nothing to show slides with or paper is wanted. */
  function read() {
    live = false
    paint()
    const sheet = document.querySelector("[data-podium-paper]")
    if (sheet instanceof HTMLLinkElement) sheet.media = "all"
  }

  // The canvas

  /** @returns {{ width: number, height: number }} the deck's own, or on an upright screen one on which type is large */
  function canvas() {
    const [width, height] = [Number(root.dataset.width) || 1280, Number(root.dataset.height) || 720]
    const { innerWidth, innerHeight } = window
    const alone = mode === "deck" || mode === "follow"
    const upright = innerHeight > innerWidth && (mode === "embed" || (alone && innerWidth <= 600))
    root.classList.toggle("podium-portrait", upright || width < height)
    if (!upright || width < height) return { width, height }
    const tools = alone ? 56 : 0 // Their height in deck.css
    return { width: 600, height: Math.round((600 * (innerHeight - tools)) / innerWidth) }
  }

  function options() {
    const motion = calm.matches || still ? "none" : (root.dataset.transition ?? "fade")
    const upright = canvas()
    return {
      ...upright,
      margin: 0,
      minScale: 0.02,
      maxScale: 20,
      center: false,
      display: "flex",
      controls: false,
      progress: mode === "deck" || mode === "follow",
      slideNumber: "numbers" in root.dataset ? "c" : false,
      hash: mode !== "preview",
      keyboard: mode !== "preview",
      keyboardCondition: mayMove,
      navigationMode: mode === "embed" || root.classList.contains("podium-portrait") ? "linear" : "default",
      embedded: mode === "embed" || mode === "speaker",
      overview: !still && mode !== "speaker",
      help: false,
      rtl: root.dir === "rtl",
      transition: motion,
      backgroundTransition: motion === "none" ? "none" : "fade",
      autoAnimate: motion !== "none",
      autoPlayMedia: mode === "speaker" || mode === "preview" ? false : null,
      scrollActivationWidth: null,
      view: mode === "print" ? "print" : null,
      pdfSeparateFragments: fragments,
      postMessage: false,
      postMessageEvents: false,
      focusBodyOnPageVisibilityChange: false,
    }
  }

  // Keys

  /**
   * Whether a key may move the slides: not while a dialogue is open, nor where the visitor types or presses a button.
   *
   * @param {KeyboardEvent} event
   */
  function mayMove(event) {
    const presses = event.key === " " || event.key === "Enter"
    const own = "input, textarea, select, [data-podium-keys]" + (presses ? ", a, button, summary, video, audio" : "")
    const taken = (/** @type {EventTarget} */ part) => part instanceof HTMLElement && (part.isContentEditable || part.matches(own))
    return !document.querySelector("dialog[open]") && !event.composedPath().some(taken)
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const key = event.key.toLowerCase()
    if (event.altKey || event.ctrlKey || event.metaKey || !(key in acts)) return
    const open = document.querySelector("dialog[open]")
    if (open ? key === "f" || key === "s" : !mayMove(event)) return
    event.preventDefault()
    event.stopPropagation()
    acts[key]()
  }

  function fullScreen() {
    if (document.fullscreenElement) void document.exitFullscreen()
    else root.requestFullscreen?.().catch(() => {})
  }

  /** @param {string} word */
  const address = (word) => `${location.href.replace(/[?#].*/, "")}?${word}#${hash()}`

  function speakerView() {
    if (mode === "speaker") return
    const view = window.open(address("speaker"), `podium-speaker-${root.dataset.deck}`, "popup,width=1280,height=800")
    if (view) peers.add(view)
  }

  const share = () => {
    const template = document.querySelector("template[data-podium-share]")
    if (template instanceof HTMLTemplateElement) dialogue("share", "This talk's page", template.content.cloneNode(true))
  }

  const help = () => {
    const keys = document.createElement("dl")
    const rows = [
      ["→ ← ↑ ↓", "Move; with Alt past every step"],
      ["Space", "Next step or slide; with Shift back"],
      ["Home, End", "First and last slide"],
      ["Esc, O", "All slides at once"],
      ["G", "Go to a slide by its number"],
      ["F", "Full screen"],
      ["S", "Speaker view"],
      ["B, .", "Black screen"],
      ...(document.querySelector("[data-podium-share]") ? [["Q", "QR code of the talk"]] : []),
    ]
    for (const [key, meaning] of rows) keys.append(element("dt", key), element("dd", meaning))
    dialogue("help", "Keys", element("h2", "Keys"), keys)
  }

  /** @type {Record<string, () => void>} */
  const acts = { f: fullScreen, s: speakerView, q: share, "?": help }

  /**
   * Opens a dialogue, or closes the one that is open.
   *
   * @param {string} name
   * @param {string} label
   * @param {...Node} content
   */
  function dialogue(name, label, ...content) {
    const open = document.querySelector("dialog.podium-dialog")
    if (open instanceof HTMLDialogElement) return open.close()
    const box = element("dialog")
    const close = element("button", "Close")
    box.className = `podium-dialog podium-dialog--${name}`
    box.setAttribute("aria-label", label)
    box.append(...content, close)
    close.addEventListener("click", () => box.close())
    box.addEventListener("click", (event) => event.target === box && box.close())
    box.addEventListener("close", () => box.remove())
    document.body.append(box)
    box.showModal()
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} [text]
   */
  function element(name, text = "") {
    const made = document.createElement(name)
    made.textContent = text
    return made
  }

  // Tools at the edge, for those who do not know the keys

  function tools() {
    const bar = document.querySelector(".podium-hud")
    const place = bar?.querySelector("[data-podium-tools]")
    if (!(bar instanceof HTMLElement) || !place) return
    const offers = [
      { name: "previous", text: "Previous", icon: "M19 12H5m6-6-6 6 6 6", act: () => Reveal.prev() },
      { name: "next", text: "Next", icon: "M5 12h14m-6-6 6 6-6 6", act: () => Reveal.next() },
      { name: "overview", text: "Overview", act: () => Reveal.toggleOverview() },
      ...(document.fullscreenEnabled ? [{ name: "full", text: "Full screen", act: fullScreen }] : []),
      { name: "speaker", text: "Speaker view", act: speakerView },
      ...(document.querySelector("[data-podium-share]") ? [{ name: "share", text: "QR code", act: share }] : []),
    ]
    for (const { name, text, icon, act } of offers) place.append(tool(name, text, icon, act))
    let timer = 0
    /** @param {PointerEvent} event */
    const wake = (event) => {
      const below = event.clientY > window.innerHeight - 90
      if (document.fullscreenElement && !below) return
      bar.classList.add("podium-hud--awake")
      window.clearTimeout(timer)
      timer = window.setTimeout(() => bar.matches(":hover") || bar.classList.remove("podium-hud--awake"), 2500)
    }
    document.addEventListener("fullscreenchange", () => bar.classList.remove("podium-hud--awake"))
    for (const type of /** @type {const} */ (["pointermove", "pointerdown"])) document.addEventListener(type, wake)
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {string | undefined} icon the path of a drawing that stands for the text
   * @param {() => void} act
   */
  function tool(name, text, icon, act) {
    const button = element("button", icon ? "" : text)
    button.type = "button"
    button.dataset.podiumTool = name
    if (icon) {
      button.setAttribute("aria-label", text)
      const namespace = "http://www.w3.org/2000/svg"
      const drawing = document.createElementNS(namespace, "svg")
      const path = document.createElementNS(namespace, "path")
      drawing.setAttribute("viewBox", "0 0 24 24")
      drawing.setAttribute("class", "podium-icon")
      drawing.setAttribute("aria-hidden", "true")
      path.setAttribute("d", icon)
      drawing.append(path)
      button.append(drawing)
    }
    button.addEventListener("click", (event) => {
      act()
      if (event.detail) button.blur() // A mouse leaves no focus behind, so that Space moves the slides again.
    })
    return button
  }

  // Messages between the windows of one machine, and with the page around

  const role = mode === "speaker" ? "speaker" : "deck"
  const heeds = { deck: ["speaker"], embed: ["speaker"], speaker: ["deck"], follow: ["deck", "speaker"] }[mode] ?? []
  const speaks = ["deck", "embed", "speaker"].includes(mode)
  const framed = window.parent !== window
  /** @type {Set<MessageEventSource>} windows that a channel cannot reach: files have none */
  const peers = new Set([window.opener, mode === "embed" && framed ? window.parent : null].filter(Boolean))
  const channel =
    heeds.length && location.protocol.startsWith("http")
      ? new BroadcastChannel(`podium:${location.pathname.replace(/index\.html$/, "")}`)
      : null
  let obeying = false
  let moved = false

  /** @returns {State} */
  function state() {
    const { h, v, f = -1 } = Reveal.getIndices()
    return { podium: "state", role, indexh: h, indexv: v, indexf: f, paused: Reveal.isPaused() }
  }

  function hash() {
    const { indexh, indexv, indexf } = state()
    return `/${indexh}/${indexv}${indexf < 0 ? "" : `/${indexf}`}`
  }

  /** @param {object} message */
  function send(message) {
    if (channel) channel.postMessage(message)
    else for (const peer of peers) /** @type {Window} */ (peer).postMessage(message, "*")
  }

  /** @param {any} message whatever another window has sent */
  function receive(message) {
    if (message?.podium === "hello" && speaks && moved) send(state())
    if (message?.podium !== "state" || !heeds.includes(message.role)) return
    const { indexh, indexv, indexf, paused } = message
    if (![indexh, indexv, indexf].every(Number.isInteger) || typeof paused !== "boolean") return
    obeying = true
    Reveal.slide(indexh, indexv, indexf)
    if (paused !== Reveal.isPaused()) Reveal.togglePause(paused)
    obeying = false
    moved = true
  }

  function onMove() {
    if (speaks && !obeying) {
      moved = true
      send(state())
    }
    if (Reveal.isOverview()) hush(true)
    reach()
    walk()
    tell()
  }

  /** Lets the histories of snippets stand where the steps of the slide do. */
  function walk() {
    const slides = mode === "print" ? document : Reveal.getCurrentSlide()
    for (const snippet of slides?.querySelectorAll("podium-snippet[data-steps]") ?? []) {
      const steps = [...snippet.querySelectorAll(`:scope > .podium-step${mode === "print" && !fragments ? "" : ".visible"}`)]
      const last = /** @type {HTMLElement | undefined} */ (steps.at(-1))
      snippet.dispatchEvent(new CustomEvent("podium-step", { detail: { at: last?.dataset.at ?? "0" } }))
    }
  }

  /** A slide that is longer than an upright screen scrolls, by key too. */
  function reach() {
    const slide = Reveal.getCurrentSlide()
    if (root.classList.contains("podium-portrait") && slide.scrollHeight > slide.clientHeight) slide.tabIndex = 0
  }

  /** Says to the page around where the deck is. */
  function tell() {
    if (!framed) return
    const slide = Reveal.getSlidePastCount() + 1
    const title = Reveal.getCurrentSlide()?.getAttribute("aria-label") ?? ""
    const ends = { first: Reveal.isFirstSlide(), last: Reveal.isLastSlide() && !Reveal.availableFragments().next }
    window.parent.postMessage({ podium: "deck", slide, slides: Reveal.getTotalSlides(), title, hash: hash(), ...ends }, "*")
  }

  /** @param {any} message what the page around asks for */
  function serve(message) {
    const to = /^#?\/(\d+)\/(\d+)(?:\/(-?\d+))?$/.exec(String(message?.hash))
    if (message?.podium === "next") Reveal.next()
    if (message?.podium === "previous") Reveal.prev()
    if (message?.podium === "go" && to) Reveal.slide(Number(to[1]), Number(to[2]), Number(to[3] ?? -1))
    if (message?.podium === "go" && message.hash === "last") {
      const { h, v } = Reveal.getIndices(Reveal.getSlides().at(-1))
      Reveal.slide(h, v)
    }
    if (mode === "preview" && message?.ahead) Reveal.next()
  }

  /** @param {MessageEvent} event */
  function onMessage(event) {
    if (framed && event.source === window.parent) serve(event.data)
    if (event.source && peers.has(event.source) && event.origin === window.origin) receive(event.data)
  }

  // The start

  /** Leaves of the query only our own words, before reveal reads it. */
  function tidy() {
    const words = mode === "deck" ? "" : `?${mode}${fragments ? "&fragments" : ""}`
    if (location.search !== words) history.replaceState(history.state, "", location.pathname + words + location.hash)
  }

  function present() {
    const stage = document.querySelector(".reveal")
    stage?.removeAttribute("role") // "application" would take a screen reader's own keys away.
    if (mode === "speaker") document.dispatchEvent(new Event("podium-ready"))
    if (still) return void tell()
    for (const type of ["slidechanged", "fragmentshown", "fragmenthidden", "paused", "resumed"]) Reveal.on(type, onMove)
    Reveal.on("overviewshown", () => hush(true))
    Reveal.on("overviewhidden", () => hush(false))
    if (channel) channel.onmessage = (event) => receive(event.data)
    if (mode !== "embed" && mode !== "speaker") tools()
    reach()
    if (mode === "follow" || (mode === "speaker" && !location.hash)) send({ podium: "hello", role })
    tell()
  }

  /**
   * In the overview every slide is one thing to press, and nothing inside it is.
   *
   * @param {boolean} quiet
   */
  function hush(quiet) {
    const pressed = ".podium-slide :is(a, button, input, select, textarea, summary, iframe, audio, video, [tabindex])"
    for (const part of document.querySelectorAll(pressed)) part.toggleAttribute("inert", quiet)
    if (quiet) for (const slide of document.querySelectorAll(".slides section")) slide.removeAttribute("aria-hidden")
  }

  function resize() {
    const before = Reveal.getConfig()
    const { width, height, navigationMode } = options()
    if (before.width !== width || before.height !== height) Reveal.configure({ width, height, navigationMode })
  }

  async function handOut() {
    read()
    for (const part of document.querySelectorAll("details")) part.open = true
    await Promise.all([...document.images].map((image) => ((image.loading = "eager"), image.decode().catch(() => {}))))
    await document.fonts.ready
    root.dataset.podiumReady = ""
  }

  async function start() {
    if (mode === "handout") return handOut()
    tidy()
    Reveal = /** @type {any} */ (window).Reveal
    if (!Reveal) return read()
    window.addEventListener("keydown", onKey, true)
    window.addEventListener("message", onMessage)
    Reveal.on("pdf-ready", () => {
      walk()
      root.dataset.podiumReady = ""
    })
    if (mode === "print") for (const image of document.images) image.loading = "eager"
    if (mode === "embed") document.addEventListener("click", leave)
    await Reveal.initialize(options())
    present()
    if (mode !== "print") window.addEventListener("resize", resize)
  }

  /**
   * A link on an embedded slide opens in the place of the page around.
   *
   * @param {MouseEvent} event
   */
  function leave(event) {
    const link = event.target instanceof Element && event.target.closest("a[href]:not([href^='#'])")
    if (link instanceof HTMLAnchorElement && !link.target) link.target = "_top"
  }

  document.addEventListener("DOMContentLoaded", () => start().catch(read))
})()
