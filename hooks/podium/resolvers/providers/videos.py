"""Where videos are: one small function for each host, from an address to a frame."""

from __future__ import annotations

from podium.problems import Finding, Level
from podium.resolvers.providers.address import Address, with_query
from podium.resolvers.providers.provider import Around, Found
from podium.structure.decks import Kind
from podium.text import quoted

YOUTUBE_ID = r"[A-Za-z0-9_-]{11}"
YOUTUBE_LIST = r"[A-Za-z0-9_-]{12,64}"
# Both have eleven letters, so they look like ids.
_NOT_VIDEOS = ("videoseries", "live_stream")
_LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SHORT = r"[1-9A-HJ-NP-Za-km-z]{20,24}"
PEERTUBE_ID = rf"(?:{_UUID}|{_SHORT})"
# Their addresses of files are pages about the file, which a player cannot play.
_PAGES_ABOUT_FILES = ("github.com", "gitlab.com", "codeberg.org", "dropbox.com")
_FILES = ("mp4", "m4v", "webm", "ogg", "ogv")


def match_youtube(address: Address, _: Around) -> Found | None:
    """Videos, live streams, shorts and playlists; always from the domain that waits with its cookies."""
    playlist = address.get("list", YOUTUBE_LIST)
    found = address.match(rf"/(?:(embed|live|shorts|v|e|watch)/)?({YOUTUBE_ID})")
    video = address.get("v", YOUTUBE_ID)
    short = bool(found and found[1] == "shorts")
    if found and found[2] not in _NOT_VIDEOS and (found[1] or address.host == "youtu.be"):
        video = found[2]
    if not video and not playlist:
        return None
    start = address.start("t", "start", "time_continue")
    wanted: dict[str, str | int] = {
        "list": playlist,
        "start": start,
        "end": address.get("end", r"\d{1,6}"),
        "cc_load_policy": address.get("cc_load_policy", "1"),
        "cc_lang_pref": address.get("cc_lang_pref", _LANGUAGE),
        "hl": address.get("hl", _LANGUAGE),
    }
    return Found(
        frame=with_query(f"https://www.youtube-nocookie.com/embed/{video or 'videoseries'}", wanted),
        link=_youtube_page(address, video, playlist, start),
        ratio=9 / 16 if short else None,
    )


def _youtube_page(address: Address, video: str, playlist: str, start: int) -> str:
    """The page where people watch it: a short or a live stream keeps its own."""
    if address.match(r"/(?:live|shorts)/.*"):
        return ""
    if not video:
        return with_query("https://www.youtube.com/playlist", {"list": playlist})
    return with_query(
        "https://www.youtube.com/watch", {"v": video, "list": playlist, "t": f"{start}s" if start else ""}
    )


def match_vimeo(address: Address, _: Around) -> Found | None:
    """Videos, alone or in a channel, group or showcase, with the hash that an unlisted one needs."""
    found = address.match(
        r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|(?:album|showcase)/\d+/video/)?"
        r"(\d{1,12})(?:/([0-9a-f]{6,20}))?"
    )
    if not found:
        return None
    secret = found[2] or address.get("h", r"[0-9a-f]{6,20}")
    start = address.start("t")
    captions = address.get("texttrack", _LANGUAGE)
    frame = with_query(f"https://player.vimeo.com/video/{found[1]}", {"h": secret, "texttrack": captions, "dnt": 1})
    moment = f"#t={start}s" if start else ""
    page = f"https://vimeo.com/{found[1]}" + (f"/{secret}" if secret else "") + moment
    return Found(frame=frame + moment, link=page if address.host == "player.vimeo.com" else "")


def match_peertube(address: Address, around: Around) -> Found | None:
    """Videos and playlists of the servers that the settings allow; elsewhere a link and a word about it."""
    found = address.match(rf"/(w|w/p|videos/watch|videos/watch/playlist|videos/embed)/({PEERTUBE_ID})")
    if not found or address.local:
        return None
    if address.host not in around.peertube:
        return Found(
            kind=Kind.LINK,
            finding=Finding(
                message=f"{quoted(address.host)} is no PeerTube server of the settings; a link is shown",
                hint="Add the host to 'peertube' in the settings to play its videos in the page.",
                level=Level.NOTICE,
            ),
        )
    playlist = found[1] in ("w/p", "videos/watch/playlist")
    www = "www." if address.url.partition("//")[2].casefold().startswith("www.") else ""
    host = www + address.host
    frame = with_query(
        f"https://{host}/{'video-playlists' if playlist else 'videos'}/embed/{found[2]}",
        {"start": address.start("start"), "subtitle": address.get("subtitle", _LANGUAGE)},
    )
    page = f"https://{host}/w/{found[2]}"
    return Found(frame=frame, link=page if found[1] == "videos/embed" else "")


def match_ccc(address: Address, _: Around) -> Found | None:
    """Recordings of the Chaos Computer Club's events."""
    found = address.match(r"/v/([\w.-]{1,200}?)(?:/(?:oembed|related))?")
    if not found:
        return None
    start = address.start("t")
    moment = f"#t={start}" if start else ""
    page = f"https://media.ccc.de/v/{found[1]}"
    return Found(frame=f"{page}/oembed{moment}", link=page + moment)


def match_archive(address: Address, around: Around) -> Found | None:
    """Items of the Internet Archive, by their page, their player or one of their files."""
    found = address.match(r"/(details|download|embed)/([A-Za-z0-9][\w.-]{1,100})(?:/.*)?")
    if not found:
        return None
    frame = with_query(f"https://archive.org/embed/{found[2]}", {"start": address.start("start")})
    page = f"https://archive.org/details/{found[2]}"
    return Found(
        frame=frame,
        link=page if found[1] == "embed" else "",
        kind=Kind.DECK if around.deck else None,
    )


def match_file(address: Address, _: Around) -> Found | None:
    """A video file of the site or of any host: it needs a player, not a frame."""
    if address.extension not in _FILES or address.host in _PAGES_ABOUT_FILES:
        return None
    return Found()


def match_drive(address: Address, around: Around) -> Found | None:
    """A file on Google Drive; what it holds, only the writer knows."""
    found = address.match(r"(?:/a/[\w.-]+)?/file/(?:u/\d/)?d/([A-Za-z0-9_-]{10,100})(?:/\w+)?")
    file = found[1] if found else ""
    if address.match(r"(?:/a/[\w.-]+)?/(?:open|uc)"):
        file = address.get("id", r"[A-Za-z0-9_-]{10,100}")
    if not file:
        return None
    key = address.get("resourcekey", r"[\w-]{1,60}")
    base = f"https://drive.google.com/file/d/{file}"
    return Found(
        frame=with_query(f"{base}/preview", {"resourcekey": key}),
        link=with_query(f"{base}/view", {"resourcekey": key}),
        kind=Kind.VIDEO if around.deck is False else None,
    )
