// @ts-check
/**
 * The code of a snippet in one language: kept, edited, coloured, and packed into links.
 *
 * Code that a visitor changed is coloured with the names of classes that Pygments uses: enough of two languages for that.
 */

/** @typedef {{entry: string, files: SnippetFile[], limit: number, path: string, digest: string}} SnippetData */

// biome-ignore lint: a script that two pages share declares it twice
var podiumCode = (() => {
  /** Comments, texts, numbers and words, in this order. @type {Record<string, RegExp>} */
  const TOKENS = {
    javascript:
      /(\/\/.*|\/\*[^]*?(?:\*\/|$))|(`(?:\\[^]|[^\\`])*`?|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)|(\b\d[\w.]*)|([\p{L}_$][\p{L}\p{N}_$]*)/gu,
    python:
      /(#.*)|((?:\b[rbfuRBFU]{1,2})?(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))|(\b\d[\w.]*)|([\p{L}_][\p{L}\p{N}_]*)/gu,
  }
  /** @type {Record<string, Set<string>>} */
  const WORDS = {
    javascript: words(
      "as async await break case catch class const continue default delete do else export extends finally for from function get if import in instanceof let new of return set static super switch this throw try typeof var void while yield",
    ),
    python: words(
      "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield",
    ),
  }
  const VALUES = words("true false null undefined NaN Infinity True False None")
  const CLASSES = ["c1", "s", "mi", "k"]

  /** @param {string} text */
  function words(text) {
    return new Set(text.split(" "))
  }

  /**
   * The lines of a text, each a span with its number, coloured.
   * @param {string} text @param {string} language
   */
  function paint(text, language) {
    /** @type {HTMLElement[]} */
    const lines = []
    const begin = () => {
      const line = document.createElement("span")
      line.className = "podium-snippet__line"
      line.dataset.line = String(lines.push(line))
      return line
    }
    let line = begin()
    /** @param {string} part @param {string} kind */
    const add = (part, kind) => {
      for (const [index, piece] of part.split("\n").entries()) {
        if (index) line = begin()
        const token = kind ? document.createElement("span") : document.createTextNode(piece)
        if (token instanceof HTMLElement) Object.assign(token, { className: kind, textContent: piece })
        if (piece) line.append(token)
      }
    }
    let at = 0
    for (const found of text.matchAll(TOKENS[language] ?? /$^/g)) {
      add(text.slice(at, found.index), "")
      add(found[0], kindOf(found, language))
      at = found.index + found[0].length
    }
    add(text.slice(at), "")
    return lines
  }

  /** @param {RegExpMatchArray} found @param {string} language */
  function kindOf(found, language) {
    const place = found.slice(1).findIndex(Boolean)
    if (place < 3) return CLASSES[place] ?? ""
    return WORDS[language]?.has(found[0]) ? "k" : VALUES.has(found[0]) ? "kc" : ""
  }

  /** Texts as a part of an address. @param {{[name: string]: string}} texts */
  async function pack(texts) {
    const bytes = new TextEncoder().encode(JSON.stringify(texts))
    const short = "CompressionStream" in window
    const packed = short ? await through(bytes, new CompressionStream("deflate-raw")) : bytes
    const letters = Array.from(packed, (byte) => String.fromCharCode(byte)).join("")
    return (short ? "1" : "0") + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
  }

  /**
   * What `pack` packed; throws when it is something else.
   * @param {string} code
   * @returns {Promise<{[name: string]: string}>}
   */
  async function unpack(code) {
    const letters = atob(code.slice(1).replaceAll("-", "+").replaceAll("_", "/"))
    const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
    const bytes = code[0] === "1" ? await through(packed, new DecompressionStream("deflate-raw")) : packed
    const texts = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
    if (!texts || typeof texts !== "object" || !Object.values(texts).every((text) => typeof text === "string")) throw new TypeError(code)
    return texts
  }

  const MOST = 2 ** 18 // Bytes; a link can unfold to any length.

  /** @param {Uint8Array} bytes @param {any} change a stream */
  async function through(bytes, change) {
    const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(change)
    const reader = /** @type {ReadableStreamDefaultReader<Uint8Array>} */ (stream.getReader())
    const parts = []
    let size = 0
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value)
      size += next.value.length
      if (size > MOST) throw new RangeError("too long")
    }
    return new Uint8Array(await new Blob(/** @type {BlobPart[]} */ (parts)).arrayBuffer())
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
      const before = this.edited
      this.texts = {}
      for (const { name, text } of this.data.files) {
        const other = texts?.[name]
        if (typeof other === "string" && other !== text) this.texts[name] = other
      }
      if (before || this.edited) this.paint()
    }

    keep() {
      remember(this.key, this.edited ? JSON.stringify(this.texts) : null)
    }

    /** Shows the code as it is now: the page's own lines when it is the page's own. */
    paint() {
      const lines = this.edited ? paint(this.text.replace(/\n$/, ""), this.language) : null
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

  return { Variant, create, pack, unpack, recall, remember }
})()
