"""The Content Security Policy: what it allows, and that a site keeps to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from judges import policy as judge
from podium.mkdocs.events import on_serve
from podium.mkdocs.previewing import NONCE, sign, sign_scripts
from podium.problems import Level
from podium.renderers.inline_code import digest, inline_scripts, shape
from podium.renderers.inline_styles import render_styles, take_styles
from podium.renderers.policy import (
    Allowed,
    find_handlers,
    join,
    missing_hosts,
    policy,
    protect,
    read_hosts,
    render_headers,
)
from sites import ROOT, Built

Site = Callable[..., Built]
TALK = "---\ntitle: A talk\ndate: 2026-03-21\nspeakers: Ann\n---\n\n"


@pytest.mark.parametrize(
    ("html", "name", "hosts"),
    [
        ('<script src="https://a.example/x.js"></script>', "scripts", ("https://a.example",)),
        ('<link rel="stylesheet" href="//b.example:8080/x.css">', "styles", ("https://b.example:8080",)),
        ('<link rel="canonical" href="https://b.example/">', "styles", ()),
        ('<img alt="a" src="http://c.example/x.png">', "images", ("http://c.example",)),
        ('<img src="x.png"><img src="data:image/gif;base64,R0">', "images", ()),
        ('<img src="https://e.example;script-src/x.png">', "images", ()),
        ('<video poster="https://p.example/x" src="https://v.example/x"></video>', "media",
         ("https://p.example", "https://v.example")),
        ('<podium-embed data-frame="https://f.example/x?y=1"></podium-embed>', "frames", ("https://f.example",)),
        ('<form action="https://g.example/x"></form>', "forms", ("https://g.example",)),
        ('<link href="https://fonts.googleapis.com/css?family=X" rel="stylesheet">', "fonts",
         ("https://fonts.gstatic.com",)),
    ],
)  # fmt: skip
def test_hosts_are_read_from_what_loads(html: str, name: str, hosts: tuple[str, ...]) -> None:
    assert getattr(read_hosts(html), name) == hosts


def test_data_are_no_scripts() -> None:
    html = '<script type="application/ld+json">{}</script><script src="a.js"></script><script>a</script>'
    assert inline_scripts(html + '<script type="module">b</script>') == ["a", "b"]


def test_the_digest_is_what_browsers_compute() -> None:
    # The example of CSP Level 3, section 2.3.1.
    assert digest("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_scripts_of_the_theme_differ_by_the_way_to_the_root() -> None:
    assert shape('a=new URL("../..",location)') == shape('a=new URL("/sub/",location)')
    assert shape('a=new URL("../..",location);pwned=1') != shape('a=new URL("..",location)')


def test_the_policy_is_strict() -> None:
    line = policy(join([Allowed(scripts=("'sha256-x'",)), Allowed(images=("https://a.example",))]))
    assert "unsafe" not in line
    assert "script-src 'self' 'sha256-x';" in line
    assert "img-src 'self' data: https://a.example;" in line
    assert judge.findings([line]) == []


def test_a_preview_runs_what_the_site_will_run_and_the_script_of_its_server() -> None:
    line = policy(Allowed(scripts=("'sha256-x'", "https://a.example"), styles=("'sha256-y'",)), nonce="z")
    assert "script-src 'self' 'nonce-z' 'sha256-x' https://a.example;" in line
    assert "style-src 'self' 'unsafe-inline';" in line


def test_the_script_of_the_server_and_no_other_has_the_nonce() -> None:
    page = b"<script>livereload(0)</script><p>x</p><script>\nvar livereload = 1;\nlivereload(1, 2);\n</script></body>"
    assert sign(page).split(b"<script")[1:] == [
        b">livereload(0)</script><p>x</p>",
        f' nonce="{NONCE}">'.encode() + page.rpartition(b"<script>")[2],
    ]
    assert sign(b"<script>evil()</script>") == b"<script>evil()</script>"


def test_the_script_of_mkdocs_own_server_runs_in_a_preview(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body><script>other()</script></body>")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, root=str(tmp_path))
    try:
        server.watch(str(tmp_path))
        app = on_serve(server, load_config(docs_dir=str(tmp_path), config_file=None), None).get_app()
        assert app
        page = b"".join(app({"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, lambda *_: lambda _: None))  # type: ignore[arg-type]
    finally:
        server.server_close()
    other, own = page.split(b"<script")[1:]
    assert other.startswith(b">other()")
    assert own.startswith(f' nonce="{NONCE}">'.encode())
    assert b"livereload(" in own


def test_what_is_signed_is_as_long_as_it_says() -> None:
    page = b"<script>\nlivereload(1, 2);\n</script></body>"

    def app(_: object, start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))])
        return [page[:9], page[9:]]

    said: dict[str, str] = {}
    (answer,) = sign_scripts(app)({}, lambda _, headers: said.update(headers))
    assert (NONCE.encode() in answer, said["Content-Length"]) == (True, str(len(answer)))


def test_hosts_of_the_settings_count_everywhere() -> None:
    line = policy(Allowed(everything=("https://stats.example",)))
    assert line.startswith("default-src 'self' https://stats.example; script-src 'self' https://stats.example;")
    assert "connect-src 'self' https://stats.example;" in line


@pytest.mark.parametrize("head", ['<meta charset="utf-8">', ""])
def test_the_policy_comes_first(head: str) -> None:
    html = protect(f'<html><head>{head}<link href="x"></head></html>', "default-src 'self'")
    assert html.index("Content-Security-Policy") < html.index("<link")
    assert html.startswith(f"<html><head>{head}\n<meta http-equiv")
    assert protect("no page", "x") == "no page"


def test_headers_say_what_pages_cannot() -> None:
    text = render_headers(Allowed(forms=("https://g.example",))).text or ""
    assert text.startswith("/*\n  Content-Security-Policy: base-uri 'self'; form-action 'self' https://g.example; ")
    for name in ("frame-ancestors 'self'", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options: nosniff"):
        assert name in text


def test_handlers_are_found_in_tags_alone() -> None:
    html = '<button onclick="a()" onmouseover=\'b()\'>x</button> <a title="write onload= here">y</a> onerror=1'
    assert [found.message.split("'")[1] for found in find_handlers(html)] == ["onclick", "onmouseover"]


def test_styles_become_classes() -> None:
    html, rules = take_styles('<td style="text-align: right;">1</td><b class="x" style="color:red">2</b>')
    one, two = (name for name, _ in sorted(rules.items(), key=lambda rule: rule[1], reverse=True))
    assert html == f'<td class="{one}">1</td><b class="{two} x">2</b>'
    assert f".{two}.{two}.{two}{{color:red}}\n" in render_styles(rules)


@pytest.mark.parametrize(
    "html",
    [
        '<b style="color:red} body{display:none">x</b>',
        "<!-- <b style='color:red'> --><script>'<b style=\"a:b\">'</script>",
        "<p>write style= here</p>",
    ],
)
def test_other_styles_stay(html: str) -> None:
    assert take_styles(html) == (html, {})


def test_what_the_writer_shows_is_allowed_on_every_page(site: Site) -> None:
    body = '<script>var own = 1</script>\n\n<p style="color: red">x</p>\n\n![x](https://img.example/x.png)\n'
    built = site({"talks/a.md": TALK + body})
    assert built.problems == []
    assert judge.missing(built.site) == []
    for address in ("", "talks/a/", "talks/"):
        html = built.page(address)
        assert "img-src 'self' data: https://img.example;" in html, address
        assert digest("var own = 1") in html
        assert ' style="' not in html
        assert "assets/podium/podium.css" in html
    assert "{color: red}" in built.page("assets/podium/podium.css")


def test_a_handler_is_named(site: Site) -> None:
    built = site({"talks/a.md": TALK + '<p onclick="a()">x</p>\n', "docs/b.md": '# B\n\n<p onclick="a()">x</p>\n'})
    assert [problem.partition(": ")[0] for problem in built.problems] == ["docs/b.md", "talks/a.md"]
    assert all("the attribute 'onclick' runs a script" in problem for problem in built.problems)


def test_a_script_of_nobody_is_not_blessed(site: Site) -> None:
    template = '{% extends "main.html" %}{% block scripts %}{{ super() }}<script>var other = 2</script>{% endblock %}'
    files = {"over/own.html": template, "docs/b.md": "---\ntemplate: own.html\n---\n# B\n"}
    built = site(files, {"theme": {"custom_dir": "over"}})
    assert digest("var other = 2") not in built.page("b/")
    assert any("the script that begins 'var other = 2'" in problem for problem in built.problems)


PLUGIN = """
ADDED = "<style>.box{color:red}</style><script>box({'page': '%s'})</script></body>"
def on_post_page(output, page, config):
    return output.replace("</body>", ADDED % page.url).replace("&lt;", "<").replace("&gt;", ">")
"""


def test_what_a_plugin_puts_into_pages_runs_and_what_it_revives_does_not(site: Site) -> None:
    """mkdocs-glightbox adds both to every page; another that writes pages anew may make a script of a text."""
    hooks = ["plugin.py", str(ROOT / "hooks" / "main.py")]
    talk = TALK.replace("A talk", "A <script>evil(1)</script>")
    built = site({"talks/a.md": talk, "talks/b.md": TALK, "plugin.py": PLUGIN}, {"hooks": hooks})
    html = built.page("talks/a/")
    assert "<script>evil(1)</script>" in html
    assert digest("evil(1)") not in html
    assert digest("box({'page': 'talks/a/'})") in html
    assert digest(".box{color:red}") in html
    assert len(built.problems) == 1, "once, and not for each page"
    assert built.problems[0].startswith("talks/a.md: the script that begins 'evil(1)' is neither the theme's")
    assert "it does not run, here and on " in built.problems[0]


def test_a_script_that_differs_from_page_to_page_is_named_once(site: Site) -> None:
    template = "{% extends 'base.html' %}{% block scripts %}{{ super() }}"
    template += "{% if page.url %}<script>count('{{ page.url }}', 7)</script><style>b { top: 1px }</style>{% endif %}"
    files = {"over/main.html": template + "{% endblock %}", "talks/a.md": TALK}
    built = site(files, {"theme": {"custom_dir": "over"}})
    script, sheet = (re.sub("on [0-9]+ more", "on N more", problem) for problem in built.problems)
    assert script == (
        "talks/a.md: the script that begins 'count('talks/a/', 7)' is neither the theme's nor the text's; it does not "
        "run, here and on N more pages. Put it into a file and list it under 'extra_javascript', or set 'csp: false'."
    )
    assert sheet == (
        "talks/a.md: the stylesheet that begins 'b { top: 1px }' is neither the theme's nor the text's; it has no "
        "effect, here and on N more pages. Put it into a file and list it under 'extra_css', or set 'csp: false'."
    )


def test_what_the_theme_loads_is_allowed(site: Site) -> None:
    changes = {"theme": {"font": {"text": "Roboto"}}, "extra_javascript": ["https://cdn.example/x.js"]}
    html = site({"talks/a.md": TALK}, changes).page("talks/a/")
    assert "https://cdn.example;" in html
    (sheet,) = re.findall(r"<style>(:root\{--md-text-font.*?)</style>", html)
    assert f"style-src 'self' {digest(sheet)} https://fonts.googleapis.com;" in html
    assert "font-src 'self' https://fonts.gstatic.com;" in html


SERVICES = {
    "gtag": ('<script>t.src="https://www.googletagmanager.com/gtag/js?id=G-1"</script>',
             "*.googletagmanager.com, *.google-analytics.com, *.analytics.google.com"),
    "plausible": ('<script data-api="https://stats.example/api/event" src="https://cdn.example/js/plausible.js"></script>',
                  "stats.example, cdn.example"),
    "matomo": ('<script>var _paq=[];var u="//m.example/";g.src=u+"matomo.js"</script>', "m.example"),
    "umami": ('<script src="https://u.example/script.js" data-website-id="1"></script>', "u.example"),
    "goatcounter": ('<script data-goatcounter="https://x.goatcounter.com/count" src="//gc.zgo.at/count.js"></script>',
                    "gc.zgo.at, x.goatcounter.com"),
    "fathom": ('<script src="https://cdn.usefathom.com/script.js" data-site="X"></script>', "cdn.usefathom.com"),
    "simple": ('<script async src="https://scripts.simpleanalyticscdn.com/latest.js"></script>',
               "scripts.simpleanalyticscdn.com, queue.simpleanalyticscdn.com"),
    "cloudflare": ('<script src="https://static.cloudflareinsights.com/beacon.min.js" data-cf-beacon="{}"></script>',
                   "static.cloudflareinsights.com, cloudflareinsights.com"),
    "giscus": ('<script src="https://giscus.app/client.js" data-repo="x/y" async></script>', "giscus.app"),
    "utterances": ('<script src="https://utteranc.es/client.js" repo="x/y"></script>', "utteranc.es"),
    "disqus": ('<script>s.src="https://bees.disqus.com/embed.js"</script>',
               "*.disqus.com, *.disquscdn.com, disqus.com"),
    "cusdis": ('<script async src="https://cusdis.com/js/cusdis.es.js"></script>', "cusdis.com"),
    "hotjar": ('<script>var t="https://static.hotjar.com/c/hotjar-1.js"</script>', "*.hotjar.com, *.hotjar.io"),
    "sentry": ('<script src="https://js.sentry-cdn.com/1.min.js"></script>', "*.sentry-cdn.com, *.sentry.io"),
    "nobody": ('<script src="https://w.example/x.js"></script><iframe src="https://v.example/"></iframe>',
               "w.example, v.example"),
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_that_the_policy_stops_is_named_until_its_hosts_are_allowed(name: str) -> None:
    html, hosts = SERVICES[name]
    (finding,) = missing_hosts(f"<body>{html}</body>", Allowed(), "")
    assert f" {hosts}, which the site's policy forbids" in finding.message
    assert all(host in finding.hint for host in hosts.split(", "))
    named = Allowed(everything=tuple(f"https://{host}" for host in hosts.split(", ")))
    assert missing_hosts(html, named, "") == []


def test_a_script_that_may_run_and_tell_nobody_is_said() -> None:
    html = '<script src="https://foo.example/a.js"></script>'
    may_run = Allowed(scripts=("https://foo.example",))
    (finding,) = missing_hosts(html, may_run, "")
    assert (finding.level, "foo.example" in finding.hint) == (Level.NOTICE, True)
    assert missing_hosts(html, Allowed(everything=("https://foo.example",)), "") == []
    assert missing_hosts(html, may_run, "foo.example") == []


def test_a_server_of_the_site_itself_needs_nothing() -> None:
    html = '<script data-website-id="1" src="https://bees.example/script.js"></script>'
    assert missing_hosts(html, Allowed(), "bees.example") == []


def test_code_about_a_service_is_no_service() -> None:
    assert missing_hosts('<pre>&lt;script src="https://giscus.app/x"></pre>', Allowed(), "") == []
    assert missing_hosts('<script type="application/json">"https://giscus.app/"</script>', Allowed(), "") == []


def test_statistics_and_comments_are_said_at_build(site: Site) -> None:
    comments = (
        '{% extends "main.html" %}{% block content %}<script src="https://giscus.app/x.js"></script>{% endblock %}'
    )
    files = {"over/own.html": comments, "docs/b.md": "---\ntemplate: own.html\n---\n# B\n"}
    config = {"theme": {"custom_dir": "over"}, "extra": {"analytics": {"provider": "google", "property": "G-1"}}}
    built = site(files, config)
    assert [problem.partition("; ")[0] for problem in built.problems] == [
        f"mkdocs.yml: extra.podium.csp_hosts: {name} needs {hosts}, which the site's policy forbids"
        for name, hosts in (("Google Analytics", SERVICES["gtag"][1]), ("giscus", "giscus.app"))
    ]
    config["extra"]["podium"] = {
        "csp_hosts": ["giscus.app", "*.googletagmanager.com", "*.google-analytics.com", "*.analytics.google.com"]
    }
    assert site(files, config).problems == []


def test_it_can_be_switched_off(site: Site) -> None:
    built = site({"talks/a.md": TALK}, {"extra": {"podium": {"csp": False}}})
    assert "Content-Security-Policy" not in built.page("talks/a/")
    assert not (built.site / "_headers").exists()


def test_the_writers_own_headers_stay(site: Site) -> None:
    built = site({"docs/_headers": "/*\n  X-Mine: yes\n"})
    assert "X-Mine" in built.page("_headers")


def test_a_wrong_host_is_named(site: Site) -> None:
    built = site({}, {"extra": {"podium": {"csp_hosts": ["https://a.example/x"]}}})
    assert "is not a host" in str(built.error)
