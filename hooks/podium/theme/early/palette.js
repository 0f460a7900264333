// @ts-check
/**
 * The colours of a page, chosen before it is seen, and the switch between them.
 *
 * It stands in the place of Material's, whose script starts later: who likes the dark would see a flash of light, and
 * each start would compute the styles of the whole page three times more. What is remembered is as Material writes it.
 */
;(() => {
  const AUTO = "(prefers-color-scheme)"
  const KEY = `${new URL(/** @type {any} */ (window).__md_scope ?? "/", location.href).pathname}.__palette`
  const inputs = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[data-podium-palette] input")])
  const light = matchMedia("(prefers-color-scheme: light)")

  /** The number that the visitor chose, or else that of what the system asks for. */
  function chosen() {
    const fitting = inputs.findIndex(({ dataset }) => matchMedia(dataset.mdColorMedia ?? "").matches)
    return Math.max(0, Math.min(remembered() ?? fitting, inputs.length - 1))
  }

  /** @returns {number | undefined} */
  function remembered() {
    try {
      const index = JSON.parse(localStorage.getItem(KEY) ?? "{}").index
      return Number.isInteger(index) ? index : undefined
    } catch {} // No storage, or not Material's
  }

  /** @param {number} index */
  function show(index) {
    const input = inputs[index]
    const media = input.dataset.mdColorMedia ?? ""
    const system = `(prefers-color-scheme: ${light.matches ? "light" : "dark"})`
    const { dataset } = (media === AUTO && inputs.find((each) => each.dataset.mdColorMedia === system)) || input
    const color = { media, scheme: dataset.mdColorScheme, primary: dataset.mdColorPrimary, accent: dataset.mdColorAccent }
    for (const [part, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${part}`, value ?? "")
    input.checked = true
    if (document.readyState !== "loading") offer()
    return { index, color }
  }

  /** Offers the next colours; as the page comes, not before the rest of its header, which would move the button. */
  function offer() {
    for (const { checked, nextElementSibling: label } of inputs) {
      if (label instanceof HTMLLabelElement) label.hidden = !checked
    }
  }

  /** Without fading: everything would. @param {number} index */
  function choose(index) {
    document.body.setAttribute("data-md-color-switching", "")
    const palette = show(index)
    try {
      localStorage.setItem(KEY, JSON.stringify(palette))
    } catch {} // No storage
    paint()
    window.setTimeout(() => document.body.removeAttribute("data-md-color-switching"))
  }

  /** Tells the browser, which paints its own parts: the bar above the page, and scrollbars. */
  function paint() {
    const { backgroundColor, colorScheme } = getComputedStyle(document.querySelector(".md-header") ?? document.body)
    tell("theme-color", backgroundColor)
    if (colorScheme !== "light" || document.querySelector("meta[name=color-scheme]")) tell("color-scheme", colorScheme)
  }

  /** @param {string} name @param {string} content */
  function tell(name, content) {
    let meta = document.querySelector(`meta[name=${name}]`)
    if (!meta) {
      meta = document.createElement("meta")
      meta.setAttribute("name", name)
      document.head.append(meta)
    }
    meta.setAttribute("content", content)
  }

  if (!inputs.length) return
  show(chosen())
  document.addEventListener("readystatechange", offer, { once: true })
  window.addEventListener("load", paint)
  light.addEventListener("change", () => {
    show(chosen())
    paint()
  })
  for (const [index, input] of inputs.entries()) {
    input.addEventListener("change", () => choose(index))
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return
      event.preventDefault()
      const next = (index + 1) % inputs.length
      choose(next)
      inputs[next].focus()
    })
  }
})()
