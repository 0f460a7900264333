// @ts-check
/**
 * `<podium-filter>` chooses among the talks of the timeline inside it by text, year, event, speaker, topic and format.
 *
 * What is chosen stands in the page's address, so that it can be shared and comes back with the page. Rows that are
 * not over yet stay hidden by `<podium-clock>`; the filter marks what it hides with `data-left-out`. A long list comes
 * in parts: the first use of the filter fetches the others and adds their rows.
 */
;(() => {
  const PAUSE = 120 // Milliseconds without a key after which a text is looked for.

  class PodiumFilter extends HTMLElement {
    /** @type {Promise<void> | undefined} */
    parts
    /** @type {number | undefined} */
    timer
    incomplete = false

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
      const words = plain(chosen.find ?? "").split(/\s+/).filter(Boolean)
      let count = 0
      for (const row of this.querySelectorAll(".podium-year li")) {
        if (!(row instanceof HTMLElement)) continue
        const fits = !active || matches(row, chosen, words)
        row.toggleAttribute("data-left-out", !fits)
        if (fits && !row.hidden) count += 1
      }
      for (const year of this.querySelectorAll(".podium-year")) {
        year.toggleAttribute("data-left-out", active && !year.querySelector("li:not([hidden], [data-left-out])"))
      }
      this.say(active, count)
    }

    /**
     * @param {boolean} active
     * @param {number} count
     */
    say(active, count) {
      const status = this.querySelector("[role=status]")
      const number = count === 0 ? "No talk" : count === 1 ? "1 talk" : `${count} talks`
      const where = this.incomplete ? " on this page; the other parts could not be read" : ""
      if (status) status.textContent = active ? `${number} found${where}` : ""
      const clear = this.querySelector(".podium-filter__clear")
      if (clear instanceof HTMLElement) clear.hidden = !active || count === 0
      const empty = this.querySelector(".podium-filter__empty")
      if (empty instanceof HTMLElement) empty.hidden = !active || count > 0
    }

    /** Adds the rows of the other parts of a long list. */
    async fetchParts() {
      const pager = this.querySelector(".podium-parts")
      const links = [...(pager?.querySelectorAll("a:not([aria-current])") ?? [])].filter(isLink)
      const pages = await Promise.allSettled(links.map((link) => fetchPage(link.href)))
      for (const page of pages) {
        if (page.status === "fulfilled") for (const year of page.value) this.add(year)
        else this.incomplete = true
      }
      const clock = this.querySelector("podium-clock")
      if (clock && "update" in clock && typeof clock.update === "function") clock.update()
      if (pager instanceof HTMLElement && links.length) pager.hidden = !this.incomplete
    }

    /** @param {Element} year a section of another part */
    add(year) {
      const heading = year.querySelector(".podium-year__name")
      const own = [...this.querySelectorAll(".podium-year")].find(
        (other) => other.querySelector(".podium-year__name")?.id === heading?.id,
      )
      const list = own?.querySelector("ol")
      if (list) return list.append(...year.querySelectorAll("li"))
      const years = [...this.querySelectorAll(".podium-year")]
      const before = years.find((other) => order(other) < order(year))
      if (before) before.before(year)
      else years.at(-1)?.after(year)
    }
  }

  /**
   * The years of another page, with links that hold here.
   * @param {string} address
   */
  async function fetchPage(address) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const years = [...page.querySelectorAll("podium-filter .podium-year")]
    for (const year of years) {
      for (const link of year.querySelectorAll("a")) {
        link.href = new URL(link.getAttribute("href") ?? "", address).href
      }
    }
    return years.map((year) => document.importNode(year, true))
  }

  /** @param {Element} year the latest first, those without a date last */
  function order(year) {
    return Number(year.querySelector(".podium-year__name")?.textContent) || 0
  }

  /**
   * @param {HTMLElement} row
   * @param {Record<string, string>} chosen
   * @param {string[]} words
   */
  function matches(row, chosen, words) {
    for (const name of ["year", "event", "speaker", "topic"]) {
      if (chosen[name] && !has(row.dataset[name], chosen[name])) return false
    }
    const format = chosen.format === "code" ? "runs" : chosen.format
    if (format && !has(row.dataset.has, format)) return false
    if (!words.length) return true
    const text = plain(`${row.textContent} ${row.dataset.words ?? ""} ${row.dataset.year ?? ""}`)
    return words.every((word) => text.includes(word))
  }

  /**
   * @param {string | undefined} list words with blanks between them
   * @param {string} word
   */
  function has(list, word) {
    return ` ${list ?? ""} `.includes(` ${word} `)
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
