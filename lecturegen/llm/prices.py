"""Tokens -> money: from the settings, else from the price table of genai-prices, which ships inside its package."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lecturegen.usage import Usage

MILLION = 1_000_000
OFFLINE = "offline"
"""The model that arranges notes, at no cost."""
BATCH_SHARE = 0.5
"""Of the price that a token costs in a batch: OpenAI, Azure and Groq alike."""
Prices = Mapping[str, tuple[float, float]]
"""Model -> US dollars for a million prompt tokens, and for a million completion tokens."""


def cost(model: str, usage: Usage, own: Prices | None = None, share: float = 1.0) -> float | None:
    """US dollars, or None if the model's price is not known; never 0 for an unknown one.

    ``own`` overrules the table. ``share``: the part of the price that is asked for.
    """
    if model == OFFLINE:
        return 0.0
    if own and model in own:
        prompt, completion = own[model]
        return share * (usage.prompt * prompt + usage.completion * completion) / MILLION
    listed = _listed(model, usage.prompt, usage.completion, usage.cached)
    return None if listed is None else share * listed


@lru_cache(maxsize=1024)
def _listed(model: str, prompt: int, completion: int, cached: int) -> float | None:
    from genai_prices import Usage as Billed
    from genai_prices import calc_price

    billed = Billed(input_tokens=prompt, output_tokens=completion, cache_read_tokens=cached)
    try:
        return float(calc_price(billed, model_ref=model).total_price)
    except LookupError:
        return None
