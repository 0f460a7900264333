"""A site that has every kind of page and state, friendly or hostile, for tests in a browser."""

# ruff: noqa: E501 (whole files in one line each)

from __future__ import annotations

NOW = "1773921600"
"""19 March 2026, 12:00 UTC: the moment of the build, as SOURCE_DATE_EPOCH."""

CONFIG = {
    "site_description": "Talks for tests.",
    "theme": {
        "features": ["navigation.instant", "navigation.tabs"],
        "palette": [
            {
                "scheme": "default",
                "media": "(prefers-color-scheme: light)",
                "toggle": {"icon": "material/weather-night", "name": "Dark"},
            },
            {
                "scheme": "slate",
                "media": "(prefers-color-scheme: dark)",
                "toggle": {"icon": "material/weather-sunny", "name": "Light"},
            },
        ],
    },
    "plugins": ["search", "tags"],
    "markdown_extensions": ["admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.superfences"],
    "extra": {"podium": {"timezone": "America/Chicago"}},
    "nav": [{"Home": "index.md"}, {"Talks": "talks/index.md"}, {"About": "about.md"}, {"Topics": "tags.md"}],
}

FRIENDLY = {
    "docs/index.md": "# Home\n\n[[[upcoming]]]\n\nSee [[past talk]].\n\n[[[past-talk]]]\n",
    "docs/about.md": "---\ntitle: About\ntags: [one]\n---\n\n| a | b |\n|---|---|\n| [[upcoming-talk|soon]] | `[[x]]` |\n\n"
    "```python\nprint('[[[x]]]')\n```\n",
    "docs/tags.md": "# Topics\n\n<!-- material/tags -->\n",
    "talks/upcoming-talk.md": """\
---
title: Events from the ground up
date: 2026-03-21 12:00
duration: 1h
event: Little Rock ReactJS Meetup
event_url: https://www.meetup.com/example/
location: Iron Yard, Little Rock
register: https://www.meetup.com/example/events/1/
speakers:
  - {name: Ann Example, url: https://ann.example/, bio: Writes things down.}
  - Bob Example
tags: [event sourcing, redux]
summary: Keep what happened, derive what is.
---

Words about events, and a deck.

[[[ground-up-deck]]]

## Resources

- [Event sourcing](https://martinfowler.com/eaaDev/EventSourcing.html) - Martin Fowler - 2005
- [A film](https://vimeo.com/108441214)
""",
    "talks/ground-up-deck.md": "---\ntype: speakerdeck\ndata-id: 0123456789abcdef0123456789abcdef\ntitle: Ground up\nratio: 16:9\n---\n",
    "talks/past-talk.md": """\
---
title: Past talk
date: 2025-06-03 10:00
timezone: Europe/Oslo
event: Oslo Conf
location: {name: Sentralen, city: Oslo, country: Norway}
video: https://www.youtube.com/watch?v=hv2dKtPq0ME
slides: https://example.org/slides
speakers: Ann Example
aliases: [/old/past/]
---

# Past talk

Words.
""",
    "talks/tour.md": """\
---
title: A talk on tour
speakers: Ann Example
occasions:
  - {event: First, date: 2024-02-01, location: Here, video: "https://vimeo.com/108441214"}
  - {event: Second, date: 2026-03-19 08:00, location: There}
  - {event: Third, date: 2026-05, location: online, register: "https://lu.ma/third"}
---

Words.
""",
    "talks/cancelled.md": "---\ntitle: Cancelled talk\ndate: 2026-06-01\nstatus: cancelled\nregister: https://lu.ma/x\n---\nWords.\n",
    "talks/month.md": "---\ntitle: Some time in May\ndate: 2026-05\nready: false\nevent: Spring Conf\n---\nWords.\n",
    "talks/online.md": "---\ntitle: מבוא לאירועים\nlanguage: he\ndate: 2026-09-01 18:00\nlocation: online\n---\nWords.\n",
    "talks/long.md": "---\ntitle: " + "Longwordwithoutend" * 20 + "\ndate: 2023\n---\nWords.\n",
}

PAYLOADS = (
    "</title><script>pwned=1</script>",
    "\"><img src=x onerror='pwned=1'>",
    "' onmouseover='pwned=1",
    "<svg onload=pwned=1>",
    "{{ config }}{% raw %}",
    "&lt;script&gt;pwned=1&lt;/script&gt;",
)
_FIELDS = (
    "title subtitle summary event location venue city country series level register event_url video slides twitter website "
    "bio avatar language cover status timezone duration hide date end"
).split()


def hostile() -> dict[str, str]:
    """Talks and pages whose front matter tries to run as HTML wherever it is shown."""
    files = {}
    for number, payload in enumerate(PAYLOADS):
        quoted = "'" + payload.replace("'", "''") + "'"
        lines = [f"{field}: {quoted}" for field in _FIELDS]
        lines += [f"speakers: [{quoted}, Ann]", f"tags: [{quoted}]", f"aliases: [{quoted}]", f"x-own: {quoted}"]
        lines += ["resources:", f"  - {{title: {quoted}, url: https://example.org/, by: {quoted}, note: {quoted}}}"]
        lines += [
            "occasions:",
            f"  - {{event: {quoted}, date: 2026-0{number + 4}-01, location: {quoted}}}",
            f"  - {{event: {quoted}, date: 2020}}",
        ]
        files[f"talks/hostile-{number}.md"] = "---\n" + "\n".join(lines) + "\n---\n\nWords.\n"
        files[f"talks/hostile-deck-{number}.md"] = (
            f"---\ntype: speakerdeck\ndata-id: 0123456789abcdef0123456789abcdef\ntitle: {quoted}\n---\n"
        )
        files[f"talks/shows-{number}.md"] = (
            f"---\ntitle: Shows {number}\ndate: 2026-08-0{number + 1}\n---\n\n[[[hostile-deck-{number}]]]\n\n[[[hostile-{number}]]]\n"
        )
        page = [f"{field}: {quoted}" for field in ("title", "description", "author", "icon", "template", "status")]
        files[f"docs/hostile-{number}.md"] = "---\n" + "\n".join([*page, f"tags: [{quoted}]"]) + "\n---\n\nWords.\n"
    return files


CONFIG_SLIDES = {
    **CONFIG,
    "nav": [{"Home": "index.md"}, {"Talks": "talks/index.md"}],
    "plugins": ["search"],
    "markdown_extensions": [*CONFIG["markdown_extensions"], "pymdownx.highlight", "footnotes"],
}

SLIDES = {
    "docs/index.md": "# Home\n\nSee [[made|the deck]] and [[with-slides]].\n",
    "talks/with-slides.md": """\
---
title: A talk with slides
date: 2026-03-21 12:00
event: Little Rock ReactJS Meetup
speakers: Ann Example
---

Words before.

[[[made]]]

## After

Words after.
""",
    "talks/bee.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#fc3" d="M0 0h16v9H0z"/></svg>\n',
    "talks/made.md": """\
---
title: Made for tests
type: deck
notes: true
numbers: true
footer: A meetup
logo: bee.svg
---

# Made for tests

With everything on it

---

## The first of two

- one {.fragment}
- two {.fragment}

Note: Notes for the second.

---

## A stack

```dot alt="One thing leads to another"
digraph { a -> b }
```

--

## Under it

Words that are unfindable elsewhere.

---
id: code
---

## Code

```python {1|2-3|all}
a = 1
b = 2
c = 3
```

---
id: pictures
---

## Pictures

![A bee](bee.svg)

---

> Whoever said this was right.

Somebody

---

## One sentence that says it all

---

# A pause

---

## Columns and a table

::: columns
| a | b |
|---|---|
| 1 | 2 |
::: column
!!! note
    Words

1. first
2. second

- [x] done
- [ ] to do
:::

---

## Maths, notes, links[^1]

$$
\\frac{a}{b} = \\sqrt{x}
$$

A [link](https://ann.example/), `code`, ~~gone~~, $x^2$.

[^1]: A footnote.

---
background: "#123456"
---

## On a dark ground

[[[qr]]]
""",
}


def hostile_decks() -> dict[str, str]:
    """Decks whose front matter tries to run as HTML wherever it is shown, and a talk that shows them."""
    files = {}
    fields = ("title", "summary", "footer", "logo", "accent", "background", "color", "language", "theme", "transition")
    options = ("layout", "class", "id", "title", "background", "image", "transition")
    for number, payload in enumerate(PAYLOADS):
        quoted = "'" + payload.replace("'", "''") + "'"
        front = "\n".join(f"{field}: {quoted}" for field in fields)
        slide = "\n".join(f"{option}: {quoted}" for option in options)
        files[f"talks/deck-{number}.md"] = (
            f"---\ntype: deck\nnotes: true\n{front}\n---\n# One\n\n---\n{slide}\n---\nTwo\n\n"
            f"<script>pwned=1</script>\n\nNote: <img src=x onerror='pwned=1'> <script>pwned=1</script>\n"
        )
    shown = "\n\n".join(f"[[[deck-{number}]]]" for number in range(len(PAYLOADS)))
    files["talks/shows.md"] = f"---\ntitle: Shows\ndate: 2026-08-01\n---\n\n{shown}\n"
    return files
