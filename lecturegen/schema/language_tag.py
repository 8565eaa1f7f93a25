"""Language tags, as BCP 47 forms them: de, pt-BR, zh-Hans-CN."""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-(?:[A-Za-z]{2}|\d{3}))?(-[A-Za-z\d]{5,8})*")


def is_tag(language: str) -> bool:
    """Whether it has the form of a tag that a screen reader understands; names such as ``english`` have not."""
    return _TAG.fullmatch(language) is not None
