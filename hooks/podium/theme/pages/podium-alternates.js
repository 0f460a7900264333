// @ts-check
/**
 * Feeds and calendars are no translations of a page.
 *
 * Material's script takes each link that is `rel=alternate` and no more for a page in another language, and asks for a
 * sitemap beside it. One more word tells them apart; it means nothing to those who look for feeds (HTML, 4.6.6).
 */
;(() => {
  for (const link of document.head.querySelectorAll("link[rel=alternate][type]:not([hreflang])")) {
    if (link instanceof HTMLLinkElement) link.relList.add("podium-alternate")
  }
})()
