"""Reads slides: a deck's Markdown in any of three dialects becomes one kind of slide."""
