// @ts-check
/**
 * `<podium-travel data-at="3">` is the history of a snippet: a slider over the stops, and what is seen at each.
 *
 * The trace stands in `data-trace` around it, and the HTML shows one stop of it already. What is drawn here is what
 * `renderers/traces.py` and `_travel.html` draw.
 */

/**
 * @typedef {{version: number, event: Fields, state: unknown, projections?: Fields, view?: string, cause?: number, warning?: string}} Step
 * @typedef {{command: Fields, atVersion: number, toVersion: number, rejected?: string}} Outcome
 * @typedef {{v: 1, initial: unknown, view?: string, projections?: Fields, steps: Step[], commands?: Outcome[], warnings?: string[]}} Trace
 * @typedef {{kind: "start" | "event" | "rejected" | "idle", sign: string, label: string, version: number, command?: Outcome, at: string}} Stop
 * @typedef {{path: string, value: string, words: string}} Leaf
 * @typedef {{name: string, leaves: Leaf[], notes: string[], view?: string}} Pane
 * @typedef {HTMLElement & {variant: {language: string, text: string, data: SnippetData}, copy(text: string, said: string): void, link(at: string): Promise<string>, run(story?: Story, notice?: string): void}} SnippetElement
 */
;(() => {
  const PACE = 1200 // Milliseconds for each stop while it plays
  const REST = 700 // after which a stop is read aloud
  const [LEAST_LINES, MOST_LINES] = [2, 14]
  const SPACE = 'xmlns="http://www.w3.org/2000/svg"'

  // What a trace says

  /** @param {Trace} trace @returns {Stop[]} */
  function stopsOf(trace) {
    const quiet = (trace.commands ?? []).filter((command) => command.atVersion === command.toVersion)
    return [undefined, ...trace.steps].flatMap((step, version) => {
      const label = step ? String(step.event.type) : "start"
      /** @type {Stop} */
      const stop = { kind: step ? "event" : "start", sign: String(version), label, version, at: String(version) }
      const here = quiet.filter(({ atVersion }) => atVersion === version)
      return [stop, ...here.map((command, place) => quietStop(command, version, place + 1))]
    })
  }

  /** @param {Outcome} command @param {number} version @param {number} place @returns {Stop} */
  function quietStop(command, version, place) {
    const rejected = command.rejected !== undefined
    const label = `${command.command.type}: ${rejected ? "rejected" : "nothing happened"}`
    return { kind: rejected ? "rejected" : "idle", sign: rejected ? "×" : "–", label, version, command, at: `${version}.${place}` }
  }

  /** @param {Trace} trace @param {number} version @returns {{state: unknown, projections?: Fields, view?: string}} */
  function lookAt(trace, version) {
    return trace.steps[version - 1] ?? { ...trace, state: trace.initial }
  }

  /** @param {Trace} trace @param {Stop} stop */
  function notesOf(trace, { kind, version, command, label }) {
    if (kind === "start") return []
    if (command) return [command.rejected ? `rejected: ${command.rejected}` : label.slice(label.lastIndexOf(": ") + 2)]
    const { cause, warning } = trace.steps[version - 1] ?? {}
    const decided = cause === undefined ? "" : `decided by ${trace.commands?.[cause]?.command.type}`
    return [decided, warning && `warning: ${warning}`].filter(Boolean).map(String)
  }

  /** @param {Trace} trace @param {Stop} stop */
  function happened(trace, { kind, version, command }) {
    if (kind === "start") return []
    const { type, ...rest } = command?.command ?? trace.steps[version - 1]?.event ?? { type: "" }
    return [{ path: "type", value: String(type), words: "" }, ...(Object.keys(rest).length ? flatten(rest) : [])]
  }

  /**
   * @param {Trace} trace @param {Stop} stop
   * @param {number} [other] a version to compare with
   * @returns {Pane[]}
   */
  function panesOf(trace, stop, other) {
    const now = lookAt(trace, stop.version)
    const before = other !== undefined ? lookAt(trace, other) : stop.kind === "event" ? lookAt(trace, stop.version - 1) : now
    const names = Object.keys(trace.projections ?? {})
    const first = { start: "Start", event: `Event ${stop.version}`, rejected: "Command", idle: "Command" }[stop.kind]
    const second = { start: "State at the start", event: "State after it", rejected: "State, as before", idle: "State, as before" }[stop.kind]
    const panes = [
      { name: first, leaves: happened(trace, stop), notes: notesOf(trace, stop) },
      { name: second, leaves: compare(now.state, before.state), notes: [] },
      ...names.map((name) => ({ name, leaves: compare(now.projections?.[name], before.projections?.[name]), notes: [] })),
    ]
    if (other !== undefined) {
      const same = panes.slice(1).every(({ leaves }) => leaves.every(({ words }) => !words))
      const notes = same ? ["no difference"] : []
      panes[0] = { name: `State at version ${other}`, leaves: flatten(before.state), notes }
      if (panes[1]) panes[1].name = `State at version ${stop.version}`
    }
    if (trace.view || trace.steps.some((step) => step.view)) return [...panes, { name: "View", leaves: [], notes: [], view: now.view ?? "" }]
    return panes
  }

  /** @param {Trace} trace @param {Stop} stop */
  function speak(trace, stop) {
    const count = trace.steps.length
    const place = stop.version ? `after event ${stop.version} of ${count}` : `at the start of ${count} events`
    if (stop.kind === "start") return place
    return stop.command ? `${place}: ${stop.command.command.type}, ${notesOf(trace, stop)[0]}` : `${place}: ${stop.label}`
  }

  /** The leaves of a value. @param {unknown} value @returns {Leaf[]} */
  function flatten(value) {
    return [...leavesOf(value)].map(([path, text]) => ({ path, value: text, words: "" }))
  }

  /** The leaves of a value, with what changed against another. @param {unknown} now @param {unknown} before @returns {Leaf[]} */
  function compare(now, before) {
    const [fresh, old] = [new Map(leavesOf(now)), new Map(leavesOf(before))]
    const leaves = [...fresh].map(([path, value]) => {
      const was = old.get(path)
      const words = was === undefined ? (isEmptied(path, value, old) ? "" : "new") : was === value ? "" : `was ${was}`
      return { path, value, words }
    })
    const gone = [...old].filter(([path, was]) => !fresh.has(path) && !isEmptied(path, was, fresh))
    return [...leaves, ...gone.map(([path, was]) => ({ path, value: "", words: `removed, was ${was}` }))]
  }

  /** Whether a leaf is an empty list or object that holds something on the other side. @param {string} path @param {string} value @param {Map<string, string>} other */
  function isEmptied(path, value, other) {
    return /^(\[\]|\{\})$/.test(value) && [...other.keys()].some((place) => place.startsWith(path) && (!path || /[.[]/.test(place[path.length] ?? "")))
  }

  /** @param {unknown} value @param {string} [path] @returns {[string, string][]} */
  function leavesOf(value, path = "") {
    if (typeof value !== "object" || value === null) return [[path, typeof value === "number" ? String(value) : JSON.stringify(value)]]
    const keys = Object.keys(value)
    const fields = /** @type {Fields} */ (value)
    if (Array.isArray(value)) return keys.length ? value.flatMap((part, index) => leavesOf(part, `${path}[${index}]`)) : [[path, "[]"]]
    if (keys.length === 1 && (keys[0] === "$number" || keys[0] === "$repr")) return [[path, String(fields[keys[0]])]]
    if (!keys.length) return [[path, "{}"]]
    return keys.flatMap((key) => leavesOf(fields[key], /[\s.[\]"]|^$/.test(key) ? `${path}[${JSON.stringify(key)}]` : path ? `${path}.${key}` : key))
  }

  /** The address of an image of a view that is SVG: in an image nothing runs. @param {string} view */
  function pictureOf(view) {
    if (!/^\s*(?:<\?xml[^>]*>\s*)?<svg\b/i.test(view)) return ""
    const drawn = view.includes(SPACE) ? view : view.replace(/<svg\b/i, `<svg ${SPACE}`)
    return `data:image/svg+xml,${encodeURIComponent(drawn)}`
  }

  // The element

  class PodiumTravel extends HTMLElement {
    /** @type {Trace | undefined} */
    trace
    /** @type {Trace | undefined} the last one in which everything happened as written */
    base
    /** @type {Stop[]} */
    stops = []
    position = 0
    /** @type {number | undefined} a version to compare with */
    other
    playing = 0
    resting = 0
    held = false
    live = create("p", "podium-snippet__hidden")

    connectedCallback() {
      if (this.stops.length) return
      this.dataset.first = this.dataset.at ?? ""
      this.live.setAttribute("role", "status")
      this.addEventListener("input", (event) => event.target === this.slider && this.goTo(Number(this.slider?.value), !this.held))
      this.addEventListener("click", (event) => this.press(/** @type {Element} */ (event.target)))
      this.addEventListener("pointerdown", () => this.hold(true))
      this.addEventListener("pointerup", () => this.hold(false))
      this.addEventListener("pointercancel", () => this.hold(false))
      this.read((this.base = this.builtTrace()))
      this.addTools()
    }

    disconnectedCallback() {
      this.pause()
      window.clearTimeout(this.resting)
    }

    /** @returns {Trace | undefined} */
    builtTrace() {
      const text = this.closest("[data-trace]")?.getAttribute("data-trace")
      return text ? JSON.parse(text) : undefined
    }

    /** @param {Trace | undefined} trace */
    read(trace) {
      this.trace = trace
      this.stops = trace ? stopsOf(trace) : []
      const place = this.stops.findIndex((stop) => stop.at === this.dataset.at)
      this.position = place < 0 ? this.stops.length - 1 : place
    }

    get slider() {
      return this.querySelector("input")
    }

    get at() {
      return this.stops[this.position]?.at ?? ""
    }

    get snippet() {
      return /** @type {SnippetElement | null} */ (this.closest("podium-snippet"))
    }

    /**
     * Shows another trace, or the page's own again, at the stop where one was.
     * @param {Trace} [trace] @param {string} [notice] what is different about it
     */
    show(trace = this.builtTrace(), notice = "") {
      this.pause()
      const last = this.position === this.stops.length - 1
      const { at } = this
      if (!notice) this.base = trace
      this.hidden = !trace
      try {
        this.read(trace)
        this.other = undefined
        const place = this.stops.findIndex((stop) => stop.at === at)
        this.position = last || place < 0 ? this.stops.length - 1 : place
        this.draw()
      } catch {
        this.hidden = true // It is not what a trace has to be.
      }
      this.dispatchEvent(new CustomEvent("podium-trace", { bubbles: true, detail: { notice } }))
    }

    /** Goes to a stop by its name in links. @param {string | number} at */
    move(at) {
      const place = this.stops.findIndex((stop) => stop.at === String(at))
      const version = this.stops.findLastIndex((stop) => stop.version <= Math.floor(Number(at)) && !stop.command)
      const found = place < 0 ? version : place
      if (found >= 0) this.goTo(found, true)
      return found >= 0
    }

    /** @param {number} position @param {boolean} aloud whether it is read when it rests */
    goTo(position, aloud) {
      if (!this.stops.length) return
      this.position = Math.min(Math.max(position, 0), this.stops.length - 1)
      this.update()
      window.clearTimeout(this.resting)
      if (aloud) this.resting = window.setTimeout(() => this.tell(), REST)
    }

    /** Says what changed, to those who do not see it. */
    tell() {
      const panes = this.panes().slice(1)
      const leaves = panes.flatMap(({ leaves }) => leaves.filter(({ words }) => words))
      const changes = leaves.slice(0, 5).map(({ path, value, words }) => `${path} ${value}${value && ", "}${words}`)
      const { trace } = this
      const stop = this.stops[this.position]
      if (trace && stop) this.live.textContent = [speak(trace, stop), ...changes].join("; ")
    }

    panes() {
      const stop = this.stops[this.position]
      return this.trace && stop ? panesOf(this.trace, stop, this.other) : []
    }

    /** @param {boolean} held whether somebody drags */
    hold(held) {
      const dropped = this.held && !held
      this.held = held
      if (held) this.pause()
      if (dropped) this.goTo(this.position, true)
    }

    // Drawing

    /** Everything, anew. */
    draw() {
      const { trace, stops } = this
      if (!trace) return
      const track = create("ol", "podium-travel__track")
      track.append(...stops.map((stop) => element("li", "", element("b", "", stop.sign), element("span", "", stop.label))))
      const slider = create("input", "podium-travel__slider")
      Object.assign(slider, { type: "range", min: "0", max: String(stops.length - 1), ariaLabel: "Position in the history", autocomplete: "off" })
      const tools = this.querySelector(".podium-travel__tools") ?? create("div", "podium-travel__tools")
      const warnings = trace.warnings?.map((warning) => element("li", "", warning)) ?? []
      const kept = [...this.querySelectorAll(":scope > [data-keep]")]
      const had = this.slider === document.activeElement
      this.replaceChildren(
        element("div", "podium-travel__line", track, slider),
        tools,
        ...kept,
        create("div", "podium-travel__panes"),
        this.drawTable(trace),
        ...(warnings.length ? [element("ul", "podium-travel__warnings", ...warnings)] : []),
        this.live,
      )
      this.className = `podium-travel${stops.length > 24 ? " podium-travel--crowd" : stops.length > 10 ? " podium-travel--many" : ""}`
      const sizes = stops.flatMap((stop) => panesOf(trace, stop).map(heightOf))
      this.style.setProperty("--stops", String(stops.length))
      this.style.setProperty("--lines", String(Math.min(Math.max(LEAST_LINES, ...sizes), MOST_LINES)))
      this.addTools()
      this.update()
      if (had) slider.focus()
    }

    /** What is different at this stop. */
    update() {
      const { slider, trace, position } = this
      const stop = this.stops[position]
      if (!slider || !trace || !stop) return
      this.dataset.at = stop.at
      slider.value = String(position)
      slider.setAttribute("aria-valuetext", speak(trace, stop))
      for (const [index, item] of [...this.querySelectorAll(".podium-travel__track > li")].entries()) {
        item.className = `podium-travel__stop podium-travel__stop--${this.stops[index]?.kind}${index < position ? " podium-travel__stop--done" : ""}`
        if (index === position) item.setAttribute("aria-current", "step")
        else item.removeAttribute("aria-current")
      }
      const long = Number(getComputedStyle(this).getPropertyValue("--lines")) >= MOST_LINES
      const place = speak(trace, stop)
      this.querySelector(".podium-travel__panes")?.replaceChildren(...this.panes().map((pane) => drawPane(pane, long, place)))
      const [back, , on] = this.querySelectorAll(".podium-travel__tools button")
      back?.setAttribute("aria-disabled", String(position === 0))
      on?.setAttribute("aria-disabled", String(position === this.stops.length - 1))
    }

    /** @param {Trace} trace */
    drawTable(trace) {
      const names = Object.keys(trace.projections ?? {})
      const heads = ["Version", "Event", "State", ...names, "Note"].map((name) => Object.assign(element("th", "", name), { scope: "col" }))
      const rows = this.stops.map((stop) => {
        const states = stop.command ? [] : panesOf(trace, stop).slice(1, 2 + names.length)
        const cells = states.map(({ leaves }) => element("td", "", drawLeaves(leaves)))
        const facts = happened(trace, stop).slice(1)
        return element(
          "tr",
          `podium-travel__row podium-travel__row--${stop.kind}`,
          Object.assign(element("th", "", stop.sign), { scope: "row" }),
          element("td", "", stop.label, ...(facts.length ? [drawLeaves(facts)] : [])),
          ...(cells.length ? cells : [Object.assign(element("td", "", "as before"), { colSpan: names.length + 1 })]),
          element("td", "", ...notesOf(trace, stop).map((note) => element("p", "", note))),
        )
      })
      const table = element("table", "podium-travel__story", element("thead", "", element("tr", "", ...heads)), element("tbody", "", ...rows))
      return Object.assign(element("div", "podium-travel__table", table), { tabIndex: 0, role: "group", ariaLabel: "The whole history" })
    }

    // Tools

    addTools() {
      const tools = this.querySelector(".podium-travel__tools")
      if (!tools || tools.firstElementChild || !this.stops.length) return
      /** @param {string} name @param {string} act @param {string} [sign] */
      const button = (name, act, sign) => {
        const made = create("button", `podium-snippet__button${sign ? " podium-snippet__button--sign" : ""}`)
        Object.assign(made, { type: "button", textContent: sign ?? name })
        made.dataset.act = act
        if (sign) made.ariaLabel = made.title = name
        return made
      }
      tools.append(button("Previous", "back", "‹"), button("Play", "play", "▶\uFE0E"), button("Next", "on", "›"))
      const table = button("Table", "table")
      table.setAttribute("aria-expanded", "false")
      tools.append(create("span", "podium-travel__gap"), table)
      this.append(this.live)
      this.dispatchEvent(new CustomEvent("podium-tools", { bubbles: true, detail: { tools, button } }))
    }

    /** @param {Element} target */
    press(target) {
      const stop = target.closest(".podium-travel__track > li")
      if (stop) return this.goTo([...(stop.parentElement?.children ?? [])].indexOf(stop), true)
      const act = target.closest("button")?.dataset.act
      if (act === "back" || act === "on") {
        this.pause()
        this.goTo(this.position + (act === "on" ? 1 : -1), true)
      } else if (act === "play") this.playing ? this.pause() : this.play()
      else if (act === "table") this.toggleTable(/** @type {HTMLElement} */ (target.closest("button")))
    }

    /** @param {HTMLElement} button */
    toggleTable(button) {
      const open = this.toggleAttribute("data-table")
      button.setAttribute("aria-expanded", String(open))
    }

    play() {
      if (this.position === this.stops.length - 1) this.goTo(0, false)
      this.playing = window.setInterval(() => {
        this.goTo(this.position + 1, false)
        if (this.position === this.stops.length - 1) {
          this.pause()
          this.goTo(this.position, true)
        }
      }, PACE)
      this.showPlay()
    }

    pause() {
      window.clearInterval(this.playing)
      this.playing = 0
      this.showPlay()
    }

    showPlay() {
      const button = this.querySelector("[data-act=play]")
      if (!(button instanceof HTMLElement)) return
      button.textContent = this.playing ? "❚❚" : "▶\uFE0E"
      button.ariaLabel = button.title = this.playing ? "Pause" : "Play"
    }
  }

  /** The lines that a pane needs; a picture has a height of its own. @param {Pane} pane */
  function heightOf({ leaves, notes, view = "" }) {
    return leaves.length + notes.length + (view && !pictureOf(view) ? view.split("\n").length : 0)
  }

  /** @param {Pane} pane @param {boolean} long whether it may have to scroll @param {string} place */
  function drawPane({ name, leaves, notes, view }, long, place) {
    const pane = element("div", "podium-travel__pane", element("p", "podium-travel__name", name))
    if (long) Object.assign(pane, { tabIndex: 0, role: "group", ariaLabel: name })
    if (leaves.length) pane.append(drawLeaves(leaves))
    pane.append(...notes.map((note) => element("p", "podium-travel__note", note)))
    const picture = pictureOf(view ?? "")
    if (picture) pane.append(Object.assign(create("img", "podium-travel__picture"), { src: picture, alt: `${name} ${place}` }))
    else if (view) pane.append(element("pre", "podium-travel__text", view))
    return pane
  }

  /** @param {Leaf[]} leaves */
  function drawLeaves(leaves) {
    const rows = leaves.map(({ path, value, words }) => {
      const shown = words && value ? [element("ins", "", value), " "] : [value]
      return element("div", "", element("dt", "", path), element("dd", "", ...shown, ...(words ? [element("small", "", words)] : [])))
    })
    return element("dl", "podium-travel__lines", ...rows)
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} className
   */
  function create(name, className) {
    const made = document.createElement(name)
    if (className) made.className = className
    return made
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name @param {string} className
   * @param {(Node | string)[]} parts what it holds
   */
  function element(name, className, ...parts) {
    const made = create(name, className)
    made.append(...parts)
    return made
  }

  // A task of its own: a phone would not answer for as long as all snippets and all histories of a page take together.
  window.setTimeout(() => customElements.get("podium-travel") ?? customElements.define("podium-travel", PodiumTravel))
})()
