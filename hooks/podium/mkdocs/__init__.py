"""The thin layer between Podium and MkDocs: the only code that imports it."""
