// @ts-check
/**
 * A deck is a document of its own: a link to one loads it whole.
 *
 * Material's instant navigation swaps the contents of pages that share its layout, and takes every address of the
 * sitemap for such a page. A link that names its target is left to the browser.
 */
;(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript)
  const decks = new URL("../../decks/", script.src).href

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null
      if (link && !link.target && link.href.startsWith(decks)) link.target = "_self"
    },
    { capture: true },
  )
})()
