// @ts-check
/**
 * `<podium-filter data-noun="talk" data-anchor="past">` chooses among the rows inside it: the `li` of the groups with a
 * `data-group`.
 *
 * The field `find` looks for words. Every other field asks for a word of the row's data of the same name: `topic` for
 * one in `data-topic`. What is chosen stands in the page's address, so that it can be shared and comes back with the
 * page; `data-anchor` names the heading that such an address leads to when there is much above it.
 *
 * While something is chosen the element is `active`, and its style sheet shows the rows too that `<podium-clock>` hides
 * because the agenda above has them; the filter marks what it hides itself with `data-left-out`. A long list comes in
 * parts: the first use of the filter fetches the others and adds their rows.
 */
;(() => {
  const PAUSE = 120 // Milliseconds without a key after which a text is looked for.

  class PodiumFilter extends HTMLElement {
    /** @type {Promise<void> | undefined} */
    parts
    /** @type {number | undefined} */
    timer
    incomplete = false
    /** What a row says, in lower case and without accents. @type {WeakMap<Element, string>} */
    texts = new WeakMap()

    connectedCallback() {
      if (!this.form) return
      this.toggleAttribute("ready", true)
      this.form.addEventListener("submit", this.submit)
      this.form.addEventListener("input", this.change)
      for (const button of this.querySelectorAll("button")) button.addEventListener("click", this.clear)
      window.addEventListener("popstate", this.read)
      this.read()
    }

    disconnectedCallback() {
      window.clearTimeout(this.timer)
      this.form?.removeEventListener("submit", this.submit)
      this.form?.removeEventListener("input", this.change)
      for (const button of this.querySelectorAll("button")) button.removeEventListener("click", this.clear)
      window.removeEventListener("popstate", this.read)
    }

    get form() {
      return this.querySelector("form")
    }

    /** Fields of the form with their names. @returns {(HTMLInputElement | HTMLSelectElement)[]} */
    get fields() {
      return [...this.querySelectorAll("form input, form select")].filter(isField)
    }

    /** What is chosen, by the names of the fields. @returns {Record<string, string>} */
    get chosen() {
      const pairs = this.fields.map((field) => [field.name, field.value.trim()])
      return Object.fromEntries(pairs.filter(([, value]) => value))
    }

    /** @param {Event} event */
    submit = (event) => {
      event.preventDefault()
      this.change()
    }

    change = () => {
      window.clearTimeout(this.timer)
      this.timer = window.setTimeout(() => {
        this.write()
        this.apply()
      }, PAUSE)
    }

    clear = () => {
      for (const field of this.fields) field.value = ""
      this.write()
      this.apply()
      this.fields[0]?.focus()
    }

    /** Takes what is chosen from the address. */
    read = () => {
      const wanted = new URLSearchParams(window.location.search)
      for (const field of this.fields) {
        const value = wanted.get(field.name) ?? ""
        field.value = value
        if (field.value === value || !(field instanceof HTMLSelectElement)) continue
        field.add(new Option(value, value)) // One of many that the list of choices leaves out.
        field.value = value
      }
      this.apply()
    }

    /** Puts what is chosen into the address and leaves other parameters alone. */
    write() {
      const address = new URL(window.location.href)
      for (const field of this.fields) address.searchParams.delete(field.name)
      for (const [name, value] of Object.entries(this.chosen)) address.searchParams.set(name, value)
      if (this.dataset.anchor) address.hash = Object.keys(this.chosen).length ? this.dataset.anchor : ""
      try {
        window.history.replaceState(window.history.state, "", address)
      } catch {
        // A browser may refuse this to a file on the disk; the filter works all the same.
      }
    }

    async apply() {
      const chosen = this.chosen
      const active = Object.keys(chosen).length > 0
      if (active) await (this.parts ??= this.fetchParts())
      if (JSON.stringify(chosen) !== JSON.stringify(this.chosen)) return // Somebody typed on meanwhile.
      const { find = "", ...wanted } = chosen
      const words = plain(find).split(/\s+/).filter(Boolean)
      this.toggleAttribute("active", active)
      let count = 0
      /** @type {Set<unknown>} what the rows are about: a talk given twice has two of them, and one page */
      const things = new Set()
      for (const group of this.groups) {
        let some = false
        for (const row of group.querySelectorAll("li")) {
          const fits = this.fits(row, wanted, words)
          row.toggleAttribute("data-left-out", !fits)
          some ||= fits
          count += Number(fits)
          if (fits) things.add(row.querySelector("a")?.href ?? row)
        }
        group.toggleAttribute("data-left-out", active && !some)
      }
      this.say(active, things.size, count)
    }

    get groups() {
      return [...this.querySelectorAll("[data-group]")]
    }

    /**
     * @param {HTMLElement} row
     * @param {Record<string, string>} wanted
     * @param {string[]} words
     */
    fits(row, wanted, words) {
      for (const [name, word] of Object.entries(wanted)) {
        if (!` ${row.dataset[name] ?? ""} `.includes(` ${word} `)) return false
      }
      if (!words.length) return true
      const text = this.texts.get(row) ?? plain(`${row.textContent} ${row.dataset.words ?? ""} ${row.dataset.year ?? ""}`)
      this.texts.set(row, text)
      return words.every((word) => text.includes(word))
    }

    /**
     * @param {boolean} active
     * @param {number} count of talks or resources
     * @param {number} rows of them
     */
    say(active, count, rows) {
      const status = this.querySelector("[role=status]")
      const noun = this.dataset.noun ?? "row"
      const number = count === 0 ? `No ${noun}` : `${count} ${noun}${count === 1 ? "" : "s"}`
      const times = rows > count && this.dataset.times ? `, on ${rows} ${this.dataset.times}` : ""
      const where = this.incomplete ? " on this page; the other parts could not be read" : ""
      if (status) status.textContent = active ? `${number} found${times}${where}` : ""
      const clear = this.querySelector(".podium-filter__clear")
      if (clear instanceof HTMLElement) clear.hidden = !active || count === 0
      const empty = this.querySelector(".podium-filter__empty")
      if (empty instanceof HTMLElement) empty.hidden = !active || count > 0
    }

    /** Adds the rows of the other parts of a long list, each on its side of those that are here. */
    async fetchParts() {
      const pager = this.querySelector(".podium-parts")
      const links = [...(pager?.querySelectorAll("a") ?? [])].filter(isLink)
      const here = links.findIndex((link) => link.hasAttribute("aria-current"))
      const others = links.filter((_, place) => place !== here)
      const pages = await Promise.allSettled(others.map((link) => fetchGroups(link.href)))
      const read = pages.map((page) => (page.status === "fulfilled" ? page.value : []))
      for (const groups of read.slice(0, here).reverse()) for (const group of groups.reverse()) this.add(group, "before")
      for (const groups of read.slice(here)) for (const group of groups) this.add(group, "after")
      this.incomplete = pages.some((page) => page.status === "rejected")
      const clock = this.querySelector("podium-clock")
      if (clock && "update" in clock && typeof clock.update === "function") clock.update()
      if (pager instanceof HTMLElement && others.length) pager.hidden = !this.incomplete
    }

    /**
     * @param {Element} group of another part
     * @param {"before" | "after"} side of the rows that are here
     */
    add(group, side) {
      const own = this.groups
      const same = own.find((other) => other.getAttribute("data-group") === group.getAttribute("data-group"))
      const list = same?.querySelector("ol, ul")
      if (list) list[side === "before" ? "prepend" : "append"](...group.querySelectorAll("li"))
      else if (side === "before") own[0]?.before(group)
      else own.at(-1)?.after(group)
    }
  }

  /**
   * The groups of another part, with links that hold here.
   * @param {string} address
   */
  async function fetchGroups(address) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const groups = [...page.querySelectorAll("podium-filter [data-group]")]
    for (const group of groups) {
      for (const link of group.querySelectorAll("a")) {
        link.href = new URL(link.getAttribute("href") ?? "", address).href
      }
    }
    return groups.map((group) => document.importNode(group, true))
  }

  /** @param {string} text in lower case and without accents */
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  }

  /** @param {Element} element @returns {element is HTMLInputElement | HTMLSelectElement} */
  function isField(element) {
    return element instanceof HTMLInputElement || element instanceof HTMLSelectElement
  }

  /** @param {Element} element @returns {element is HTMLAnchorElement} */
  function isLink(element) {
    return element instanceof HTMLAnchorElement
  }

  if (!customElements.get("podium-filter")) customElements.define("podium-filter", PodiumFilter)
})()
