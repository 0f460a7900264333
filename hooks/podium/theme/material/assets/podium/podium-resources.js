// @ts-check
/**
 * `<podium-resources>` chooses among the resources inside it by text, topic and kind.
 *
 * What is chosen stands in the page's address. A long list comes in parts: the first use fetches the others and adds
 * their topics.
 */
;(() => {
  const PAUSE = 120 // Milliseconds without a key after which a text is looked for.

  class PodiumResources extends HTMLElement {
    /** @type {Promise<void> | undefined} */
    parts
    /** @type {number | undefined} */
    timer
    incomplete = false
    /** What a row says, in lower case and without accents. @type {WeakMap<Element, string>} */
    texts = new WeakMap()

    connectedCallback() {
      this.toggleAttribute("ready", true)
      this.addEventListener("submit", this.submit)
      this.addEventListener("input", this.change)
      this.addEventListener("click", this.press)
      window.addEventListener("popstate", this.read)
      this.read()
    }

    disconnectedCallback() {
      window.clearTimeout(this.timer)
      this.removeEventListener("submit", this.submit)
      this.removeEventListener("input", this.change)
      this.removeEventListener("click", this.press)
      window.removeEventListener("popstate", this.read)
    }

    /** @returns {(HTMLInputElement | HTMLSelectElement)[]} */
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
      this.timer = window.setTimeout(() => this.settle(), PAUSE)
    }

    /** @param {Event} event */
    press = (event) => {
      if (!(event.target instanceof Element) || !event.target.closest("button")) return
      for (const field of this.fields) field.value = ""
      this.settle()
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

    /** Puts what is chosen into the address, leaves its other parameters alone, and shows what fits. */
    settle() {
      const address = new URL(window.location.href)
      for (const field of this.fields) address.searchParams.delete(field.name)
      for (const [name, value] of Object.entries(this.chosen)) address.searchParams.set(name, value)
      try {
        window.history.replaceState(window.history.state, "", address)
      } catch {
        // A browser may refuse this to a file on the disk; the list is chosen from all the same.
      }
      this.apply()
    }

    async apply() {
      const chosen = this.chosen
      const active = Object.keys(chosen).length > 0
      if (active) await (this.parts ??= this.fetchParts())
      if (JSON.stringify(chosen) !== JSON.stringify(this.chosen)) return // Somebody typed on meanwhile.
      const words = plain(chosen.q ?? "").split(/\s+/).filter(Boolean)
      let count = 0
      for (const topic of this.querySelectorAll(".podium-reading__topic")) {
        let some = false
        for (const row of topic.querySelectorAll("li")) {
          const fits = !active || this.fits(row, chosen, words)
          row.toggleAttribute("data-left-out", !fits)
          some ||= fits
          count += Number(fits)
        }
        topic.toggleAttribute("data-left-out", !some)
      }
      this.say(active, count)
    }

    /**
     * @param {HTMLElement} row
     * @param {Record<string, string>} chosen
     * @param {string[]} words
     */
    fits(row, chosen, words) {
      if (chosen.kind && row.dataset.kind !== chosen.kind) return false
      if (chosen.topic && !` ${row.dataset.topic} `.includes(` ${chosen.topic} `)) return false
      const text = this.texts.get(row) ?? plain(row.textContent ?? "")
      this.texts.set(row, text)
      return words.every((word) => text.includes(word))
    }

    /**
     * @param {boolean} active
     * @param {number} count
     */
    say(active, count) {
      const status = this.querySelector("[role=status]")
      const number = count === 0 ? "No resource" : count === 1 ? "1 resource" : `${count} resources`
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
      const links = [...(pager?.querySelectorAll("a:not([aria-current])") ?? [])]
      const pages = await Promise.allSettled(links.map((link) => fetchTopics(link)))
      for (const page of pages) {
        if (page.status === "fulfilled") for (const topic of page.value) this.add(topic)
        else this.incomplete = true
      }
      if (pager instanceof HTMLElement && links.length) pager.hidden = !this.incomplete
    }

    /** @param {Element} topic a section of another part */
    add(topic) {
      const own = [...this.querySelectorAll(".podium-reading__topic")]
      const same = own.find((other) => other.getAttribute("data-topic") === topic.getAttribute("data-topic"))
      const list = same?.querySelector("ul")
      if (list) list.append(...topic.querySelectorAll("li"))
      else own.at(-1)?.after(topic)
    }
  }

  /**
   * The topics of another part, with links that hold here.
   * @param {Element} link
   */
  async function fetchTopics(link) {
    const address = link instanceof HTMLAnchorElement ? link.href : ""
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const topics = [...page.querySelectorAll(".podium-reading__topic")]
    for (const topic of topics) {
      for (const each of topic.querySelectorAll("a")) each.href = new URL(each.getAttribute("href") ?? "", address).href
    }
    return topics.map((topic) => document.importNode(topic, true))
  }

  /** @param {string} text in lower case and without accents */
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  }

  /** @param {Element} element @returns {element is HTMLInputElement | HTMLSelectElement} */
  function isField(element) {
    return element instanceof HTMLInputElement || element instanceof HTMLSelectElement
  }

  if (!customElements.get("podium-resources")) customElements.define("podium-resources", PodiumResources)
})()
