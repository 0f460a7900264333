"""Text in, structure and problems out."""
