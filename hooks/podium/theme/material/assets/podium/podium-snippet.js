// @ts-check
/**
 * `<podium-snippet data-name="…" data-run="…" data-python="…">` runs the code it shows, lets it be edited and shared.
 *
 * The HTML within says everything already; here come buttons, an editor, "Your run", and what links bring. Texts of
 * snippets, workers and addresses become text nodes and nothing else.
 */

/**
 * @typedef {{entry: string, files: SnippetFile[], limit: number, path: string, digest: string}} SnippetData
 * @typedef {HTMLElement & {trace: Trace | undefined, at: string, move(at: string | number): boolean, show(trace?: Trace, notice?: string): void}} TravelElement
 */
;(() => {
  const FLICKER = 150 // Milliseconds that a run may take without a button to stop it
  const LANGUAGE = "podium-language"
  const VARIANT = ".podium-snippet__variant"
  const NO_RUN = "This browser does not run code here"
  /** @type {Record<string, string>} */
  const REFUSED = {
    file: "Python needs a web server, and this page was opened from a file",
    network: "Python did not arrive; the server or the network did not answer",
    python: "This browser cannot start Python",
  }
  /** @type {Record<string, string>} */
  const STOPPED = {
    user: "Stopped.",
    other: "Stopped, because another snippet runs.",
    messages: "Stopped: it sent too many messages.",
    memory: "The browser ended it, most likely because it took too much memory.",
    dead: "The browser ended it, most likely because it took too much memory.",
  }

  /** One language of a snippet. */
  class Variant {
    /** @type {{[name: string]: string}} texts of files that were changed */
    texts = {}
    /** @type {HTMLElement | null} */
    editor = null
    /** @type {HTMLElement | undefined} */
    ran

    /** @param {HTMLElement} section @param {string} name */
    constructor(section, name) {
      this.section = section
      this.language = section.dataset.language ?? ""
      this.data = /** @type {SnippetData} */ (JSON.parse(section.dataset.snippet ?? "{}"))
      this.code = section.querySelector("code")
      this.built = this.code ? [...this.code.childNodes] : []
      this.travel = /** @type {TravelElement | null} */ (section.querySelector("podium-travel"))
      this.key = `podium-snippet:${name}:${this.language}:${this.data.digest}`
      try {
        this.take(JSON.parse(recall(this.key) ?? "{}"))
      } catch {} // Something else wrote there.
    }

    /** The files as they are now. @returns {SnippetFile[]} */
    get files() {
      return this.data.files.map(({ name, text }) => ({ name, text: this.texts[name] ?? text }))
    }

    get text() {
      return this.files[0]?.text ?? ""
    }

    get edited() {
      return Object.keys(this.texts).length > 0
    }

    /** Takes over changed texts of the files that there are. @param {{[name: string]: unknown}} texts */
    take(texts) {
      this.texts = {}
      for (const { name, text } of this.data.files) {
        const other = texts?.[name]
        if (typeof other === "string" && other !== text) this.texts[name] = other
      }
      this.paint()
    }

    keep() {
      remember(this.key, this.edited ? JSON.stringify(this.texts) : null)
    }

    /** Shows the code as it is now: the page's own lines when it is the page's own. */
    paint() {
      const lines = this.edited ? podiumCode.paint(this.text.replace(/\n$/, ""), this.language) : null
      this.code?.replaceChildren(...(lines ? lines.flatMap((line, index) => (index ? ["\n", line] : [line])) : this.built))
    }

    /** @param {string} [file] @param {number} [line] where to go */
    edit(file = this.data.entry, line) {
      if (!this.editor) this.makeEditor()
      const area = this.area
      const select = this.editor?.querySelector("select")
      if (!area) return
      if (select) select.value = file
      this.open(file)
      area.focus({ preventScroll: !line })
      if (!line) return
      const lines = area.value.split("\n")
      const begin = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0)
      area.setSelectionRange(begin, begin + (lines[line - 1] ?? "").length)
      const height = area.scrollHeight / lines.length
      window.scrollBy({ top: area.getBoundingClientRect().top + (line - 0.5) * height - innerHeight / 2 })
    }

    get area() {
      return this.editor?.querySelector("textarea")
    }

    makeEditor() {
      const editor = create("div", "podium-snippet__editor")
      const area = create("textarea", "podium-snippet__text")
      const label = this.language === "python" ? "Python" : "JavaScript"
      Object.assign(area, { spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off", ariaLabel: `Code in ${label}` })
      area.setAttribute("autocorrect", "off")
      area.addEventListener("input", () => this.change(area))
      if (this.data.files.length > 1) editor.append(this.choice())
      editor.append(area)
      this.editor = editor
      const code = this.section.querySelector(".podium-snippet__code")
      if (code instanceof HTMLElement) code.hidden = true
      if (code) code.after(editor)
      else this.section.prepend(editor)
    }

    /** Which file is edited. */
    choice() {
      const label = create("label", "podium-snippet__file")
      const select = create("select", "")
      for (const { name } of this.data.files) select.append(new Option(name.split("/").pop(), name))
      select.addEventListener("change", () => this.open(select.value))
      label.append("File ", select)
      return label
    }

    /** @param {string} name */
    open(name) {
      const area = this.area
      const file = this.files.find((each) => each.name === name) ?? this.files[0]
      if (!area || !file) return
      area.dataset.file = file.name
      area.value = file.text
      area.rows = file.text.split("\n").length
    }

    /** @param {HTMLTextAreaElement} area */
    change(area) {
      const name = area.dataset.file ?? ""
      const original = this.data.files.find((file) => file.name === name)?.text
      if (area.value === original) delete this.texts[name]
      else this.texts[name] = area.value
      area.rows = area.value.split("\n").length
      this.keep()
      this.section.dispatchEvent(new CustomEvent("podium-change", { bubbles: true }))
    }

    close() {
      this.editor?.remove()
      this.editor = null
      const code = this.section.querySelector(".podium-snippet__code")
      if (code instanceof HTMLElement) code.hidden = false
      this.paint()
    }

    /** Puts the built output away, or back. @param {boolean} away */
    fold(away) {
      const printed = this.section.querySelector(".podium-snippet__printed:not(.podium-snippet__printed--yours)")
      const folder = this.section.querySelector(".podium-snippet__before")
      if (away && printed && !folder) {
        const details = create("details", "podium-snippet__before")
        const summary = create("summary", "")
        summary.textContent = "Printed when built"
        printed.replaceWith(details)
        details.append(summary, printed)
      }
      if (!away && folder && printed) folder.replaceWith(printed)
    }

    /** A place for what a new run prints, in place of the last one's. */
    output() {
      const box = create("div", "podium-snippet__printed podium-snippet__printed--yours")
      const when = create("p", "podium-snippet__when")
      when.textContent = "Your run"
      box.append(when)
      this.fold(true)
      if (this.ran) this.ran.replaceWith(box)
      else (this.section.querySelector(".podium-snippet__before") ?? this.travel)?.before(box)
      if (!box.isConnected) this.section.append(box)
      this.ran = box
      this.mark(0)
      return box
    }

    /** Marks the line with a mistake, or none. @param {number} line */
    mark(line) {
      for (const each of this.code?.querySelectorAll("[data-line]") ?? []) {
        each.classList.toggle("podium-snippet__line--wrong", each.getAttribute("data-line") === String(line))
      }
    }

    /** The history, made if the page had none. */
    history() {
      if (!this.travel) {
        this.travel = /** @type {TravelElement} */ (document.createElement("podium-travel"))
        this.travel.className = "podium-travel"
        this.section.append(this.travel)
      }
      return this.travel
    }

    forgetRun() {
      this.ran?.remove()
      this.ran = undefined
      this.fold(false)
      if (this.travel) this.travel.show()
    }
  }

  class PodiumSnippet extends HTMLElement {
    /** @type {Map<Element, Variant>} */
    variants = new Map()
    /** @type {Variant | undefined} the one that runs */
    busy
    /** @type {Record<string, HTMLButtonElement>} */
    buttons = {}
    status = create("p", "podium-snippet__status")
    timer = 0

    connectedCallback() {
      if (!this.buttons.run) this.build()
      window.addEventListener("hashchange", this.follow)
      const language = recall(LANGUAGE)
      if (language) this.choose(language)
      for (const section of this.querySelectorAll(VARIANT)) this.variantOf(/** @type {HTMLElement} */ (section))
      this.place()
      if (this.variant.edited) this.say("Your changes from before are here.")
      void customElements.whenDefined("podium-travel").then(this.follow)
    }

    disconnectedCallback() {
      window.removeEventListener("hashchange", this.follow)
      window.clearTimeout(this.timer)
      podiumRun.stop("user", this.hear)
    }

    /** Buttons, the line of status, and what is heard. */
    build() {
      this.dataset.podiumKeys = ""
      this.status.setAttribute("role", "status")
      const button = (/** @type {string} */ name, /** @type {() => void} */ act) => {
        const made = create("button", "podium-snippet__button")
        Object.assign(made, { type: "button", textContent: name })
        made.addEventListener("click", act)
        this.buttons[name.toLowerCase()] = made
        return made
      }
      const tools = [
        button("Run", () => (this.busy && this.buttons.run?.textContent === "Stop" ? podiumRun.stop("user", this.hear) : this.run())),
        button("Edit", () => this.toggle()),
        button("Reset", () => this.reset()),
        button("Copy", () => this.copy(this.shown(), "Copied.")),
        button("Share", () => void this.share()),
      ]
      if (this.closest(".reveal")) tools.pop()
      this.buttons.run?.classList.add("podium-snippet__button--run")
      this.querySelector(".podium-snippet__tools")?.append(...tools)
      this.addEventListener("change", (event) => this.switch(event.target))
      this.addEventListener("podium-change", () => this.update())
      this.addEventListener("podium-step", (event) => this.variant.travel?.move(String(/** @type {CustomEvent} */ (event).detail?.at)))
      this.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !(event.target instanceof HTMLTextAreaElement)) return
        if (!event.target.matches(".podium-snippet__text")) return
        event.preventDefault()
        this.run()
      })
      this.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault())
    }

    /** The language that is shown. */
    get variant() {
      const radio = this.querySelector("input[name=language]:checked")
      const language = radio instanceof HTMLInputElement ? radio.value : ""
      const section = this.querySelector(`${VARIANT}[data-language="${CSS.escape(language)}"]`) ?? this.querySelector(VARIANT)
      return this.variantOf(/** @type {HTMLElement} */ (section))
    }

    /** @param {HTMLElement} section */
    variantOf(section) {
      const known = this.variants.get(section) ?? new Variant(section, this.dataset.name ?? "")
      this.variants.set(section, known)
      return known
    }

    /** @param {EventTarget | null} target */
    switch(target) {
      if (!(target instanceof HTMLInputElement) || target.name !== "language") return
      remember(LANGUAGE, target.value)
      const top = this.getBoundingClientRect().top
      for (const other of document.querySelectorAll("podium-snippet")) if (other instanceof PodiumSnippet) other.choose(target.value)
      window.scrollBy({ top: this.getBoundingClientRect().top - top, behavior: "instant" })
    }

    /** @param {string} language */
    choose(language) {
      const radio = this.querySelector(`input[name=language][value="${CSS.escape(language)}"]`)
      if (radio instanceof HTMLInputElement) radio.checked = true
      this.place()
    }

    /** Puts the line of status between the code and what it prints, in the language that is shown. */
    place() {
      const { section } = this.variant
      const after = section.querySelector(".podium-snippet__editor") ?? section.querySelector(".podium-snippet__code")
      if (after) after.after(this.status)
      else section.prepend(this.status)
      this.update()
    }

    update() {
      const { run, edit, reset } = this.buttons
      if (!run || !edit || !reset) return
      const { variant } = this
      edit.textContent = variant.editor ? "Done" : "Edit"
      reset.hidden = !variant.edited
      this.classList.toggle("podium-snippet--busy", this.busy === variant)
      if (this.busy !== variant) run.textContent = "Run"
    }

    /**
     * @param {string} words
     * @param {string} [name] of a button behind them
     * @param {() => void} [act]
     */
    say(words, name, act) {
      const button = create("button", "podium-snippet__link")
      button.type = "button"
      button.textContent = name ?? ""
      if (act) button.addEventListener("click", act)
      this.status.classList.remove("podium-snippet__hidden")
      this.status.replaceChildren(words, ...(act ? [" ", button] : []))
    }

    /** Says to those who do not see it what everybody else sees. @param {string} words */
    whisper(words) {
      this.say(words)
      this.status.classList.add("podium-snippet__hidden")
    }

    // Running

    /** @param {Story} [story] what happens instead @param {string} [notice] what that is called */
    run(story, notice) {
      const { variant } = this
      if (this.busy) podiumRun.stop("other", this.hear)
      this.busy = variant
      this.notice = notice
      this.fresh = true
      this.asked = story
      const { language, data } = variant
      const job = /** @type {Job} */ ({ do: "run", language, entry: data.entry, files: variant.files, story })
      this.say("")
      this.update()
      this.timer = window.setTimeout(() => {
        if (this.busy && this.buttons.run) this.buttons.run.textContent = "Stop"
        if (!this.status.textContent) this.whisper("Running.")
      }, FLICKER)
      const { run = "", python = "" } = this.dataset
      void podiumRun.run({ frame: run, python, limit: data.limit, job, hear: this.hear })
    }

    /** @type {(said: Heard) => void} */
    hear = (said) => {
      const variant = this.busy
      if (!variant) return
      if (said.say === "fetching") this.showProgress(variant, said.got, said.all)
      else if (said.say === "running" && language(variant) === "Python" && variant.ran?.querySelector("progress")) this.print(variant, [])
      else if (said.say === "output") this.print(variant, said.lines)
      else if (said.say === "done") this.conclude(variant, said)
      else if (said.say === "stopped" || said.say === "refused") this.giveUp(variant, said)
    }

    /** @param {Variant} variant @param {number} got @param {number} all bytes */
    showProgress(variant, got, all) {
      const box = variant.ran?.querySelector("progress") ? variant.ran : this.output(variant)
      const when = /** @type {HTMLElement} */ (box.firstElementChild)
      const progress = box.querySelector("progress") ?? box.appendChild(create("progress", "podium-snippet__progress"))
      const mega = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1)
      const words = `Fetching Python, ${Math.max(1, Math.round(all / 1e6))} MB`
      Object.assign(progress, { max: all, value: got, ariaLabel: words })
      when.textContent = got < all ? `${words}: ${mega(got)} of ${mega(all)}` : "Starting Python"
      if (this.status.textContent !== `${words}.`) this.whisper(`${words}.`)
    }

    /** @param {Variant} variant */
    output(variant) {
      this.fresh = false
      return variant.output()
    }

    /** @param {Variant} variant @param {Line[]} lines */
    print(variant, lines) {
      const box = this.fresh || variant.ran?.querySelector("progress") ? this.output(variant) : variant.ran
      if (!box || !lines.length) return
      let pre = box.querySelector("pre")
      if (!pre) {
        pre = create("pre", "podium-snippet__output")
        Object.assign(pre, { tabIndex: 0, role: "group", ariaLabel: "Output of your run" })
        box.append(pre)
      }
      for (const [stream, text] of lines) {
        const line = create("span", `podium-snippet__${stream === "err" ? "err" : "out"}`)
        line.textContent = String(text)
        pre.append(...(pre.firstChild ? ["\n"] : []), line)
      }
    }

    /** @param {Variant} variant @param {Extract<Heard, {say: "done"}>} said */
    conclude(variant, said) {
      this.print(variant, [])
      const box = variant.ran
      const when = box?.firstElementChild
      if (!box || !when) return
      const time = `${said.ms < 10 ? Number(said.ms).toFixed(1) : Math.round(said.ms)} ms`
      when.textContent = `Your run, ${time}${box.querySelector("pre") || said.error ? "" : ", printed nothing"}`
      if (said.left) box.append(text("podium-snippet__note", `${Number(said.left).toLocaleString("en")} more ${said.left === 1 ? "line" : "lines"} left out`))
      if (said.protocol) box.append(text("podium-snippet__note", `No history: ${said.protocol}`))
      if (said.error) this.showError(variant, box, said.error)
      this.settle("")
      this.whisper(said.error ? `It ended with an error: ${said.error.message}` : `Ran in ${time}.`)
      if (said.trace || !said.error) this.showTrace(variant, said.trace)
    }

    /** @param {Variant} variant @param {Trace} [trace] */
    showTrace(variant, trace) {
      if (!trace && !variant.travel) return
      const travel = variant.history()
      if (!trace) travel.hidden = true
      else travel.show(trace, this.asked ? this.notice : "")
    }

    /** @param {Variant} variant @param {HTMLElement} box @param {Failure} error */
    showError(variant, box, { name, message, file, line, text: whole }) {
      const shown = text("podium-snippet__error", `${name && !String(message).startsWith(name) ? `${name}: ` : ""}${message}`)
      box.append(shown)
      if (line) {
        const own = !file || file === variant.data.entry
        const go = create("button", "podium-snippet__link")
        Object.assign(go, { type: "button", textContent: own ? `Go to line ${line}` : `Go to ${file}, line ${line}` })
        go.addEventListener("click", () => {
          variant.edit(file, line)
          this.place()
        })
        shown.append(" ", go)
        if (own) variant.mark(Number(line))
      }
      if (!String(whole ?? "").includes("\n")) return
      const details = create("details", "podium-snippet__trace")
      const summary = create("summary", "")
      summary.textContent = "Where it came from"
      const pre = create("pre", "podium-snippet__output")
      pre.textContent = whole
      pre.tabIndex = 0
      details.append(summary, pre)
      box.append(details)
    }

    /** @param {Variant} variant @param {{say: string, why: string}} said */
    giveUp(variant, { say, why }) {
      if (say === "refused") {
        if (variant.ran?.querySelector("progress")) variant.forgetRun()
        const built = variant.section.querySelector(".podium-snippet__printed") ? "; what it printed when the page was built stands below" : ""
        return this.settle(`${REFUSED[why] ?? NO_RUN}${built}.`)
      }
      if (variant.ran?.querySelector("progress")) variant.forgetRun()
      else if (!this.fresh) variant.ran?.append(text("podium-snippet__note", "Stopped here"))
      const { limit } = variant.data
      this.settle(why === "limit" ? `Stopped after ${limit} ${limit === 1 ? "second" : "seconds"}, its limit.` : (STOPPED[why] ?? "Stopped."))
    }

    /** @param {string} words */
    settle(words) {
      window.clearTimeout(this.timer)
      this.busy = undefined
      this.say(words)
      this.update()
    }

    // Editing

    toggle() {
      const { variant } = this
      if (variant.editor) variant.close()
      else variant.edit()
      this.place()
      if (!variant.editor) this.say("")
    }

    reset() {
      const { variant } = this
      const texts = variant.texts
      const open = Boolean(variant.editor)
      const put = (/** @type {{[name: string]: string}} */ next) => {
        variant.take(next)
        if (variant.editor) variant.open(variant.area?.dataset.file ?? "")
        variant.keep()
        this.update()
      }
      podiumRun.stop("user", this.hear)
      variant.forgetRun()
      put({})
      if (!open) this.buttons.edit?.focus()
      else variant.area?.focus({ preventScroll: true })
      this.say("Reset.", "Undo", () => {
        put(texts)
        this.say("Your changes are back.")
        this.buttons.edit?.focus()
      })
    }

    // Copying and sharing

    /** The code as one sees it. */
    shown() {
      const { area, code, edited, text } = this.variant
      return area?.value ?? (edited ? text : (code?.textContent ?? text))
    }

    /** @param {string} text @param {string} words what to say then */
    async copy(text, words) {
      try {
        await navigator.clipboard.writeText(text)
        this.say(words)
      } catch {
        const area = create("textarea", "podium-snippet__offer")
        Object.assign(area, { value: text, readOnly: true, rows: 2, ariaLabel: "To copy" })
        this.say("Press Ctrl+C to copy: ")
        this.status.append(area)
        area.select()
      }
    }

    /** @param {string} [at] a place in the history @returns {Promise<string>} */
    async link(at = "") {
      const { variant } = this
      const code = variant.edited ? `&code=${await podiumCode.pack(variant.texts)}` : ""
      const name = `${this.dataset.name}.${variant.language === "python" ? "py" : "js"}`
      return `${location.href.split("#")[0]}#snippet=${encodeURIComponent(name)}${at && `&at=${at}`}${code}`
    }

    async share() {
      const { travel, edited } = this.variant
      const moved = travel && !travel.hidden && travel.at !== travel.dataset.first
      const url = await this.link(moved ? travel.at : "")
      if (navigator.share && matchMedia("(pointer: coarse)").matches) return navigator.share({ url }).catch(() => {})
      return this.copy(url, edited ? "Link copied, with your changes in it." : "Link copied.")
    }

    /** Goes where the address leads. */
    follow = async () => {
      const wish = new URLSearchParams(location.hash.slice(1))
      const [, name, kind] = /^(.*?)(?:\.(js|mjs|py))?$/.exec(wish.get("snippet") ?? "") ?? []
      const first = [...document.querySelectorAll("podium-snippet")].find((other) => other instanceof HTMLElement && other.dataset.name === name)
      if (!name || first !== this) return
      if (kind) this.choose(kind === "py" ? "python" : "javascript")
      const { variant } = this
      const at = wish.get("at")
      if (at && variant.travel) variant.travel.move(at)
      this.scrollIntoView({ block: "start" })
      const code = wish.get("code")
      if (!code) return
      try {
        variant.take(await podiumCode.unpack(code))
        if (!variant.edited) return
        variant.edit(Object.keys(variant.texts)[0])
        this.place()
        this.say("This code came with the link; read it before you run it.")
      } catch {
        this.say("The code in this link is broken; here is the snippet as the page has it.")
      }
    }
  }

  /** @param {Variant} variant */
  function language(variant) {
    return variant.language === "python" ? "Python" : "JavaScript"
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

  /** A paragraph. @param {string} className @param {string} words */
  function text(className, words) {
    const made = create("p", className)
    made.textContent = words
    return made
  }

  /** @param {string} key */
  function recall(key) {
    try {
      return localStorage.getItem(key)
    } catch {
      return null // No storage
    }
  }

  /** @param {string} key @param {string | null} value */
  function remember(key, value) {
    try {
      if (value === null) localStorage.removeItem(key)
      else localStorage.setItem(key, value)
    } catch {} // No storage, or a full one: a reload starts anew.
  }

  if (!customElements.get("podium-snippet")) customElements.define("podium-snippet", PodiumSnippet)
})()
