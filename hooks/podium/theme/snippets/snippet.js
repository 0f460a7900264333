// @ts-check
/**
 * `<podium-snippet data-name="…" data-run="…" data-python="…">` runs the code it shows, lets it be edited and shared.
 *
 * The HTML within says everything already; here come buttons, an editor, "Your run", and what links bring. Texts of
 * snippets, workers and addresses become text nodes and nothing else.
 */

/**
 * @typedef {InstanceType<typeof podiumCode.Variant>} Variant
 * @typedef {HTMLElement & {trace: Trace | undefined, at: string, move(at: string | number): boolean, show(trace?: Trace, notice?: string): void}} TravelElement
 */
;(() => {
  const { Variant, create, pack, unpack, recall, remember } = podiumCode
  const FLICKER = 150 // Milliseconds that a run may take without a button to stop it
  const NEWS = 5000 // for which the line of status stays in sight
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

  class PodiumSnippet extends HTMLElement {
    /** @type {Map<Element, Variant>} */
    variants = new Map()
    /** @type {Variant | undefined} the one that runs */
    busy
    /** @type {Record<string, HTMLButtonElement>} */
    buttons = {}
    status = create("p", "podium-snippet__status")
    timer = 0
    news = 0

    connectedCallback() {
      // Somebody may have been faster than this script.
      const chosen = this.buttons.run ? null : this.querySelector("input[name=language]:checked:not([checked])")
      if (!this.buttons.run) this.build()
      window.addEventListener("hashchange", this.follow)
      const language = recall(LANGUAGE)
      if (chosen) this.switch(chosen)
      else if (language) this.choose(language)
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
      this.status.className = "podium-snippet__status podium-snippet__status--news"
      window.clearTimeout(this.news)
      this.news = window.setTimeout(() => this.status.classList.remove("podium-snippet__status--news"), NEWS)
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
      else if (said.say === "running" && variant.language === "python" && variant.ran?.querySelector("progress")) this.print(variant, [])
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
      if (!box || !Array.isArray(lines) || !lines.length) return
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
      const shown = text("podium-snippet__error", [name, message].filter(Boolean).join(": "))
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
      const code = variant.edited ? `&code=${await pack(variant.texts)}` : ""
      const name = `${this.dataset.name}.${variant.language === "python" ? "py" : "js"}`
      return `${location.href.split("#")[0]}#snippet=${encodeURIComponent(name)}${at && "&at="}${at}${code}`
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
        variant.take(await unpack(code))
        if (!variant.edited) return
        variant.edit(Object.keys(variant.texts)[0])
        this.place()
        this.say("This code came with the link; read it before you run it.")
      } catch {
        this.say("The code in this link is broken; here is the snippet as the page has it.")
      }
    }
  }

  /** A paragraph. @param {string} className @param {string} words */
  function text(className, words) {
    const made = create("p", className)
    made.textContent = words
    return made
  }

  // In a task of its own, behind those in which Material's script starts.
  window.setTimeout(() => customElements.get("podium-snippet") ?? customElements.define("podium-snippet", PodiumSnippet))
})()
