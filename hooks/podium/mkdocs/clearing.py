"""Takes away files that cannot be written where they belong, since another has the place."""

from __future__ import annotations

from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from podium.mkdocs.site import Build, path_of
from podium.problems import Finding, Level
from podium.resolvers.grounds import Ground
from podium.resolvers.owners import THE_SITE, machine_files
from podium.text import quoted
from podium.urls import fits_a_disk

# What MkDocs and its search write themselves, over whatever is there.
_HOST = ("404.html", "search/search_index.json", "sitemap.xml", "sitemap.xml.gz")


def clear_ground(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Leaves only files that have room beside all others; what was left out goes to the build's problems.

    The site's own come first, then the theme's, then talks and decks, then the pages of the docs folder, then other
    files; of two that are alike the one nearer to the site's root.
    """
    assert build.site is not None
    ground = Ground()
    machines = frozenset(machine_files(build.site.catalogue, build.site.listings))
    for name in (*_HOST, *machines):
        ground.take(name, THE_SITE)
    kept = set()
    written = _written(build, files, config)
    for file in sorted(files, key=partial(_rank, build, written)):
        finding = _refuse(file, ground)
        if finding is None and file.src_uri in written and not file.is_documentation_page():
            finding = say_taken(file.dest_uri) if file.dest_uri in _HOST else None
            if file.dest_uri in machines:
                kept.add(file.dest_uri)
                build.problems.append(say_own(file.dest_uri).at(_path(build, file, config)))
        if finding:
            files.remove(file)
            build.problems.append(finding.at(_path(build, file, config)))
        else:
            ground.take(file.dest_uri, _path(build, file, config))
    build.own = frozenset(kept)


def _refuse(file: File, ground: Ground) -> Finding | None:
    other = ground.blocker(file.dest_uri)
    if other:
        return say_blocked(file.dest_uri, other)
    return None if fits_a_disk(file.dest_uri) else say_long(file.dest_uri)


def _rank(build: Build, written: set[str], file: File) -> tuple[int, int, str]:
    if file.src_uri in build.talks or file.src_uri in build.decks:
        first = 1
    elif file.src_uri in written:
        first = 2 if file.is_documentation_page() else 3
    else:
        first = 0
    return first, file.dest_uri.count("/"), file.dest_uri


def _written(build: Build, files: Files, config: MkDocsConfig) -> set[str]:
    """The files of the docs folder, and those beside the talks."""
    return {file.src_uri for file in files if file.src_dir == config.docs_dir} | {each.uri for each in build.assets}


def _path(build: Build, file: File, config: MkDocsConfig) -> str:
    if file.src_dir == config.docs_dir:
        return f"{build.docs}/{file.src_uri}"
    asset = build.shelf.assets.get(file.src_uri)
    return asset.path if asset else path_of(build, file.src_uri)


def say_blocked(file: str, other: str) -> Finding:
    """The sentence for a file that another is in the way of."""
    return Finding(
        message=f"{quoted(file)} has no room beside what {other} has there; it was left out",
        hint="Rename one of the two.",
        level=Level.ERROR,
    )


def say_long(file: str) -> Finding:
    """The sentence for a file whose name no disk takes."""
    return Finding(
        message=f"{quoted(file)} is longer than a file's name can be; it was left out",
        hint="Give it a shorter name.",
        level=Level.ERROR,
    )


def say_taken(file: str) -> Finding:
    """The sentence for a file that MkDocs writes itself."""
    return Finding(
        message=f"the site makes its own {quoted(file)}; this one was left out",
        hint="Rename it.",
    )


def say_own(file: str) -> Finding:
    """The sentence for a file for programs that the writer has made."""
    return Finding(
        message=f"the site would make a {quoted(file)}; this one is published in its place",
        level=Level.NOTICE,
    )
