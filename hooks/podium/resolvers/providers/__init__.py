"""Providers: where decks and videos are, and how an address of theirs becomes something to show."""

from podium.resolvers.providers.deckfile import DECK_TYPES, is_deck_type, resolve_deck
from podium.resolvers.providers.registry import FRAME_HOSTS, PROVIDERS, resolve_embed

__all__ = ["DECK_TYPES", "FRAME_HOSTS", "PROVIDERS", "is_deck_type", "resolve_deck", "resolve_embed"]
