"""Nederlandse kentekens, met streepjes of in hoofdletters aan elkaar."""

from __future__ import annotations

_VORMEN = (
    "LL99 99",
    "99 99LL",
    "99LL99",
    "LL99LL",
    "LLLL99",
    "99LLLL",
    "99LLL9",
    "9LLL99",
    "LL999L",
    "L999LL",
    "LLL99L",
    "L99LLL",
    "9LL999",
    "999LL9",
)
_KNIPPEN = (
    "LL-99-99", "99-99-LL", "99-LL-99", "LL-99-LL", "LL-LL-99", "99-LL-LL", "99-LLL-9", "9-LLL-99", "LL-999-L", "L-999-LL", "LLL-99-L",
    "L-99-LLL", "9-LL-999", "999-LL-9",
)  # fmt: skip
