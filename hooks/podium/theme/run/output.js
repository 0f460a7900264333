// @ts-check
// What a snippet prints, as text: the same in every engine, counted and batched where it is made.

const MOST_LINES = 1000
const MOST_LETTERS = 64 * 1024
const WIDTH = 72
const DEEPEST = 4
const BATCH = 50
const FIRST_LINES = 20

/** @typedef {["out" | "err", string]} Line */

/** A text of at most so many letters, without its middle if it has more. @param {string} text @param {number} most */
function shorten(text, most) {
  return text.length > most ? `${text.slice(0, most / 2)} … ${text.slice(-most / 2)}` : text
}

/**
 * Takes lines and posts them in batches; what is too much is counted and dropped.
 * @param {(lines: Line[]) => void} post
 * @param {() => number} now milliseconds
 */
function makePrinter(post, now) {
  /** @type {Line[]} */
  let batch = []
  let lines = 0
  let letters = 0
  let last = now()
  const printer = {
    left: 0,
    muted: false,
    /** Takes a text; tells whether there is room for more. @param {"out" | "err"} stream @param {string} text */
    print(stream, text) {
      if (printer.muted) return true
      for (const line of text.split("\n")) {
        if (lines >= MOST_LINES || letters >= MOST_LETTERS) {
          printer.left += 1
          continue
        }
        const kept = line.slice(0, MOST_LETTERS - letters)
        batch.push([stream, kept === line ? line : `${kept}…`])
        lines += 1
        letters += kept.length + 1
      }
      // What comes first goes at once: an endless loop may be next.
      if (lines <= FIRST_LINES || now() - last > BATCH) printer.flush()
      return lines < MOST_LINES && letters < MOST_LETTERS
    },
    flush() {
      if (batch.length) post(batch)
      batch = []
      last = now()
    },
  }
  return printer
}

/**
 * Puts our own methods into the console.
 * @param {(stream: "out" | "err", text: string) => void} print
 */
function takeConsole(print) {
  let indent = ""
  /** @type {Map<string, number>} */
  const counts = new Map()
  /** @param {"out" | "err"} stream @returns {(...values: unknown[]) => void} */
  const write =
    (stream) =>
    (...values) =>
      print(stream, formatLine(values).replace(/^/gm, indent))
  const log = write("out")
  const complain = write("err")
  Object.assign(console, {
    log,
    info: log,
    debug: log,
    dir: (/** @type {unknown} */ value) => log(value),
    warn: complain,
    error: complain,
    trace: complain,
    assert: (/** @type {unknown} */ holds, /** @type {unknown[]} */ ...rest) => {
      if (!holds) complain("Assertion failed", ...rest)
    },
    count: (label = "default") => {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      log(`${label}: ${counts.get(label)}`)
    },
    group: (/** @type {unknown[]} */ ...values) => {
      if (values.length) log(...values)
      indent += "  "
    },
    groupEnd: () => {
      indent = indent.slice(2)
    },
    table: (/** @type {unknown} */ rows) => {
      const all = rows && typeof rows === "object" ? Object.entries(rows) : [["", rows]]
      for (const [name, row] of all) log(`${name}: ${inspect(row)}`)
    },
    time: () => {},
    timeLog: () => {},
    timeEnd: () => {},
  })
}

/** Values side by side, `%s` and its kin filled in, as consoles do it. @param {unknown[]} values */
function formatLine(values) {
  const [first, ...rest] = values
  if (typeof first !== "string" || !rest.length) return values.map(show).join(" ")
  const filled = first.replace(/%([sdifoOjc%])/g, (mark, kind) => {
    if (kind === "%") return "%"
    if (!rest.length) return mark
    const value = rest.shift()
    if (kind === "c") return ""
    if (kind === "d" || kind === "f") return String(Number(value))
    if (kind === "i") return String(Math.trunc(Number(value)))
    return kind === "j" ? JSON.stringify(value) : kind === "s" ? show(value) : inspect(value)
  })
  return [filled, ...rest.map(show)].join(" ")
}

/** @param {unknown} value */
function show(value) {
  return typeof value === "string" ? value : inspect(value)
}

/**
 * A value as code, on one line where it fits.
 * @param {unknown} value @param {number} [depth] @param {unknown[]} [above] what holds it
 * @returns {string}
 */
function inspect(value, depth = 0, above = []) {
  if (typeof value === "string") return quote(value)
  if (typeof value === "bigint") return `${value}n`
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value)
  if (typeof value === "function") return `[${/^class\b/.test(String(value)) ? "class" : "Function"}: ${value.name || "(anonymous)"}]`
  if (typeof value !== "object" || value === null) return String(value)
  if (above.includes(value)) return "[Circular]"
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString()
  if (value instanceof RegExp) return String(value)
  if (value instanceof Error) return `${value.name}: ${value.message}`
  return inspectParts(value, depth, [...above, value])
}

/** @param {object} value @param {number} depth @param {unknown[]} above @returns {string} */
function inspectParts(value, depth, above) {
  const list = Array.isArray(value) || value instanceof Set
  const name = nameOf(value)
  if (depth > DEEPEST) return list ? `[${name || "Array"}]` : `[${name || "Object"}]`
  /** @param {unknown} part */
  const inner = (part) => inspect(part, depth + 1, above)
  const parts = list
    ? [...value].map(inner)
    : value instanceof Map
      ? [...value].map(([key, part]) => `${inner(key)} => ${inner(part)}`)
      : Object.entries(value).map(([key, part]) => `${/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : quote(key)}: ${inner(part)}`)
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"]
  const before = name ? `${name} ` : ""
  if (!parts.length) return `${before}${open}${close}`
  const line = `${before}${open} ${parts.join(", ")} ${close}`
  if (line.length <= WIDTH && !line.includes("\n")) return line
  return `${before}${open}\n${parts.join(",\n").replace(/^/gm, "  ")}\n${close}`
}

/** What stands before the braces of a value that is neither a list nor a plain object. @param {object} value */
function nameOf(value) {
  if (value instanceof Map || value instanceof Set) return `${value.constructor.name}(${value.size})`
  const prototype = Object.getPrototypeOf(value)
  if (prototype === null) return "[Object: null prototype]"
  const name = prototype.constructor?.name ?? ""
  return name === "Object" || name === "Array" ? "" : name
}

/** @param {string} text */
function quote(text) {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : "`"
  return mark + text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t") + mark
}
