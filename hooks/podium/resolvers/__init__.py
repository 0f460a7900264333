"""Names become things."""
