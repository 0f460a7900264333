"""The sitemap's own schema, by libxml2."""

from __future__ import annotations

import gzip
from pathlib import Path

from lxml import etree

from judges.tools import module


def findings(folder: Path) -> list[str]:
    """What the schema of sitemaps.org says of a site's sitemap: `sitemap.xml:3: message`."""
    data = (folder / "sitemap.xml").read_bytes()
    schema = etree.XMLSchema(etree.parse(module("sitemap/schema/sitemap.xsd")))
    try:
        schema.validate(etree.fromstring(data))
    except etree.XMLSyntaxError as error:
        return [f"sitemap.xml:{error.lineno}: {error.msg}"]
    found = [f"sitemap.xml:{each.line}: {each.message}" for each in schema.error_log]
    packed = folder / "sitemap.xml.gz"
    if packed.exists() and gzip.decompress(packed.read_bytes()) != data:
        found.append("sitemap.xml.gz:0: it is not sitemap.xml")
    return found
