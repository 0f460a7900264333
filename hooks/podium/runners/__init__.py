"""Runs other programs: what is fetched once, and what is printed."""
