"""Structure in, text out."""
