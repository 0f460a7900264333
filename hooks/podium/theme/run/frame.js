// @ts-check
/**
 * The script of the frame in which snippets run: it has no origin, no network and no page, starts a worker for each run,
 * keeps its time and ends it. It hears only the page around it: `{do: "parts" | "boot" | "run" | "stop"}`.
 */
;(() => {
  // Whoever frames this without a sandbox, on another site even, would run code in the name of this one.
  if (self.origin !== "null") return
  const MOST_MESSAGES = 5000
  const SOON = 400 // Milliseconds after which another run may well be wanted before this one ends
  const text = document.getElementById("worker")?.textContent ?? ""
  const home = URL.createObjectURL(new Blob([text], { type: "text/javascript" }))
  /** @typedef {{python: boolean, worker: Worker, ready: boolean, heard: number, born: number, drop: () => void}} Runner */

  let refused = false // blob: workers are; data: ones may do
  /** @type {PythonParts | undefined} */
  let parts
  /** @type {Promise<unknown>} */
  let compiled = Promise.resolve()
  /** @type {Runner | undefined} one in which Python has started, or starts, and nothing has run: the next to be busy */
  let spare
  /** @type {Runner | undefined} the one that is busy */
  let runner
  /** @type {(Job & {id: number, limit: number}) | undefined} */
  let job
  let timer = 0
  let soon = 0
  let wanted = 0 // the run that the page waits for

  /** @param {object} message */
  const tell = (message) => parent.postMessage({ podium: "run", id: job?.id, ...message }, "*")

  /** @param {boolean} isPython @returns {Runner} */
  function start(isPython) {
    const worker = new Worker(refused ? `data:text/javascript,${encodeURIComponent(text)}` : home)
    /** @type {Runner} */
    const made = { python: isPython, worker, ready: !isPython, heard: 0, born: 0, drop: () => worker.terminate() }
    worker.onmessage = (event) => hear(made, event.data)
    worker.onerror = (event) => fail(made, event)
    if (isPython) worker.postMessage({ do: "boot", python: parts })
    return made
  }

  /** Tries the other kind of address for a worker that never spoke. @param {Runner} made @param {ErrorEvent} event */
  function fail(made, event) {
    event.preventDefault()
    made.drop()
    if (made === spare) spare = undefined
    if (made !== runner) return
    if (made.heard) return finish({ say: "stopped", why: "memory" })
    if (refused) return finish({ say: "refused", why: "worker" })
    refused = true
    if (job) run(job)
  }

  /** @param {Runner} made @param {any} said */
  function hear(made, said) {
    made.heard += 1
    if (said?.say === "ready") {
      made.ready = true
      if (parts && said.snapshot) parts.snapshot = said.snapshot
      if (made === runner) send()
    } else if (said?.say === "failed") {
      made.drop()
      if (made === spare) spare = undefined
      if (made === runner) finish({ say: "done", left: 0, ms: 0, error: said.error })
    } else if (made !== runner || !job) return
    else if (made.heard > MOST_MESSAGES) stop("messages")
    else if (said?.say === "output") tell(said)
    else if (said?.say === "done") void conclude(made, said)
  }

  /** @param {Runner} made @param {any} said */
  async function conclude(made, said) {
    clearTimeout(timer)
    const files = job?.files ?? []
    if (said.syntax && said.error && !said.error.line) Object.assign(said.error, await findSyntaxError(files))
    if (made !== runner) return
    made.drop()
    finish(said)
    if (made.python) prepare()
  }

  /** @param {object} message the last one of a job */
  function finish(message) {
    clearTimeout(timer)
    clearTimeout(soon)
    tell(message)
    job = runner = undefined
  }

  /** Starts the Python of the next run, while the result of this one is read: no run finds what another one left. */
  function prepare() {
    spare ??= start(true)
  }

  /** @param {Job & {id: number, limit: number}} next */
  function run(next) {
    job = next
    try {
      const isPython = job.language === "python"
      runner = (isPython && spare) || start(isPython)
      if (isPython) spare = undefined
    } catch {
      if (refused) return finish({ say: "refused", why: "worker" })
      refused = true
      return run(next)
    }
    if (runner.ready) send()
  }

  function send() {
    if (!job || !runner) return
    runner.heard = Math.min(runner.heard, 1)
    tell({ say: "running" })
    runner.worker.postMessage({ do: "run", language: job.language, entry: job.entry, files: job.files, story: job.story })
    timer = setTimeout(() => stop("limit"), job.limit * 1000)
    if (runner.python) soon = setTimeout(prepare, SOON)
  }

  /** @param {string} why */
  function stop(why) {
    if (!runner) return
    const { python } = runner
    if (runner.ready) runner.drop()
    else spare = runner // It can go on with its start.
    finish({ say: "stopped", why })
    if (python) prepare()
  }

  /**
   * The place of a mistake in grammar, which a worker is not told. The browser reads each file as a module here; an
   * import that nobody answers stands at its end, so that none can ever run.
   *
   * @param {SnippetFile[]} files
   */
  async function findSyntaxError(files) {
    for (const { name, text } of files) {
      const script = document.createElement("script")
      script.type = "module"
      script.textContent = `${text}\n;import "podium:nothing"`
      const found = await new Promise((done) => {
        window.onerror = (message, _file, line, column, error) => {
          done(error instanceof SyntaxError || /SyntaxError/.test(String(message)) ? { file: name, line, column } : null)
          return true
        }
        script.onerror = () => done(null)
        setTimeout(done, 500)
        document.body.append(script)
      })
      script.remove()
      if (found) return found
    }
    return {}
  }

  /** @param {{asm: ArrayBuffer, loader: ArrayBuffer, wasm: ArrayBuffer, library: ArrayBuffer, snapshot?: ArrayBuffer}} bytes */
  async function take({ asm, loader, wasm, ...rest }) {
    const read = (/** @type {ArrayBuffer} */ buffer) => new TextDecoder().decode(buffer)
    const module = await WebAssembly.compile(wasm)
    parts = { ...rest, asm: read(asm), loader: read(loader), wasm: module }
  }

  window.addEventListener("message", async (event) => {
    const order = event.data
    if (event.source !== parent || !order) return
    if (order.do === "stop") wanted = 0
    if (order.do === "stop") return stop(order.why)
    if (order.do === "parts") compiled = take(order.parts).catch((error) => tell({ say: "refused", why: "python", id: order.id, text: String(error) }))
    if (order.do !== "run") return
    wanted = order.id
    if (order.language === "python") await compiled
    if (wanted === order.id && (order.language !== "python" || parts)) run(order)
  })
  parent.postMessage({ podium: "frame" }, "*")
})()
