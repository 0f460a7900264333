// @ts-check
/**
 * Runs snippets for the page: one hidden frame without origin and network, made when it is first needed; Python's bytes,
 * fetched once and kept; one run at a time. `podiumRun.run` answers through `hear`, with the worker's own messages and
 * `{say: "fetching", got, all}`, `{say: "stopped", why}` and `{say: "refused", why}`.
 */

/**
 * @typedef {{say: "fetching", got: number, all: number} | {say: "running"} | {say: "output", lines: Line[]}
 *   | {say: "done", ms: number, left: number, error?: Failure, trace?: Trace, protocol?: string}
 *   | {say: "stopped" | "refused", why: string}} Heard
 * @typedef {{frame: string, python: string, limit: number, job: Job, hear: (said: Heard) => void}} Wish
 * @typedef {{name: string, href: string, bytes: number, gzip?: boolean}} Part
 */

// biome-ignore lint: a script that two pages share declares it twice
var podiumRun = (() => {
  const PATIENCE = 10_000 // Milliseconds for the frame to come
  const BOOT = 90_000 // for Python to start, on an old phone
  const GRACE = 2000 // after a limit, for the frame to say so

  /** @type {HTMLIFrameElement | undefined} */
  let frame
  /** @type {object[] | null} what was asked for before the frame was ready */
  let waiting = []
  let hasPython = false
  /** @type {Promise<{[name: string]: ArrayBuffer}> | undefined} */
  let python
  let number = 0
  let timer = 0
  /** @type {(Wish & {id: number}) | undefined} */
  let current

  /** @param {Wish} wish */
  async function run(wish) {
    stop("other")
    const mine = (current = { ...wish, id: ++number })
    if (!frame?.isConnected) open(wish.frame)
    if (wish.job.language === "python" && !hasPython && !(await givePython(mine))) return
    if (current !== mine) return
    watch(wish.job.language === "python" ? BOOT : PATIENCE, "frame")
    ask({ id: mine.id, limit: wish.limit, ...wish.job })
  }

  /** @param {string} [why] @param {Wish["hear"]} [hear] whose run is meant; anybody's if left out */
  function stop(why = "user", hear) {
    if (!current || (hear && hear !== current.hear)) return
    if (frame) ask({ do: "stop", why })
    end({ say: "stopped", why })
  }

  /** @param {string} address */
  function open(address) {
    drop()
    const made = (frame = document.createElement("iframe"))
    frame.hidden = true
    frame.title = "Runs snippets"
    frame.setAttribute("sandbox", "allow-scripts")
    frame.onload = () => {
      window.setTimeout(() => waiting && frame === made && end({ say: "refused", why: "frame" }), 1000)
    }
    frame.src = new URL(`${address}runner.html`, document.baseURI).href
    document.body.append(frame)
    watch(PATIENCE, "frame")
  }

  function drop() {
    frame?.remove()
    frame = undefined
    waiting = []
    hasPython = false
  }

  /** @param {object} order */
  function ask(order) {
    if (waiting) waiting.push(order)
    else frame?.contentWindow?.postMessage(order, "*")
  }

  /** @param {Heard} said the last word on a run */
  function end(said) {
    clearTimeout(timer)
    const { hear } = current ?? {}
    current = undefined
    if (said.say === "refused") drop()
    hear?.(said)
  }

  /** Gives the frame up when it says nothing for too long. @param {number} ms @param {"frame" | "dead"} why */
  function watch(ms, why) {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      drop()
      end({ say: why === "dead" ? "stopped" : "refused", why })
    }, ms)
  }

  /** @param {Wish & {id: number}} mine */
  async function givePython(mine) {
    const parts = /** @type {Part[]} */ (JSON.parse(mine.python || "[]"))
    if (location.protocol === "file:" || !parts.length || !("DecompressionStream" in window)) {
      end({ say: "refused", why: location.protocol === "file:" ? "file" : "python" })
      return false
    }
    clearTimeout(timer)
    try {
      const bytes = await (python ??= fetchAll(parts, new URL(mine.frame, document.baseURI)))
      if (!frame || hasPython) return hasPython
      hasPython = true
      ask({ do: "parts", id: mine.id, parts: bytes })
      return true
    } catch {
      python = undefined
      if (current === mine) end({ say: "refused", why: "network" })
      return false
    }
  }

  /** @param {Part[]} parts @param {URL} folder where they lie */
  async function fetchAll(parts, folder) {
    const all = parts.reduce((sum, part) => sum + part.bytes, 0)
    let got = 0
    /** @param {number} size */
    const count = (size) => {
      got += size
      if (current?.job.language === "python") current.hear({ say: "fetching", got, all })
    }
    count(0)
    const read = parts.map(async (part) => [part.name, await fetchPart(new URL(part.href, folder), part.gzip, count)])
    return Object.fromEntries(await Promise.all(read))
  }

  /** @param {URL} address @param {boolean | undefined} gzip @param {(size: number) => void} count */
  async function fetchPart(address, gzip, count) {
    const answer = await fetch(address)
    if (!answer.ok || !answer.body) throw new Error(String(answer.status))
    const counted = answer.body.pipeThrough(
      new TransformStream({
        transform(chunk, stream) {
          count(chunk.length)
          stream.enqueue(chunk)
        },
      }),
    )
    return new Response(gzip ? counted.pipeThrough(new DecompressionStream("gzip")) : counted).arrayBuffer()
  }

  /** @param {MessageEvent} event */
  function listen({ source, data }) {
    if (!frame || source !== frame.contentWindow) return
    if (data?.podium === "frame") {
      const orders = waiting ?? []
      waiting = null
      for (const order of orders) ask(order)
    }
    if (data?.podium !== "run" || !current || data.id !== current.id) return
    if (data.say === "running") watch(current.limit * 1000 + GRACE, "dead")
    if (/^(done|stopped|refused)$/.test(data.say)) end(data)
    else current.hear(data)
  }

  window.addEventListener("message", listen)
  return { run, stop }
})()
