"""Blocks -> what each is to the notes: heading, content, or residue that is left out and counted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from lecturegen.reading._blocks import LISTS, Block, Kind
from lecturegen.reading._losses import Loss, Losses
from lecturegen.reading._residue import closes_chat, lists_contents, opens_chat, points_to_link


class Role(Enum):
    """What a block is to the notes."""

    HEADING = auto()
    CONTENT = auto()
    CHAT_OPENS = auto()
    CHAT_CLOSES = auto()
    OFFERS = auto()  # the list that an offer leads to
    POINTER = auto()
    CONTENTS = auto()
    CONTENTS_ITEMS = auto()  # counted with their label


_LOSSES = {
    Role.CHAT_OPENS: Loss.CHAT,
    Role.CHAT_CLOSES: Loss.CHAT,
    Role.OFFERS: Loss.CHAT,
    Role.POINTER: Loss.POINTER,
    Role.CONTENTS: Loss.CONTENTS,
}


def roles_of(blocks: Sequence[Block]) -> list[Role]:
    """The role of each block. A label such as Contents is known by the list behind it."""
    titles = [block.text for block in blocks if block.kind is Kind.HEADING]
    roles: list[Role] = []
    for index, block in enumerate(blocks):
        before = roles[-1] if roles else Role.CONTENT
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind is Kind.HEADING:
            roles.append(Role.HEADING)
        elif block.kind is Kind.PARAGRAPH:
            contents = after and after.kind in LISTS and lists_contents(block.text, _items(after), titles)
            roles.append(Role.CONTENTS if contents else _role(block.text))
        elif block.kind in LISTS and before is Role.CONTENTS:
            roles.append(Role.CONTENTS_ITEMS)
        elif block.kind in LISTS and before is Role.CHAT_CLOSES and blocks[index - 1].text.rstrip("* ").endswith(":"):
            roles.append(Role.OFFERS)
        elif block.kind in LISTS and before is Role.HEADING and index:
            contents = lists_contents(blocks[index - 1].text, _items(block), titles)
            roles.append(Role.CONTENTS if contents else Role.CONTENT)
        else:
            roles.append(Role.CONTENT)
    return roles


def _role(paragraph: str) -> Role:
    if opens_chat(paragraph):
        return Role.CHAT_OPENS
    if closes_chat(paragraph):
        return Role.CHAT_CLOSES
    return Role.POINTER if points_to_link(paragraph) else Role.CONTENT


def _items(block: Block) -> list[str]:
    return [piece.text for piece in block.pieces]


def count_losses(blocks: Sequence[Block], roles: Sequence[Role], losses: Losses) -> None:
    """Tell ``losses`` what is left out, and which headings have neither text nor a heading below."""
    bare: Block | None = None
    for block, role in zip(blocks, roles, strict=True):
        if role is Role.HEADING:
            if bare and block.level <= bare.level:
                losses.add(Loss.BARE_HEADING, bare.first)
            bare = block
            continue
        bare = None
        if loss := _LOSSES.get(role):
            losses.add(loss, block.first)
    if bare:
        losses.add(Loss.BARE_HEADING, bare.first)
