// @ts-check
/**
 * The drawer of a narrow page, by keyboard: focus enters it as it opens and goes back to its button as it closes.
 * Escape closes it, and so does leaving it.
 */
;(() => {
  const TOGGLE = "#__drawer"
  const DRAWER = ".md-sidebar--primary"
  const BUTTON = ".md-header label[for=__drawer]"

  /** @param {string} selector */
  function find(selector) {
    return /** @type {HTMLElement | null} */ (document.querySelector(selector))
  }

  function close() {
    const toggle = find(TOGGLE)
    if (toggle instanceof HTMLInputElement && toggle.checked) toggle.click()
  }

  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches(TOGGLE)) return
    if (target.checked) find(`${DRAWER} :is(a[href], [tabindex="0"])`)?.focus({ preventScroll: true })
    else if (find(DRAWER)?.contains(document.activeElement)) find(BUTTON)?.focus({ preventScroll: true })
  })

  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close()
  })

  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && !target.closest(`${DRAWER}, label[for=__drawer]`)) close()
  })
})()
