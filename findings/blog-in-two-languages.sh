#!/bin/sh
# Guess: Material's blog, built by mkdocs-static-i18n for two languages, has its archive in each, since that plugin has an
# option for Material's blog.
# Seen: the archive is in neither. The plugin drops every page whose file lies outside the docs folder, and the blog keeps
# the files of its views in a temporary one; it says "Unhandled file case", which fails a strict build.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet mkdocs==1.6.1 mkdocs-material==9.8.1 mkdocs-static-i18n==1.3.1 2>/dev/null
mkdir -p docs/blog/posts
cat > mkdocs.yml <<'YML'
site_name: Two languages
site_url: https://example.org/
theme: {name: material, font: false}
plugins:
  - blog
  - i18n:
      languages:
        - {locale: en, name: English, default: true}
        - {locale: es, name: Español}
YML
echo '# Home' > docs/index.md
echo '# Inicio' > docs/index.es.md
echo '# Blog' > docs/blog/index.md
printf -- '---\ndate: 2026-01-01\n---\n\n# One\n\nA post.\n' > docs/blog/posts/one.md
said=$(NO_MKDOCS_2_WARNING=1 env/bin/mkdocs build 2>&1 | grep -c 'Unhandled file case - blog/archive/2026.md' || true)
pages=$(find site -path '*archive*' -name '*.html' | wc -l)
env/bin/pip list 2>/dev/null | grep -E '^mkdocs(-material|-static-i18n)? '
echo "guess: 2 pages of the archive, nothing said"
echo "seen:  $pages pages of the archive, said $said times"
[ "$pages" -eq 0 ] && [ "$said" -eq 2 ]
