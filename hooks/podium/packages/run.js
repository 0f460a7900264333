// Runs snippets, one after the other, from a list on standard input: {worker, python, jobs, mark, megabytes}.
// Each result is a line of JSON after the mark; after one that had to be stopped the rest is left undone. A snippet has
// a worker of its own without permissions, its time and its memory.
const { worker, python, jobs, mark, megabytes } = JSON.parse(await new Response(Deno.stdin.readable).text())
const address = URL.createObjectURL(new Blob([worker], { type: "text/javascript" }))
const BEAT = 50
const MESSAGES = 5000
const MOST_WAITING = 8

const parts = python && (await readParts(python))
// From here on nothing can be read, by nobody.
await Deno.permissions.revoke({ name: "read" })

/** The files that Python is made of; the texts among them as texts. */
async function readParts(places) {
  const read = async ([name, path]) => {
    const bytes = await Deno.readFile(path)
    return [name, /\.mjs$/.test(path) ? new TextDecoder().decode(bytes) : bytes.buffer]
  }
  const found = Object.fromEntries(await Promise.all(Object.entries(places).map(read)))
  const script = found.asm.replaceAll("import.meta.url", '"https://podium.invalid/"').replace(/export default (\w+);?\s*$/, "$1")
  return { ...found, asm: "", script, wasm: await WebAssembly.compile(found.wasm) }
}

function start() {
  const made = new Worker(address, { type: "module" })
  made.addEventListener("error", (event) => event.preventDefault())
  return made
}

/** What a worker says until it says that it is done, or is stopped. */
function listen(made, seconds, most, say) {
  let base = Deno.memoryUsage().rss
  return new Promise((settle) => {
    const began = performance.now()
    let messages = 0
    const watch = setInterval(() => {
      // What another left behind is given back late, so the base can sink.
      const { rss } = Deno.memoryUsage()
      base = Math.min(base, rss)
      if (rss - base > most * 1024 * 1024) end({ stopped: "memory" })
      else if (performance.now() - began > seconds * 1000) end({ stopped: "limit" })
    }, BEAT)
    const end = (result) => {
      clearInterval(watch)
      made.onmessage = null
      if (result.stopped) made.terminate()
      settle(result)
    }
    made.onmessage = ({ data }) => {
      messages += 1
      if (messages > MESSAGES) end({ stopped: "messages" })
      else if (data.say === "output") say(data.lines)
      else end(data)
    }
  })
}

/** A worker in which Python has started and nothing has run. */
async function bootPython() {
  const made = start()
  made.postMessage({ do: "boot", python: { ...parts, library: parts.library.slice(0) } })
  const { say, stopped, error, ...said } = await listen(made, 60, Infinity, () => {})
  if (say !== "ready") throw new Error(error?.message ?? `Python does not start: ${stopped}`)
  return { made, version: said.python, snapshot: said.snapshot }
}

/**
 * Interpreters that all begin with the memory which the first one had. They start side by side and while nothing runs,
 * so that no snippet's time or memory is spent on them.
 */
async function bootSome(count) {
  if (!parts.snapshot) {
    const { made, snapshot } = await bootPython()
    made.terminate()
    parts.snapshot = snapshot
  }
  return Promise.all(Array.from({ length: Math.min(count, navigator.hardwareConcurrency, MOST_WAITING) }, bootPython))
}

const waiting = []
for (const [place, job] of jobs.entries()) {
  const lines = []
  const isPython = job.language === "python"
  if (isPython && !waiting.length) waiting.push(...(await bootSome(jobs.length - place)))
  const { made, version } = isPython ? waiting.shift() : { made: start() }
  console.log(mark + JSON.stringify({ began: job.id }))
  const settled = listen(made, job.seconds, megabytes, (more) => lines.push(...more))
  made.postMessage({ do: "run", ...job })
  const { say: _, ...result } = await settled
  made.terminate()
  console.log(mark + JSON.stringify({ id: job.id, python: version, lines, ...result }))
  // A worker that was stopped can go on for seconds and take gigabytes, for which the next would be blamed: who asked
  // asks again for the rest, in a new process.
  if (result.stopped) break
}
Deno.exit(0)
