// @ts-check
/**
 * What one can do with a history besides looking at it: ask what if, compare two versions, and take a test along.
 *
 * `<podium-travel>` says `podium-tools` when it has room for buttons, and `podium-trace` when it shows another trace.
 */
;(() => {
  /** @typedef {{fields: Fields, command: boolean, item: HTMLElement}} Part one event or command of a story */

  /** @type {WeakMap<EventTarget, StoryTools>} */
  const known = new WeakMap()

  class StoryTools {
    /** @type {Part[]} */
    parts = []
    notice = make("p", { className: "podium-story__notice", hidden: true })
    panel = make("div", { className: "podium-story", hidden: true, role: "group", ariaLabel: "What if" })
    choice = make("label", { className: "podium-story__choice", hidden: true })

    /** @param {TravelElement & {base?: Trace, other?: number, stops: Stop[], update(): void}} travel */
    constructor(travel) {
      this.travel = travel
      for (const part of [this.notice, this.panel, this.choice]) part.dataset.keep = ""
      this.panel.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.apply()
      })
    }

    get snippet() {
      return /** @type {SnippetElement | null} */ (this.travel.closest("podium-snippet"))
    }

    /** @param {Element} tools @param {(name: string, act: string) => HTMLButtonElement} button */
    addTo(tools, button) {
      /** @param {string} name @param {string} word @param {(button: HTMLButtonElement) => void} act */
      const add = (name, word, act) => {
        const made = button(name, word)
        if (word) made.ariaExpanded = "false"
        made.addEventListener("click", () => act(made))
        tools.append(made)
      }
      add("Compare", "compare", (made) => this.compare(made))
      add("What if", "if", (made) => this.open(made))
      add("Copy test", "", () => this.snippet?.copy(this.test(), "Copied as a test."))
      if (!this.travel.closest(".reveal")) add("Copy link", "", () => void this.link())
      tools.after(this.notice, this.choice, this.panel)
    }

    async link() {
      const url = await this.snippet?.link(this.travel.at)
      if (url) this.snippet?.copy(url, "Link to this version copied.")
    }

    // Two versions

    /** @param {HTMLButtonElement} button */
    compare(button) {
      const open = this.choice.hidden
      this.choice.hidden = !open
      button.ariaExpanded = String(open)
      const select = make("select", {})
      for (const { version, label, command } of this.travel.stops) if (!command) select.append(new Option(`${version}: ${label}`, String(version)))
      select.addEventListener("change", () => this.compareWith(Number(select.value)))
      this.choice.replaceChildren("Compare with version ", select)
      this.compareWith(open ? 0 : undefined)
    }

    /** @param {number | undefined} version */
    compareWith(version) {
      this.travel.other = version
      this.travel.update()
    }

    // What if

    /** @param {HTMLButtonElement} button */
    open(button) {
      const open = this.panel.hidden
      this.panel.hidden = !open
      button.ariaExpanded = String(open)
      if (open && !this.panel.firstChild) this.fill()
    }

    /** Draws the story as it happened. */
    fill() {
      const trace = this.travel.base
      const list = make("ol", { className: "podium-story__parts" })
      const events = trace?.steps.filter(({ cause }) => cause === undefined).map(({ event }) => event) ?? []
      const commands = trace?.commands?.map(({ command }) => command) ?? []
      this.parts = [...events.map((fields) => this.part(fields, false)), ...commands.map((fields) => this.part(fields, true))]
      list.append(...this.parts.map(({ item }) => item))
      const decides = commands.length || /\bdecide\b/.test(this.snippet?.variant.text ?? "")
      this.panel.replaceChildren(
        list,
        make("div", { className: "podium-story__tools" }, [
          this.button("Apply", () => this.apply(), "podium-snippet__button--run"),
          this.button("Add an event", () => this.add(list, false, events.at(-1))),
          ...(decides ? [this.button("Add a command", () => this.add(list, true, commands.at(-1)))] : []),
        ]),
      )
    }

    /** @param {string} name @param {() => void} act @param {string} [kind] */
    button(name, act, kind = "") {
      const button = make("button", { type: "button", className: `podium-snippet__button ${kind}`, textContent: name })
      button.addEventListener("click", act)
      return button
    }

    /** One event or command, which can be left out and changed. @param {Fields} fields @param {boolean} command @returns {Part} */
    part(fields, command) {
      const { type, ...rest } = fields
      const check = make("input", { type: "checkbox", checked: true })
      const text = Object.keys(rest).length ? JSON.stringify(rest) : ""
      const edit = this.button("Change", () => this.edit(part))
      edit.ariaLabel = `Change ${type}`
      const label = make("label", {}, [check, make("b", { textContent: String(type) }), ...(command ? [" (command)"] : [])])
      const item = make("li", { className: "podium-story__part" }, [label, make("code", { textContent: text }), edit])
      const part = { fields, command, item }
      return part
    }

    /** @param {Part} part */
    edit({ fields, item }) {
      let area = item.querySelector("textarea")
      if (!area) {
        const value = JSON.stringify(fields, null, 1).replace(/\n\s*/g, " ")
        area = make("textarea", { value, rows: Math.ceil(value.length / 60), spellcheck: false, ariaLabel: `${fields.type}, as JSON` })
        item.append(area, make("p", { className: "podium-story__mistake", role: "alert" }))
      }
      area.focus()
    }

    /** @param {Element} list @param {boolean} command @param {Fields} [like] what it looks like at first */
    add(list, command, like = { type: command ? "Command" : "Event" }) {
      const part = this.part(like, command)
      part.item.dataset.added = ""
      const after = command ? -1 : this.parts.findLastIndex((other) => !other.command)
      this.parts.splice(command ? this.parts.length : after + 1, 0, part)
      list.insertBefore(part.item, (command ? null : this.parts[after + 2]?.item) ?? null)
      this.edit(part)
    }

    /** Tells the story as it is now. */
    apply() {
      const found = this.parts.map((part) => ({ ...part, ...readPart(part) }))
      if (found.some(({ mistake }) => mistake)) return
      const taken = found.filter(({ skipped }) => !skipped)
      const count = (/** @type {number} */ number, /** @type {string} */ word) => (number ? [`${number} ${word}`] : [])
      const added = found.filter(({ item, skipped }) => "added" in item.dataset && !skipped).length
      const words = [
        ...count(found.filter(({ item, skipped }) => skipped && !("added" in item.dataset)).length, "skipped"),
        ...count(taken.filter(({ item, changed }) => changed && !("added" in item.dataset)).length, "changed"),
        ...count(added, "added"),
      ]
      if (!words.length) return this.back()
      const fields = (/** @type {boolean} */ command) => taken.filter((part) => part.command === command).map((part) => part.now)
      this.snippet?.run({ events: fields(false), commands: fields(true) }, `What if: ${words.join(", ")}.`)
    }

    /** Shows what happened again. */
    back() {
      const focused = this.notice.contains(document.activeElement)
      this.travel.show(this.travel.base)
      if (focused) this.travel.querySelector("input")?.focus()
    }

    /** Says what is different about the trace that is shown. @param {string} words */
    say(words) {
      this.notice.hidden = !words
      const back = make("button", { type: "button", className: "podium-snippet__link", textContent: "Back to what happened" })
      back.addEventListener("click", () => this.back())
      this.notice.replaceChildren(words, " ", back)
      if (!words) {
        this.panel.replaceChildren()
        if (!this.panel.hidden) this.fill()
      }
      this.choice.hidden = true
      this.travel.querySelector("[data-act=compare]")?.setAttribute("aria-expanded", "false")
    }

    // Given, when, then

    /** A test of what is shown, in the snippet's own language. */
    test() {
      const { trace, stops, at } = this.travel
      const stop = stops.find((each) => each.at === at)
      const variant = this.snippet?.variant
      if (!trace || !stop || !variant) return ""
      const cause = stop.version ? trace.steps[stop.version - 1]?.cause : undefined
      const outcome = stop.command ?? (cause === undefined ? undefined : trace.commands?.[cause])
      const given = trace.steps.slice(0, outcome ? outcome.atVersion : stop.version).map(({ event }) => event)
      const then = outcome ? trace.steps.slice(outcome.atVersion, outcome.toVersion).map(({ event }) => event) : []
      const state = stop.version ? trace.steps[stop.version - 1]?.state : trace.initial
      const write = variant.language === "python" ? writePython : writeJavaScript
      return write({ file: variant.data.entry.split("/").pop() ?? "", text: variant.text, given, outcome, then, state })
    }
  }

  /**
   * What a part says now.
   * @param {Part} part
   * @returns {{now: Fields, skipped: boolean, changed: boolean, mistake: string}}
   */
  function readPart({ fields, item }) {
    const [check, area, said] = [item.querySelector("input"), item.querySelector("textarea"), item.querySelector("p")]
    const skipped = !check?.checked
    let [now, mistake] = [fields, ""]
    try {
      if (area && !skipped) now = JSON.parse(area.value)
      if (typeof now?.type !== "string" || !now.type) mistake = 'It needs a "type", which is a text.'
    } catch {
      mistake = 'This is not JSON; it looks like {"type": "Deposited", "amount": 5}.'
    }
    if (said) said.textContent = mistake
    if (mistake) area?.focus()
    return { now, skipped, mistake, changed: JSON.stringify(now) !== JSON.stringify(fields) }
  }

  /** @typedef {{file: string, text: string, given: Fields[], outcome?: Outcome, then: Fields[], state: unknown}} Case */

  /** What a case is called. @param {Case} known */
  function nameOf({ given, outcome, then }) {
    const events = `${given.length} ${given.length === 1 ? "event" : "events"}`
    if (!outcome) return `given ${events}, then this state`
    const what = outcome.rejected === undefined ? then.map(({ type }) => type).join(", ") || "nothing" : "a rejection"
    return `given ${events}, when ${outcome.command.type}, then ${what}`
  }

  /** @param {Fields[]} events @param {(event: Fields) => string} write @param {string} indent */
  function listOf(events, write, indent) {
    const lines = events.map((event) => `\n${indent}  ${write(event)},`)
    return lines.length ? `[${lines.join("")}\n${indent}]` : "[]"
  }

  /** @param {Case} known */
  function writeJavaScript(known) {
    const { file, given, outcome, then, state } = known
    const write = (/** @type {unknown} */ value) => literal(value, "javascript")
    const decide = outcome && `snippet.decide(${write(outcome.command)}, state)`
    const check = !decide
      ? `  assert.deepEqual(state, ${write(state)})`
      : outcome.rejected !== undefined
        ? `  assert.throws(() => ${decide}, { message: ${JSON.stringify(outcome.rejected)} })`
        : `  const decided = [${decide} ?? []].flat()\n  assert.deepEqual(decided, ${listOf(then, write, "  ")})`
    return `// Beside ${file}; run it with: node --test
import assert from "node:assert/strict"
import { test } from "node:test"
import * as snippet from ${JSON.stringify("./" + file)}

test(${JSON.stringify(nameOf(known))}, () => {
  const given = ${listOf(given, write, "  ")}
  const initial = snippet.initial ?? snippet.initialState
  const start = typeof initial === "function" ? initial() : initial
  const state = given.reduce((state, event) => snippet.evolve(state, event), start)
${check}
})
`
  }

  /** @param {Case} known */
  function writePython(known) {
    const { file, text, given, outcome, then, state } = known
    /** @param {Fields} fields */
    const write = ({ type, ...rest }) => {
      const given = Object.entries(rest).map(([name, value]) => `${name}=${literal(value, "python")}`)
      const own = new RegExp(`^class ${type}\\b`, "m").test(text)
      return own ? `snippet.${type}(${given.join(", ")})` : literal({ type, ...rest }, "python")
    }
    const decide = outcome && `snippet.decide(${write(outcome.command)}, state)`
    const check = !decide
      ? `    assert json.loads(json.dumps(state, default=dataclasses.asdict)) == ${literal(state, "python")}`
      : outcome.rejected !== undefined
        ? `    with pytest.raises(Exception, match=re.escape(${JSON.stringify(outcome.rejected)})):\n        ${decide}`
        : `    decided = ${decide}\n    events = [] if decided is None else decided if isinstance(decided, list | tuple) else [decided]\n    assert list(events) == ${listOf(then, write, "    ")}`
    const imports = outcome ? (outcome.rejected === undefined ? "" : "import re\n") : "import dataclasses\nimport json\n"
    const name = nameOf(known).replace(/\W+/g, "_")
    return `# Beside ${file}; run it with: pytest
${imports}from functools import reduce
from importlib import import_module
${outcome?.rejected === undefined ? "" : "\nimport pytest\n"}
snippet = import_module(${JSON.stringify(file.replace(/\.py$/, ""))})


def test_${name}():
    given = ${listOf(given, write, "    ").replace(/^ {6}/gm, "        ")}
    initial = getattr(snippet, "initial", getattr(snippet, "initialState", None))
    start = initial() if callable(initial) else initial
    state = reduce(snippet.evolve, given, start)
${check.replace(/^ {6}(?! )/gm, "        ")}
`
  }

  /** A value as code. @param {unknown} value @param {"javascript" | "python"} language @returns {string} */
  function literal(value, language) {
    const python = language === "python"
    if (typeof value !== "object" || value === null) {
      const words = python ? { true: "True", false: "False", null: "None" } : {}
      const text = JSON.stringify(value) ?? "null"
      return /** @type {Record<string, string>} */ (words)[text] ?? text
    }
    const inner = (/** @type {unknown} */ part) => literal(part, language)
    if (Array.isArray(value)) return `[${value.map(inner).join(", ")}]`
    const fields = /** @type {Fields} */ (value)
    if (typeof fields.$number === "string") return python ? `float("${fields.$number}")` : fields.$number
    const name = (/** @type {string} */ key) => (!python && /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key))
    const parts = Object.entries(fields).map(([key, part]) => `${name(key)}: ${inner(part)}`)
    return !parts.length ? "{}" : python ? `{${parts.join(", ")}}` : `{ ${parts.join(", ")} }`
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {object} properties
   * @param {(Node | string)[]} [parts] what it holds
   */
  function make(name, properties, parts = []) {
    const made = Object.assign(document.createElement(name), properties)
    made.append(...parts)
    return made
  }

  document.addEventListener("podium-tools", (event) => {
    const { target, detail } = /** @type {CustomEvent} */ (event)
    const story = new StoryTools(/** @type {any} */ (target))
    if (target) known.set(target, story)
    story.addTo(detail.tools, detail.button)
  })
  document.addEventListener("podium-trace", (event) => {
    if (event.target) known.get(event.target)?.say(/** @type {CustomEvent} */ (event).detail.notice)
  })
})()
