// @ts-check
/**
 * `<podium-embed data-frame="…" data-label="…">` offers to open a hosted deck or video in its place.
 *
 * Nothing is asked of the host before the visitor presses the button; a link to the host stands beside it in any case.
 */
;(() => {
  class PodiumEmbed extends HTMLElement {
    connectedCallback() {
      const act = this.querySelector("[data-podium-act]")
      if (!act || act.firstElementChild) return
      const button = document.createElement("button")
      button.type = "button"
      button.className = "podium-stage__button"
      button.textContent = this.dataset.label ?? "Show here"
      button.addEventListener("click", () => this.open())
      act.append(button, this.notice())
    }

    /** Says whom the button will ask. */
    notice() {
      const notice = document.createElement("small")
      notice.className = "podium-stage__notice"
      notice.textContent = `Loads from ${new URL(this.dataset.frame ?? "", document.baseURI).hostname.replace(/^www\./, "")}`
      return notice
    }

    open() {
      const frame = document.createElement("iframe")
      frame.className = "podium-stage__frame"
      frame.title = this.dataset.title ?? ""
      frame.loading = "lazy"
      frame.referrerPolicy = "strict-origin-when-cross-origin"
      frame.allow = this.dataset.allow ?? ""
      frame.setAttribute("sandbox", this.dataset.sandbox ?? "")
      frame.src = this.dataset.frame ?? ""
      this.querySelector("[data-podium-face]")?.replaceWith(frame)
      frame.focus()
    }
  }

  if (!customElements.get("podium-embed")) customElements.define("podium-embed", PodiumEmbed)
})()
