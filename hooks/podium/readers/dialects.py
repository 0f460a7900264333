"""Names that other site generators give to what a talk file has by another name, or can do without."""

from __future__ import annotations

# Single links that academic and video sites give fields of their own.
LINKS = (
    "link url related_urls external_url talk_url paper_url url_paper url_pdf url_preprint url_code "
    "url_dataset url_poster url_project url_source url_custom code_url github_url repo repository"
).split()

FOREIGN = (
    "layout collection comments featured focal_point math projects publications weight markup show_date "
    "share profile header toc classes slides_live reading_time show_related commentable editable diagram "
    "gallery output publication template_engine sidebar sitemap order author_profile related read_time "
    "outputs cascade menu menus build headless expirydate linktitle isCJKLanguage summary_type view "
    "subjects id uuid guid selected highlight hugoblox wowchemy cms_exclude excerpt_separator "
    "eleventy_exclude_from_collections eleventy_navigation citation show_toc hide_meta canonical_url "
    "disable_share use_hugo_toc copyright_text host hosts organizer organizers sponsor sponsors event_id "
    "meetup_id map_url pagination country_code attendees no_lastmod talk aside display_date external_link room "
    "pin sticky noindex"
).split()
"""What other site generators keep here, that a talk can do without."""
