"""Tokens -> money: from the settings, else from the price table of genai-prices, which ships inside its package."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lecturegen.usage import Usage

MILLION = 1_000_000
Prices = Mapping[str, tuple[float, float]]
"""Model -> US dollars for a million prompt tokens, and for a million completion tokens."""


def cost(model: str, usage: Usage, own: Prices | None = None) -> float | None:
    """US dollars, or None if the model's price is not known; never 0 for an unknown one.

    ``own`` overrules the table.
    """
    if model == "offline":
        return 0.0
    if own and model in own:
        prompt, completion = own[model]
        return (usage.prompt * prompt + usage.completion * completion) / MILLION
    return _listed(model, usage.prompt, usage.completion, usage.cached)


@lru_cache(maxsize=1024)
def _listed(model: str, prompt: int, completion: int, cached: int) -> float | None:
    from genai_prices import Usage as Billed
    from genai_prices import calc_price

    billed = Billed(input_tokens=prompt, output_tokens=completion, cache_read_tokens=cached)
    try:
        return float(calc_price(billed, model_ref=model).total_price)
    except LookupError:
        return None
