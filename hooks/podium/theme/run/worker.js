// @ts-check
// Runs snippets where nothing of the page, the network or the machine can be reached: in a worker of a browser's
// sandboxed frame, and in a worker of Deno without permissions when the site is built.

/**
 * @typedef {{name: string, text: string}} SnippetFile
 * @typedef {{asm: string, script?: string, loader: string, wasm: ArrayBuffer | WebAssembly.Module, library: ArrayBuffer, snapshot?: ArrayBuffer}} PythonParts
 * @typedef {{do: "run", language: "javascript" | "python", entry: string, files: SnippetFile[], story?: Story}} Job
 * @typedef {{name: string, message: string, file?: string, line?: number, column?: number, text: string}} Failure
 */

// What belongs to the world outside; a browser's policy forbids most of it as well.
const OUTSIDE = [
  ..."fetch XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport BroadcastChannel Worker SharedWorker".split(" "),
  ..."importScripts indexedDB caches cookieStore Deno process Buffer global postMessage close localStorage".split(" "),
]
const SPECIFIER = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}\/[^"'\n]+)\2/g
const MOST_WORDS = 1000 // letters of what an error says, and of its whole text
const MOST_TEXT = 16 * 1024
const PLACE = /(blob:[^\s()@]+?):(\d+):(\d+)/

const post = /** @type {(message: object, transfer?: Transferable[]) => void} */ (self.postMessage.bind(self))
const clock = performance.now.bind(performance)
const wait = self.setTimeout.bind(self)
let printer = makePrinter(say, clock)
/** @type {Map<string, string>} addresses of modules and their names */
const addresses = new Map()
/** @type {any} */
let python = null

self.addEventListener("message", (event) => {
  const job = event.data
  if (job?.do === "boot") void boot(job.python)
  else if (job?.do === "run") void run(job)
})

/** @param {Line[]} lines */
function say(lines) {
  post({ say: "output", lines })
}

/** Takes the world outside away from what runs here. */
function lockUp() {
  for (const name of OUTSIDE) {
    for (let owner = self; owner; owner = Object.getPrototypeOf(owner)) {
      try {
        delete (/** @type {any} */ (owner)[name])
      } catch {
        // What cannot be taken away is forbidden by the frame's policy.
      }
    }
  }
}

/** @param {Job} job */
async function run(job) {
  const began = clock()
  printer = makePrinter(say, clock)
  const result = await (job.language === "python" ? runPython(job) : runJavaScript(job))
  printer.flush()
  post({ say: "done", ms: clock() - began, ...result, left: printer.left + (result.left ?? 0) })
}

/** @param {Job} job */
async function runJavaScript(job) {
  lockUp()
  takeConsole((stream, text) => printer.print(stream, text))
  const errors = listen()
  const timers = countTimers()
  try {
    const module = await import(link(job.entry, new Map(job.files.map((file) => [file.name, file.text])), []))
    await timers.idle(errors)
    if (errors.length) throw errors[0]
    printer.muted = true
    return { trace: traceModule(module, job.story) ?? undefined }
  } catch (error) {
    return error instanceof ProtocolError ? { protocol: error.message } : fail(error)
  } finally {
    printer.muted = false
  }
}

/** Errors that nobody caught, as they come. */
function listen() {
  /** @type {unknown[]} */
  const errors = []
  self.addEventListener("error", (event) => {
    event.preventDefault()
    errors.push(event.error ?? new Error(event.message))
  })
  self.addEventListener("unhandledrejection", (event) => {
    event.preventDefault()
    errors.push(event.reason)
  })
  return errors
}

/** Counts timers that a snippet starts, so that one can wait until there are none, or an error, and end them all. */
function countTimers() {
  /** @type {Set<number>} */
  const pending = new Set()
  const { setTimeout, setInterval, clearTimeout, clearInterval } = self
  Object.assign(self, {
    /** @param {any} act @param {number} [ms] @param {unknown[]} rest */
    setTimeout(act, ms, ...rest) {
      const timer = setTimeout(() => {
        pending.delete(timer)
        act(...rest)
      }, ms)
      pending.add(timer)
      return timer
    },
    /** @param {any} act @param {number} [ms] @param {unknown[]} rest */
    setInterval(act, ms, ...rest) {
      const timer = setInterval(act, ms, ...rest)
      pending.add(timer)
      return timer
    },
    /** @param {number} timer */
    clearTimeout(timer) {
      pending.delete(timer)
      clearTimeout(timer)
    },
    /** @param {number} timer */
    clearInterval(timer) {
      pending.delete(timer)
      clearInterval(timer)
    },
  })
  return {
    /** @param {unknown[]} errors */
    async idle(errors) {
      do {
        printer.flush()
        await new Promise((done) => wait(done, pending.size ? 5 : 0))
      } while (pending.size && !errors.length)
    },
    end() {
      for (const timer of pending) clearTimeout(timer)
      Object.assign(self, { setTimeout, setInterval, clearTimeout, clearInterval })
    },
  }
}

/**
 * The address of a module whose relative imports lead to the other files: a blob has no neighbours of its own.
 * @param {string} name @param {Map<string, string>} files @param {string[]} above the files that import it
 * @returns {string}
 */
function link(name, files, above) {
  const known = [...addresses].find(([, other]) => other === name)
  if (known) return known[0]
  if (above.includes(name)) throw new SyntaxError(`${name} imports itself, by way of ${above.slice(above.indexOf(name)).join(", ")}`)
  const text = (files.get(name) ?? "").replace(SPECIFIER, (all, before, mark, specifier) => {
    const target = new URL(specifier, `file:///${name}`).pathname.slice(1)
    return files.has(target) ? before + mark + link(target, files, [...above, name]) + mark : all
  })
  const type = name.endsWith(".json") ? "application/json" : "text/javascript"
  const address = URL.createObjectURL(new Blob([text], { type }))
  addresses.set(address, name)
  return address
}

/**
 * What went wrong, with its place in the snippet's own files.
 * @param {unknown} error @returns {{error: Failure, syntax?: true}}
 */
function fail(error) {
  const made = error instanceof Error ? error : null
  let message = shorten(made ? String(made.message) : inspect(error), MOST_WORDS)
  let name = shorten(made ? String(made.name) : "Error", MOST_WORDS)
  const whole = shorten(String(made?.stack ?? message), MOST_TEXT)
  const stack = `${message}\n${whole}`
  const place = PLACE.exec(stack.replace(/[^]*?(?=blob:)/, (before) => (before.includes("blob:") ? "" : before)))
  // Deno reads modules itself and wraps what it has to say.
  const wrapped = /^(?:SyntaxError: |The module's source code could not be parsed: )/.exec(message)
  if (wrapped) [name, message] = ["SyntaxError", message.slice(wrapped[0].length).split("\n")[0]]
  const file = place ? addresses.get(place[1]) : undefined
  const failure = { name, message: rename(message.split(/\n\s+at /)[0]), text: rename(whole) }
  if (file && place) return { error: { ...failure, file, line: Number(place[2]), column: Number(place[3]) } }
  return name === "SyntaxError" ? { error: failure, syntax: true } : { error: failure }
}

/** A text with names of files where addresses of blobs stood, and without our own part of a stack. @param {string} text */
function rename(text) {
  let own = text
  for (const [address, name] of addresses) own = own.replaceAll(address, name)
  return own
    .split("\n")
    .filter((line) => !/blob:|data:|ext:/.test(line))
    .join("\n")
}

/** Starts Python from its parts; nothing is asked of anybody. @param {PythonParts} parts */
async function boot(parts) {
  try {
    // A memory that cannot be taken up again, as of another engine, costs the time of a first start and no more.
    python = await loadPython(parts).catch((error) => {
      if (!parts.snapshot) throw error
      return loadPython({ ...parts, snapshot: undefined })
    })
    post({ say: "ready", python: python.version, snapshot: python.snapshot }, python.snapshot ? [python.snapshot] : [])
  } catch (error) {
    post({ say: "failed", error: fail(error).error })
  }
}

/** @param {PythonParts} parts @returns {Promise<any>} */
async function loadPython(parts) {
  lockUp()
  const scope = /** @type {any} */ (self)
  /** @param {string | URL} address */
  scope.fetch = async (address) => new Response(/library/.test(String(address)) ? parts.library : new ArrayBuffer(0))
  // Pyodide takes a worker whose importScripts works for one of the old kind, which it does not like.
  scope.importScripts = () => {
    throw new TypeError("not here")
  }
  const compile = async (/** @type {unknown} */ _, /** @type {WebAssembly.Imports} */ imports) =>
    parts.wasm instanceof WebAssembly.Module
      ? { module: parts.wasm, instance: await WebAssembly.instantiate(parts.wasm, imports) }
      : WebAssembly.instantiate(parts.wasm, imports)
  WebAssembly.instantiateStreaming = /** @type {any} */ (compile)
  const { loadPyodide, lock } = await importText(parts.loader)
  // Deno reads a module a second time before it runs, which takes as long as half of a start; a script it does not.
  const createPyodideModule = parts.script ? (0, eval)(parts.script) : (await importText(parts.asm)).default
  const pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: "https://podium.invalid/",
    stdLibURL: "https://podium.invalid/library",
    lockFileContents: { ...lock, packages: {} },
    packageBaseUrl: "https://podium.invalid/",
    env: { PYTHONHASHSEED: "0", LANG: "C.UTF-8" }, // else the machine's language, or the visitor's
    stdout: () => {},
    stderr: () => {},
    // Taken up again, the memory of a first start is a new interpreter in a third of the time. What can be kept shows
    // a snippet the world outside through a proxy, so the others do it as well: all begin in the same.
    _makeSnapshot: true,
    ...(parts.snapshot ? { _loadSnapshot: parts.snapshot } : {}),
  })
  const snapshot = parts.snapshot ? undefined : pyodide.makeMemorySnapshot().buffer
  lockUp()
  const driver = pyodide.pyimport("podium_driver")
  return { version: driver.VERSION, run: driver.run, snapshot }
}

/** @param {string} text */
function importText(text) {
  return import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })))
}

/** @param {Job} job */
async function runPython(job) {
  const { Date: RealDate, performance } = self
  const now = performance.now
  /** Sets the clocks of Python an hour ahead, or right. @param {number} ms */
  const shift = (ms) => {
    const ahead = () => RealDate.now() + ms
    self.Date = ms ? new Proxy(RealDate, { get: (target, key) => (key === "now" ? ahead : Reflect.get(target, key)) }) : RealDate
    performance.now = ms ? () => now.call(performance) + ms : now
  }
  const timers = countTimers()
  /** @param {"out" | "err"} stream @param {string} text */
  const give = (stream, text) => printer.print(stream, text)
  try {
    return JSON.parse(python.run(JSON.stringify(job), give, shift))
  } catch (error) {
    return { ...fail(error), fatal: true }
  } finally {
    shift(0)
    timers.end()
  }
}
