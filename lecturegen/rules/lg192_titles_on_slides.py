"""LG192 titles-on-slides: what a script calls a frame is what the slide shows.

Why: the usual fault is a shift by one, where the conclusion is spoken a frame early while the slide still shows the
example; counting frames does not see it. It was so for 3.6% of the frames of 13,959 sections. Heard only where slides
lie beside the script and there are as many of them as it declares.

Also known as: S44

Not covered: titles that are worded otherwise than on any slide.

Bad:
    /script/sections/1/body: |-
        **Frame 1: The bill for sorting**

        Sorting the box took me three hours.

        **Frame 2: Half of it goes**

        The back half is out of the question.
    /script/sections/1/frames: 2
    /deck:
      preamble: ""
      frames:
        - {title: Looking has a price}
        - {title: A heap is worth something}
        - {title: Half of it goes at each look}
        - {title: The bill for sorting the box}
Good:
    /script/sections/1/body: |-
        **Frame 1: Half of it goes**

        The back half is out of the question.

        **Frame 2: The bill**

        Sorting the box took me three hours.
    /script/sections/1/frames: 2
    /deck:
      preamble: ""
      frames:
        - {title: Looking has a price}
        - {title: A heap is worth something}
        - {title: Half of it goes at each look}
        - {title: The bill for sorting the box}
"""

from __future__ import annotations

from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, Scope, rule
from lecturegen.rules._decks import frames_by_section, misplaced
from lecturegen.rules._frames import bodies
from lecturegen.rules._words import quoted
from lecturegen.schema import Severity, WeekFiles


@rule("LG192", "titles-on-slides", Severity.WARNING, Scope.FILES, again=False)
def check(files: WeekFiles, context: Context) -> Iterator[Found]:
    if files.deck is None or files.script is None:
        return
    shown = frames_by_section(files.deck, [section.frames for section in files.script.sections])
    for (where, _, body), slides in zip(bodies(files), shown, strict=False):
        titles = [""] * len(slides)
        for frame in body.frames:
            if frame.mark and frame.number <= len(titles):
                titles[frame.number - 1] = frame.mark.title
        for fault in misplaced(titles, slides):
            mark = next(frame.mark for frame in body.frames if frame.number == fault.announced + 1)
            assert mark is not None
            told = (
                f"frame {fault.announced + 1} is called {quoted(mark.title)}, and slide {fault.shown + 1} is about that"
            )
            yield Found(f"{where}/body", told, "say what the slide shows while it is shown", (mark.start, mark.end))
