// @ts-check
/**
 * `<podium-embed frame="…" label="…">` offers to open a hosted deck or video in its place.
 *
 * Nothing is asked of the host before the visitor presses the button; a link to the host stands beside it in any case.
 */
;(() => {
  class PodiumEmbed extends HTMLElement {
    connectedCallback() {
      const face = this.querySelector("[data-podium-face]")
      if (!face || face.querySelector("button")) return
      const button = document.createElement("button")
      button.type = "button"
      button.className = "podium-stage__button"
      button.textContent = this.getAttribute("label") ?? "Show here"
      button.addEventListener("click", () => this.open())
      face.append(button, this.notice())
    }

    /** Says whom the button will ask. */
    notice() {
      const notice = document.createElement("small")
      notice.className = "podium-stage__notice"
      notice.textContent = `Loads from ${new URL(this.getAttribute("frame") ?? "", document.baseURI).hostname.replace(/^www\./, "")}`
      return notice
    }

    open() {
      const frame = document.createElement("iframe")
      frame.className = "podium-stage__frame"
      frame.title = this.getAttribute("name") ?? ""
      frame.loading = "lazy"
      frame.referrerPolicy = "strict-origin-when-cross-origin"
      frame.allow = this.getAttribute("allow") ?? ""
      frame.allowFullscreen = true
      frame.setAttribute("sandbox", this.getAttribute("sandbox") ?? "")
      frame.src = this.getAttribute("frame") ?? ""
      this.querySelector("[data-podium-face]")?.replaceWith(frame)
      frame.focus()
    }
  }

  if (!customElements.get("podium-embed")) customElements.define("podium-embed", PodiumEmbed)
})()
