"""LaTeX maths -> MathML, by Temml (https://temml.org), which lies in ``lecturegen/_vendor`` and runs in QuickJS.

Temml refuses what it does not know, where converters in pure Python write the unknown command into the formula.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

import quickjs

_RENDER = "(latex, display) => temml.renderToString(latex, {displayMode: display, throwOnError: true, xml: true})"


LONGEST = 5_000
"""Characters of a formula: many times what a slide holds. Temml's time grows with the square: 50,000 take 23 s."""


class NotMaths(ValueError):
    """What is wrong with the LaTeX, in Temml's words."""

    @property
    def reason(self) -> str:
        """Without the place in the formula and the formula, which Temml repeats."""
        return str(self).split(" at ")[0].strip()


@lru_cache(maxsize=4096)
def mathml(latex: str, *, display: bool) -> str:
    """A ``<math>`` element, well-formed XML, with ``latex`` as its annotation. Raises NotMaths."""
    if len(latex) > LONGEST:
        raise NotMaths(f"the formula has more than {LONGEST:,} characters")
    try:
        made = _temml()(latex, display)
    except quickjs.JSException as error:
        reason = str(error).split("\n")[0].removeprefix("ParseError: ")
        raise NotMaths(reason) from None
    return made


@cache
def _temml() -> Callable[[str, bool], str]:
    context = quickjs.Context()
    context.eval(files("lecturegen").joinpath("_vendor", "temml", "temml.min.js").read_text("utf-8"))
    return cast(Callable[[str, bool], str], context.eval(_RENDER))
