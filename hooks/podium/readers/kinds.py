"""What a resource is, from its address or from the word its writer used."""

from __future__ import annotations

import re
from posixpath import basename, splitext
from urllib.parse import unquote, urlsplit

from podium.text import fold
from podium.urls import host_of

KINDS = ("video", "article", "code", "slides", "book", "paper", "specification", "podcast", "page")
"""Every kind of a resource."""

_WORDS = {
    "video": "video videos recording recordings screencast vimeo youtube",
    "article": "article articles blog blogpost post essay wikipedia",
    "code": "code repo repository github gitlab demo notebook",
    "slides": "slide slides deck slidedeck presentation poster",
    "book": "book books ebook",
    "paper": "paper papers preprint publication thesis pdf arxiv doi",
    "specification": "specification specifications spec standard rfc",
    "podcast": "podcast podcasts audio episode",
    "page": "page site website homepage web link source project dataset docs documentation tool",
}
_BY_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()} | {
    "blog post": "article",
    "source code": "code",
    "slide deck": "slides",
}
_LABEL = re.compile(r"[(\[]\s*([\w ]{3,20}?)\s*[)\]]")

_FILES = {
    "video": "mp4 webm mov m4v",
    "podcast": "mp3 m4a ogg",
    "slides": "ppt pptx odp key",
    "book": "epub mobi",
    "paper": "pdf ps",
    "code": "ipynb",
}
_BY_FILE = {ending: kind for kind, endings in _FILES.items() for ending in endings.split()}

# What the name or the title of a PDF says of it, where it is no paper.
_OF_SLIDES = frozenset(
    """
    slides slide slidedeck deck handout handouts presentation folien foliensatz vortragsfolien präsentation
    diapositives diapos présentation diapositivas presentación presentacion apresentação apresentacao diapositive
    presentazione dias lysbilder slajdy prezentacja слайды презентация スライド 幻灯片 슬라이드
    """.split()
)

# A host counts with all hosts below it; the first entry whose path matches wins.
_PLACES = (
    ("youtube.com", "video"),
    ("youtu.be", "video"),
    ("youtube-nocookie.com", "video"),
    ("vimeo.com", "video"),
    ("dailymotion.com", "video"),
    ("twitch.tv", "video"),
    ("bilibili.com/video", "video"),
    ("media.ccc.de", "video"),
    ("ted.com/talks", "video"),
    ("infoq.com/presentations", "video"),
    ("infoq.com/podcasts", "podcast"),
    ("infoq.com", "article"),
    ("confreaks.tv", "video"),
    ("pyvideo.org", "video"),
    ("egghead.io", "video"),
    ("asciinema.org", "video"),
    ("loom.com", "video"),
    ("skillsmatter.com/skillscasts", "video"),
    ("speakerdeck.com", "slides"),
    ("slideshare.net", "slides"),
    ("slides.com", "slides"),
    ("noti.st", "slides"),
    ("prezi.com", "slides"),
    ("docs.google.com/presentation", "slides"),
    ("github.com", "code"),
    ("gitlab.com", "code"),
    ("bitbucket.org", "code"),
    ("codeberg.org", "code"),
    ("sr.ht", "code"),
    ("codepen.io", "code"),
    ("jsfiddle.net", "code"),
    ("codesandbox.io", "code"),
    ("stackblitz.com", "code"),
    ("replit.com", "code"),
    ("colab.research.google.com", "code"),
    ("leanpub.com", "book"),
    ("manning.com/books", "book"),
    ("oreilly.com/library/view", "book"),
    ("pragprog.com/titles", "book"),
    ("goodreads.com/book", "book"),
    ("books.google.com", "book"),
    ("openlibrary.org", "book"),
    ("bookshop.org", "book"),
    ("informit.com/store", "book"),
    ("amzn.com", "book"),
    ("arxiv.org", "paper"),
    ("doi.org", "paper"),
    ("dl.acm.org", "paper"),
    ("ieeexplore.ieee.org", "paper"),
    ("link.springer.com/book", "book"),
    ("link.springer.com", "paper"),
    ("usenix.org", "paper"),
    ("research.google/pubs", "paper"),
    ("ssrn.com", "paper"),
    ("semanticscholar.org/paper", "paper"),
    ("researchgate.net/publication", "paper"),
    ("openreview.net", "paper"),
    ("aclanthology.org", "paper"),
    ("pubmed.ncbi.nlm.nih.gov", "paper"),
    ("vldb.org", "paper"),
    ("hal.science", "paper"),
    ("rfc-editor.org", "specification"),
    ("datatracker.ietf.org", "specification"),
    ("tools.ietf.org", "specification"),
    ("w3.org/TR", "specification"),
    ("spec.whatwg.org", "specification"),
    ("tc39.es", "specification"),
    ("ecma-international.org", "specification"),
    ("iso.org/standard", "specification"),
    ("docs.oasis-open.org", "specification"),
    ("json-schema.org", "specification"),
    ("peps.python.org", "specification"),
    ("unicode.org/reports", "specification"),
    ("podcasts.apple.com", "podcast"),
    ("open.spotify.com", "podcast"),
    ("soundcloud.com", "podcast"),
    ("overcast.fm", "podcast"),
    ("pocketcasts.com", "podcast"),
    ("se-radio.net", "podcast"),
    ("wikipedia.org", "article"),
    ("medium.com", "article"),
    ("dev.to", "article"),
    ("hashnode.dev", "article"),
    ("substack.com", "article"),
    ("wordpress.com", "article"),
    ("blogspot.com", "article"),
    ("martinfowler.com", "article"),
    ("github.blog", "article"),
)
# What hosts that nobody knows say of themselves, seen on `host/path`.
_SHAPES = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"/(?:dp|gp/product)/\w{10}(?:/|$)", "book"),
        (r"^specs?\.|/specs?(?:ifications?)?(?:/|$)", "specification"),
        (r"^podcasts?\.|/podcasts?/", "podcast"),
        (r"^git(?:lab|ea)?\.", "code"),
        (r"^slides?\.|/(?:slides|decks)/", "slides"),
        (r"^(?:peertube|videos?|tube)\.|/videos?/", "video"),
        (r"^blogs?\.|/(?:blogs?|articles?|posts?|essays?)/|/(?:19|20)\d\d/\d", "article"),
    )
)


def _by_host() -> dict[str, list[tuple[str, str]]]:
    places: dict[str, list[tuple[str, str]]] = {}
    for place, kind in _PLACES:
        host, slash, path = place.partition("/")
        places.setdefault(host, []).append((slash + path, kind))
    return places


_BY_HOST = _by_host()


def kind_named(word: str) -> str | None:
    """The kind a word stands for, such as `video` for `Recording`, or None."""
    return _BY_WORD.get(fold(word))


def kind_of(url: str, title: str = "") -> str:
    """The kind that the title says (`Slides`, `… (video)`), else the one of the address, else `page`."""
    words = [fold(label[1]) for label in _LABEL.finditer(title)] or [fold(title)]
    kinds = (kind_named(word) for word in words if word != "pdf")
    said = next((kind for kind in kinds if kind and kind != "page"), None)
    return said or _kind_of_pdf(url, title, said="pdf" in words) or _kind_of_address(url)


def _kind_of_pdf(url: str, title: str, *, said: bool) -> str | None:
    """What a PDF holds; it is one if its title says so, or its address."""
    stem, ending = splitext(urlsplit(url).path)
    if not said and ending.casefold() != ".pdf":
        return None
    words = fold(f"{title} {unquote(basename(stem))}").split()
    return "slides" if _OF_SLIDES.intersection(words) else "paper"


def _kind_of_address(url: str) -> str:
    host, path = host_of(url), urlsplit(url).path
    file = _BY_FILE.get(splitext(path)[1].removeprefix(".").casefold())
    return file or _kind_of_place(host, path) or _kind_of_shape(host + path)


def _kind_of_place(host: str, path: str) -> str | None:
    parent = host
    while parent:
        for start, kind in _BY_HOST.get(parent, ()):
            if path.startswith(start):
                return kind
        parent = parent.partition(".")[2]
    return None


def _kind_of_shape(place: str) -> str:
    return next((kind for shape, kind in _SHAPES if shape.search(place)), "page")
