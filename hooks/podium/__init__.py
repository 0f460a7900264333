"""Podium: your talks, as a site you own.

The engine reads talk files and writes pages. It knows nothing of the program that hosts it;
only `podium.mkdocs` does.
"""

__version__ = "0.1.0"
