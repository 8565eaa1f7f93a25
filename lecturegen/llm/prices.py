"""Tokens -> money, from the price table of genai-prices, which ships inside its package."""

from __future__ import annotations

from lecturegen.usage import Usage


def cost(model: str, usage: Usage) -> float | None:
    """US dollars, or None if the model's price is not known; never 0 for an unknown one."""
    if model == "offline":
        return 0.0
    from genai_prices import Usage as Billed
    from genai_prices import calc_price

    billed = Billed(input_tokens=usage.prompt, output_tokens=usage.completion, cache_read_tokens=usage.cached)
    try:
        return float(calc_price(billed, model_ref=model).total_price)
    except LookupError:
        return None
