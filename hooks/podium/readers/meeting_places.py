"""Where meetings are held: which addresses lead straight into one, by host and path, and the apps that open one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

_HOSTS = frozenset(
    (
        "8x8.vc",
        "adobeconnect.com",
        "app.gather.town",
        "app.v2.gather.town",
        "bluejeans.com",
        "call.element.io",
        "call.lifesizecloud.com",
        "call.whatsapp.com",
        "calls.disroot.org",
        "chime.aws",
        "daily.co",
        "facetime.apple.com",
        "fairmeeting.net",
        "framatalk.org",
        "gotomeet.me",
        "gotomeeting.com",
        "join.skype.com",
        "kmeet.infomaniak.com",
        "lync.com",
        "meet.around.co",
        "meet.element.io",
        "meet.ffmuc.net",
        "meet.golem.de",
        "meet.google.com",
        "meet.goto.com",
        "meet.guifi.net",
        "meet.jit.si",
        "meet.lync.com",
        "meet.mayfirst.org",
        "meet.opentalk.eu",
        "meet.proton.me",
        "meet.starleaf.com",
        "meet.systemli.org",
        "meet.zoho.com",
        "meet.zoho.eu",
        "meet.zoho.in",
        "meeting.dingtalk.com",
        "meeting.tencent.com",
        "meetings.dialpad.com",
        "meetings.ringcentral.com",
        "meetings.vonage.com",
        "msngr.com",
        "pexip.me",
        "rendez-vous.renater.fr",
        "talk.brave.com",
        "talky.io",
        "teams.cloud.microsoft",
        "teams.live.com",
        "teams.microsoft.com",
        "teams.microsoft.us",
        "tel.meet",
        "telemost.yandex.com",
        "telemost.yandex.ru",
        "uberconference.com",
        "v.ringcentral.com",
        "vc.autistici.org",
        "vc.feishu.cn",
        "vc.larksuite.com",
        "vdo.ninja",
        "visio.numerique.gouv.fr",
        "voovmeeting.com",
        "webconf.numerique.gouv.fr",
        "webex.com",
        "whereby.com",
        "zoom.com",
        "zoom.com.cn",
        "zoom.us",
        "zoomgov.com",
    )
)
"""Hosts on which all is a room but their front pages and what `_PUBLIC` names."""
_ROOMS: Mapping[str, re.Pattern[str]] = {
    "app.cal.com": re.compile(r"/video/"),
    "app.livestorm.co": re.compile(r"/.*/live\b"),
    "bbcollab.com": re.compile(r"/(?!recording/)"),
    "cal.com": re.compile(r"/video/"),
    "discord.com": re.compile(r"/channels/"),
    "g.co": re.compile(r"/meet/"),
    "gather.town": re.compile(r"/app/"),
    "global.gotowebinar.com": re.compile(r"/join/"),
    "gotowebinar.com": re.compile(r"/(?:join|ojoin)/"),
    "goto.com": re.compile(r"/.*\bmeeting"),
    "hangouts.google.com": re.compile(r"/(?:call|hangouts|start)\b"),
    "kumospace.com": re.compile(r"/\w"),
    "m.me": re.compile(r"/v/"),
    "meeting.zoho.com": re.compile(r"/.*\bjoin"),
    "messenger.com": re.compile(r"/groupcall/"),
    "play.workadventu.re": re.compile(r"/[@_*~]/"),
    "primetime.bluejeans.com": re.compile(r"/a2m/live-event/"),
    "riverside.com": re.compile(r"/studio/"),
    "riverside.fm": re.compile(r"/studio/"),
    "signal.link": re.compile(r"/call"),
    "slack.com": re.compile(r"/huddles?/"),
    "spatial.chat": re.compile(r"/s/"),
    "streamyard.com": re.compile(r"/(?:e/)?[a-z0-9]{10,12}/?$"),
    "studio.restream.io": re.compile(r"/guest/|/\w{3,}-\w{3,}"),
    "vk.com": re.compile(r"/call/"),
    "zencastr.com": re.compile(r"/z/"),
}
"""Hosts that hold rooms among other things, and the paths of those."""
_ANYWHERE = re.compile(
    r"/b/[a-z0-9]{2,}(?:-[a-z0-9]{3}){2,3}/?$"  # BigBlueButton's Greenlight 2
    r"|(?:/[\w-]+)?/rooms/[a-z0-9]{3}(?:-[a-z0-9]{3}){3}(?:/|$)"  # Greenlight 3
    r"|/bigbluebutton/api/join"
    r"|(?:/index\.php)?/call/[a-z0-9]{8}/?$",  # Nextcloud Talk
    re.IGNORECASE,
)
"""Paths of rooms of programs that people run on hosts of their own."""
_OWN_HOST = re.compile(r"jitsi\.(?!github\.io$)[\w-]+\.[\w.-]+|jitsi-meet\.[\w.-]+|[\w-]+\.jitsi\.[\w.-]+")
_FOR_EVERYONE = ("events.teams.microsoft.com", "events.zoom.us", "www.webex.com")
_ABOUT = frozenset(
    "blog community developer developers docs explore help investors learn library marketplace news status "
    "support trust".split()
)
"""First parts of the names of hosts that tell of a service, and on which no meetings are held."""
_ROOM_PATH = re.compile(r"/(?:ejl?|j|m|meet|my|join|s|w|wc)(?:/|$)", re.IGNORECASE)
_ZOOM = r"/(?:(?:meeting|webinar)s?/register|rec/|clips/share/)"
_PUBLIC = {
    host: re.compile(rf"(?!.*\.\.)(?:{path})", re.IGNORECASE)  # a `..` could lead back to the meeting
    for host, path in {
        "adobeconnect.com": r"/p[a-z0-9]{9,}/?$|/.*/event/registration\.html",
        "bluejeans.com": r"/playback/|/a2m/register/",
        "gotomeeting.com": r"/(?:register|registration)/",
        "meet.goto.com": r"/(?:register|registration)/",
        "v.ringcentral.com": r"/(?:register|registration)/",
        "webex.com": r"/weblink/register|/recordingservice/|/[^/]+/ldr\.php"
        r"|/webappng/sites/[^/]+/(?:recording|meeting/register|webinar/register)",
        "zoom.com": _ZOOM,
        "zoom.com.cn": _ZOOM,
        "zoom.us": _ZOOM,
        "zoomgov.com": _ZOOM,
    }.items()
}
"""Pages to register and recordings that were published, each on the hosts that have them."""
_APPS: Mapping[str, str] = {
    "bluejeans": r"//",
    "callto": r".",
    "chime": r"//",
    "ciscospark": r".",
    "com.microsoft.teams": r".",
    "dingtalk": r"//",
    "facetime": r"//|.*@|\+?\d",
    "facetime-audio": r".",
    "facetime-prompt": r".",
    "gotomeeting": r"//",
    "gotoopener": r".",
    "jami": r"\w{20}|//",
    "jitsi-meet": r".",
    "lark": r"//",
    "lync": r"//",
    "ms-sfb": r".",
    "ms-teams": r".",
    "msteams": r".",
    "msteams2": r".",
    "mumble": r"//",
    "org.jitsi.meet": r".",
    "rcapp": r"//",
    "ringcentral": r"//",
    "sip": r"@",
    "sips": r"@",
    "skype": r".*\?.*(?:join|call|blob)|https?:",
    "slack": r".*huddle",
    "tel": r".*,",
    "tg": r".*(?:videochat|voicechat|livestream)",
    "ts3server": r".",
    "wbx": r"//",
    "wbxteams": r".",
    "webex": r"//",
    "webexstart": r".",
    "webexteams": r".",
    "wemeet": r"//",
    "zoommtg": r".",
    "zoomphonecall": r".",
    "zoomus": r".",
}
"""Apps by their schemes, and what follows where such an address is a meeting: some of the names are words too."""
_OPENS = {app: re.compile(wanted, re.IGNORECASE) for app, wanted in _APPS.items()}
_TELEGRAM = re.compile(r"videochat|voicechat|livestream", re.IGNORECASE)
_APP = re.compile(rf"(?:{'|'.join(map(re.escape, _APPS))}):", re.IGNORECASE)


def is_room(url: str) -> bool:
    """Whether an address itself, whatever stands inside it, leads into a meeting."""
    if app := _APP.match(url):
        return bool(_OPENS[app[0][:-1].casefold()].match(unquote(url[app.end() :])))
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").casefold()
    except ValueError:
        return False
    path = unquote(parts.path)
    if host and parts.fragment.startswith(("config.", "userInfo.")):  # Jitsi, on any host
        return True
    names = _names(host)
    if not _HOSTS.isdisjoint(names):
        front = path in ("", "/") and not parts.query and not parts.fragment
        return not front and not _is_public(host, path)
    room = next((_ROOMS[name] for name in names if name in _ROOMS), None)
    if (room and room.match(path)) or (host == "t.me" and _TELEGRAM.search(parts.query)):
        return True
    return bool(host and (_ANYWHERE.match(path) or (_OWN_HOST.fullmatch(host) and path.strip("/"))))


def is_place(host: str) -> bool:
    """Whether a host holds meetings before all else."""
    host = host.rstrip(".").casefold()
    return not _HOSTS.isdisjoint(_names(host)) and host not in _FOR_EVERYONE


def _names(host: str) -> list[str]:
    """A host, and those that it is a part of."""
    parts = host.split(".")
    return [".".join(parts[place:]) for place in range(len(parts))]


def _is_public(host: str, path: str) -> bool:
    if any(name in _PUBLIC and _PUBLIC[name].match(path) for name in _names(host)):
        return True
    about = host in _FOR_EVERYONE or host.partition(".")[0] in _ABOUT
    return about and not _ROOM_PATH.match(path)
