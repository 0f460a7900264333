// @ts-check
/** Colours code that a visitor changed, with the names of classes that Pygments uses: enough of two languages for that. */

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

  return { paint, pack, unpack }
})()
