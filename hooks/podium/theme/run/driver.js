// @ts-check
// Turns a module that keeps to the protocol into a trace: every event with the state after it. `driver.py` is its twin.

const MOST_STEPS = 500
const MOST_TRACE = 256 * 1024 // Bytes of JSON
const MOST_REASON = 1000 // Letters of a refusal
const MOST_NAME = 80 // and of what is wrong, in a sentence
const HOUR = 3_600_000

/** @typedef {{[name: string]: unknown}} Fields */
/** @typedef {{events?: Fields[], commands?: Fields[]}} Story */

/** What keeps a module from being traced; the text says so in a few words. */
class ProtocolError extends Error {}

/**
 * The trace of a module, or null when it does not mean to have one. Throws ProtocolError, and what its functions throw.
 * @param {Fields} module
 * @param {Story | undefined} story what stands in for its own events and commands
 */
function traceModule(module, story) {
  if (!module.evolve && !module.events && !module.commands) return null
  const events = story?.events?.map((fields) => revive(fields, module)) ?? takeList(module, "events")
  const commands = story ? (story.commands ?? []).map((fields) => revive(fields, module)) : takeList(module, "commands")
  checkProtocol(module, commands)
  const trace = foldStory(module, events, commands)
  if (!trace.steps.some((step) => step.warning)) trace.warnings.push(...checkAgain(module, events, commands, trace))
  return { ...dropEmpty(trace), steps: trace.steps.map(dropEmpty) }
}

/** @param {Fields} module @param {string} name @returns {unknown[]} */
function takeList(module, name) {
  const list = module[name] ?? []
  if (!Array.isArray(list)) throw new ProtocolError(`'${name}' is not a list`)
  return list
}

/** @param {Fields} module @param {unknown[]} commands */
function checkProtocol(module, commands) {
  if (typeof module.evolve !== "function") throw new ProtocolError("there is no function 'evolve'")
  if (commands.length && typeof module.decide !== "function") throw new ProtocolError("there are 'commands' but no function 'decide'")
  if (!module.events && !module.commands) throw new ProtocolError("there is neither 'events' nor 'commands'")
  for (const [name, projection] of Object.entries(module.projections ?? {})) {
    if (!Array.isArray(projection) || typeof projection[1] !== "function") {
      throw new ProtocolError(`the projection '${shorten(name, MOST_NAME)}' is not a list of what it begins with and a function`)
    }
  }
}

/**
 * An event or a command of a story, of its own class where the module has one.
 * @param {Fields} fields @param {Fields} module
 */
function revive(fields, module) {
  const made = module[String(fields.type)]
  if (typeof made !== "function" || !/^class\b/.test(String(made))) return fields
  const { type: _, ...rest } = fields
  return Object.assign(Object.create(made.prototype), rest)
}

/**
 * @param {any} module @param {unknown[]} events @param {unknown[]} commands
 * @returns {{v: 1, initial: unknown, view?: string, projections: Fields, steps: any[], commands: any[], warnings: string[]}}
 */
function foldStory(module, events, commands) {
  const fold = makeFold(module)
  for (const event of events) fold.add(event)
  for (const [cause, command] of commands.entries()) {
    if (fold.full) break
    const atVersion = fold.trace.steps.length
    /** @type {Fields} */
    const outcome = { command: named(command), atVersion }
    try {
      const decided = module.decide(command, fold.state) ?? []
      for (const event of Array.isArray(decided) ? decided : [decided]) fold.add(event, cause)
    } catch (error) {
      if (isMistake(error)) throw error
      outcome.rejected = shorten(error instanceof Error ? error.message : String(error), MOST_REASON)
    }
    outcome.toVersion = fold.trace.steps.length
    if (fold.fits(outcome)) fold.trace.commands.push(outcome)
    else if (cause) fold.close("command", cause)
    else fold.close(atVersion ? "event" : "command", atVersion)
  }
  return fold.trace
}

/** The state and the read models so far, with what is on record of them. @param {any} module */
function makeFold(module) {
  /** @type {[string, [unknown, Function]][]} */
  const projections = Object.entries(module.projections ?? {})
  const reads = new Map(projections.map(([name, [first]]) => [name, valueOf(first)]))
  const fold = {
    state: valueOf(module.initial ?? module.initialState ?? null),
    size: 0,
    full: false,
    /** Whether there is room for a part of the trace. @param {Fields} part */
    fits(part) {
      const size = fold.size + new TextEncoder().encode(JSON.stringify(dropEmpty(part))).length
      const fits = size <= MOST_TRACE
      if (fits) fold.size = size
      return fits
    },
    /** Takes nothing more. @param {string} what @param {number} count how many of them it has taken */
    close(what, count) {
      if (fold.full) return
      if (!count) throw new ProtocolError(`the first ${what} and what comes of it are larger than 256 KB`)
      fold.trace.warnings.push(`only the first ${count === 1 ? what : `${count} ${what}s`} can be shown`)
      fold.full = true
    },
    /** @type {{v: 1, initial: unknown, view?: string, projections: Fields, steps: any[], commands: any[], warnings: string[]}} */
    trace: { v: 1, initial: null, projections: {}, steps: [], commands: [], warnings: [] },
    /** @param {unknown} event @param {number} [cause] */
    add(event, cause) {
      const { steps } = fold.trace
      if (fold.full || steps.length >= MOST_STEPS) return fold.close("event", steps.length)
      /** @type {string[]} */
      const warnings = []
      const known = named(event)
      fold.state = applied("evolve", module.evolve, fold.state, event, warnings)
      for (const [name, [, project]] of projections) {
        reads.set(name, applied(`the projection '${name}'`, project, reads.get(name), event, warnings))
      }
      const step = { version: steps.length + 1, event: known, ...fold.look(warnings), cause, warning: warnings.join("; ") }
      if (!fold.fits(step)) return fold.close("event", steps.length)
      steps.push(step)
    },
    /** @param {string[]} warnings */
    look(warnings) {
      return {
        state: plain(fold.state, warnings),
        projections: Object.fromEntries([...reads].map(([name, read]) => [name, plain(read, warnings)])),
        view: module.view ? String(module.view(fold.state)) : "",
      }
    },
  }
  const { state, ...rest } = fold.look(fold.trace.warnings)
  Object.assign(fold.trace, { initial: state, ...rest })
  if (!fold.fits({ initial: state, ...rest })) throw new ProtocolError("the first state, its read models and its view are larger than 256 KB")
  return fold
}

/** A value, or what a function of nothing gives. @param {unknown} value */
function valueOf(value) {
  return typeof value === "function" ? value() : value
}

/**
 * What a function makes of a state and an event; it must leave both as they were.
 * @param {string} name @param {Function} change @param {unknown} state @param {unknown} event @param {string[]} warnings
 */
function applied(name, change, state, event, warnings) {
  const before = JSON.stringify([plain(state, []), plain(event, [])])
  const next = change(state, event)
  if (JSON.stringify([plain(state, []), plain(event, [])]) !== before) warnings.push(`${name} changed what it was given`)
  if (next === undefined || next === null) warnings.push(`${name} gave nothing back`)
  return next
}

/** Whether an exception is the programmer's mistake and not a rejection. @param {unknown} error */
function isMistake(error) {
  if (error instanceof RangeError) return /call stack|recursion/i.test(error.message)
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError
}

/**
 * Tells the story again at another hour and says what came out differently.
 * @param {any} module @param {unknown[]} events @param {unknown[]} commands @param {{steps: any[], commands: any[]}} trace
 */
function checkAgain(module, events, commands, trace) {
  const { again, chance } = atAnotherHour(() => foldStory(module, events, commands))
  const place = trace.steps.findIndex((step, index) => JSON.stringify(step) !== JSON.stringify(again.steps[index]))
  const first = trace.steps[place]
  const same = JSON.stringify(first?.event) === JSON.stringify(again.steps[place]?.event)
  const changed = place >= 0 || trace.steps.length !== again.steps.length
  if (!changed && !chance && JSON.stringify(trace.commands) === JSON.stringify(again.commands)) return []
  const name = changed && same && place >= 0 ? "evolve" : chance && !changed ? "evolve or decide" : "decide"
  return [`${name} gives something else the second time: it asks a clock or chance, or remembers`]
}

/** Does something with clocks an hour ahead, and tells whether it asked chance. @template T @param {() => T} act */
function atAnotherHour(act) {
  const { Date: Real, performance, Math } = globalThis
  const { random } = Math
  const now = performance.now
  let chance = false
  const ahead = () => Real.now() + HOUR
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, made) => Reflect.construct(target, given.length ? given : [ahead()], made),
    apply: () => new Real(ahead()).toString(),
    get: (target, key) => (key === "now" ? ahead : Reflect.get(target, key)),
  })
  performance.now = () => now.call(performance) + HOUR
  Math.random = () => {
    chance = true
    return random()
  }
  try {
    return { again: act(), chance }
  } finally {
    globalThis.Date = Real
    performance.now = now
    Math.random = random
  }
}

/** An event or a command with its type first. @param {unknown} value @returns {Fields} */
function named(value) {
  const fields = plain(value, [])
  if (!fields || typeof fields !== "object" || Array.isArray(fields)) throw new ProtocolError(`${shorten(inspect(value), MOST_NAME)} is no event or command: it has no type`)
  const { type, ...rest } = /** @type {Fields} */ (fields)
  const own = Object.getPrototypeOf(value)?.constructor?.name ?? "Object"
  const name = typeof type === "string" ? type : own === "Object" ? "" : own
  if (!name) throw new ProtocolError(`${shorten(inspect(value), MOST_NAME)} has no type`)
  return { type: name, ...rest }
}

/**
 * A value as JSON can hold it, keys in their order.
 * @param {any} value @param {string[]} warnings what could not be held @param {unknown[]} [above]
 * @returns {unknown}
 */
function plain(value, warnings, above = []) {
  if (value === null || value === undefined) return null
  if (typeof value === "string" || typeof value === "boolean") return value
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : { $number: String(value) }
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : { $number: String(value) }
  if (typeof value !== "object" || above.includes(value)) return strange(value, warnings)
  const inside = [...above, value]
  if (typeof value.toJSON === "function") return plain(value.toJSON(), warnings, inside)
  /** @param {unknown} part */
  const inner = (part) => plain(part, warnings, inside)
  if (Array.isArray(value)) return value.map(inner)
  if (value instanceof Set) return [...value].map(inner).sort(byText)
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined).map(([key, part]) => [String(key), inner(part)]))
}

/** @param {unknown} value @param {string[]} warnings */
function strange(value, warnings) {
  const warning = `the state holds ${typeof value === "object" ? "itself" : `a ${typeof value}`}, which JSON cannot`
  if (!warnings.includes(warning)) warnings.push(warning)
  return { $repr: inspect(value) }
}

/** @param {unknown} one @param {unknown} other */
function byText(one, other) {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)]
  return a < b ? -1 : a > b ? 1 : 0
}

/** A trace, or a part of one, without what is empty. @param {Fields} fields @returns {Fields} */
function dropEmpty(fields) {
  const emptyIsNothing = ["view", "projections", "commands", "warnings", "warning", "cause"]
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => !emptyIsNothing.includes(name) || !(value === undefined || value === "" || (typeof value === "object" && !Object.keys(value ?? {}).length)),
    ),
  )
}
