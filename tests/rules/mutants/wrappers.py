"""What models wrap around speech: answers to whoever asked, banners, comments, markers, labels."""

from __future__ import annotations

from random import Random

from lecturegen.schema import Week
from tests.rules.mutants.base import Mutant, UnfitError, plants, some_section
from tests.rules.mutants.speech import among, first, is_prose, last, paragraphs, spoken, within

PREAMBLES = (
    "Certainly! Here is the speaking script you can use for this part of the lecture.",
    "Sure thing! Here's a script that walks through each frame.",
    "Absolutely! Below you'll find a detailed speaking script for the presentation.",
    "Of course! Here’s a comprehensive script for presenting the section.",
    "Here is a detailed speaker script for the slide, with transitions between the frames.",
    "Here's your speaking script:",
    "Below is a complete set of speaker notes for this section.",
    "Below is the script for the presentation, written so that anyone could deliver it.",
    "Let's create a thorough speaking script for this slide.",
    "Sure, here are the speaker notes for the slides.",
    "Certainly, here is a script for presenting these frames effectively.",
    "Absolutely, I can help with that. Here is a speaking script for the slide.",
    "**Certainly! Here's a detailed script for the slide.**",
    "Sure! The following is a speaking script that covers all key points.",
    "Here are detailed speaker notes to accompany the slide.",
    "Of course. Here is the revised script for this presentation.",
    "The following is a comprehensive speaking script for the slide.",
    "Great! Here's a speaking script for your presentation.",
    "I've prepared a detailed speaking script for this slide.",
    "Here is a suggested script you might use when presenting this slide:",
)
BANNERS = (
    "# Speaking Script: {title}",
    "## Speaking Script for {title}",
    "### Speaking Script for the Slide: {title}",
    "### Script for Presenting “{title}”",
    "#### Detailed Speaker Script",
    "**Speaking Script for {title}**",
    "**Script: {title}**",
    "**Speaker Notes: {title}**",
    "**{title} - Speaking Script**",
    "### **Comprehensive Speaking Script**",
    "[Speaking Script]",
    "**[Speaker Notes for {title}]**",
    "*Speaking Script for “{title}”*",
    "## Presentation Script",
    "**Lecture Script: {title}**",
    "### Speaker's Script",
    "---\n\n### Speaking Script\n\n---",
    "__Speaker Notes__",
    "**SPEAKING SCRIPT**",
    "### Slide Script: {title}",
)
SLIDE_BANNERS = (
    "**Slide Title: {title}**",
    "### Slide Title: {title}",
    "## Slide 3: {title}",
    "**Slide 2: {title}**",
    "[Slide 4: {title}]",
    "**[Slide Title: {title}]**",
    "*Slide: {title}*",
    "### Slide: {title}",
    "Slide Title: {title}",
    "**Slide Title:** {title}",
)
COMMENTS = (
    "This script gives you a clear structure for the slide while inviting the audience to take part.",
    "This script should help you present the material with confidence.",
    "This comprehensive script covers all key points and ensures a smooth flow between frames.",
    "This detailed speaking script is designed to engage students and clarify the concepts.",
    "Feel free to adjust the script to suit your own style!",
    "Feel free to modify any part of this to match your audience.",
    "Good luck with your presentation!",
    "By following this script, you will be able to deliver the content effectively.",
    "With this script, anyone could present the slide without further preparation.",
    "The script above provides a thorough explanation of each point and connects it to the next slide.",
    "**Note:** This script is meant to be delivered in about six minutes.",
    "This concludes the speaking script for the slide.",
    "I hope this script helps you with your presentation. Let me know if you need anything else!",
    "This script aims to be engaging and informative, with smooth transitions between the frames.",
    "This structured approach ensures that the presentation is clear, engaging, and easy to follow for the audience.",
    "Let me know if you'd like me to change anything in this script.",
    "*This script ensures that each frame is explained clearly and thoroughly.*",
    "The above script provides detailed talking points for each frame.",
    "Remember to pause for questions and to adapt your speaking pace to the audience.",
    "Use this script as a guide, and adapt it to your students.",
)
MARKERS = (
    "**[Start of Presentation]**",
    "(End of Presentation)",
    "[End of Script]",
    "**[Begin Script]**",
    "*End of Speaking Script*",
    "**End of Script**",
    "[Begin Presentation]",
    "**(Start of Speaking Script)**",
    "**End of Presentation.**",
    "---\n\n**[End of Speaking Script]**",
    "[End of Slide]",
    "*(End of section)*",
)
LEAKS = (
    "This script meets your requirements for clarity, engagement, and smooth transitions.",
    "The presentation follows the criteria you specified.",
    "As you requested, each frame is explained in detail with examples.",
    "This covers all points from the provided slide content.",
    "The notes above are based on the LaTeX frames you provided.",
    "As per your instructions, the transitions between frames are smooth.",
    "This response adheres to the JSON format you asked for.",
)
LABELS = (
    "**Introduction:**",
    "**Transition:**",
    "**Conclusion:**",
    "**Opening:**",
    "**Closing Remarks:**",
    "*Introduction:*",
    "**Transition from Previous Slide:**",
    "[Introduction]",
    "**[Transition]**",
    "**Wrap-Up:**",
    "**Engagement Point:**",
    "**Speaker:**",
)
_HEADING = "a banner set as a heading is a heading"
_RULED = "the banner brings its own lines of dashes"


@plants("LG141")
def preamble(week: Week, draw: Random) -> Mutant:
    place = spoken(week, some_section(week, draw))[0]
    return first(place, draw.choice(PREAMBLES))


@plants("LG141")
def preamble_below_the_first_paragraph(week: Week, draw: Random) -> Mutant:
    place = spoken(week, some_section(week, draw))[0]
    return first(place, f"Let me begin.\n\n{draw.choice(PREAMBLES)}")


@plants("LG142", LG155=_HEADING, LG156=_RULED)
def script_banner(week: Week, draw: Random) -> Mutant:
    place = spoken(week, some_section(week, draw))[0]
    return first(place, draw.choice(BANNERS).format(title=week.sections[place.section].title))


@plants("LG142", LG155=_HEADING, LG156=_RULED)
def script_banner_over_another_frame(week: Week, draw: Random) -> Mutant:
    places = spoken(week, some_section(week, draw))
    place = draw.choice(places)
    return first(place, draw.choice(BANNERS).format(title=week.sections[place.section].title))


@plants("LG143", LG155=_HEADING, LG171=_HEADING)
def slide_banner(week: Week, draw: Random) -> Mutant:
    place = spoken(week, some_section(week, draw))[0]
    return first(place, draw.choice(SLIDE_BANNERS).format(title=week.sections[place.section].title))


@plants("LG144", LG146="a comment on the script may name what was ordered")
def closing_comment(week: Week, draw: Random) -> Mutant:
    place = spoken(week, some_section(week, draw))[-1]
    return last(place, draw.choice(COMMENTS))


@plants("LG144", LG156="the comment stands below a line of dashes", LG145="a marker stands below the comment")
def closing_comment_below_a_line(week: Week, draw: Random) -> Mutant:
    place = spoken(week, some_section(week, draw))[-1]
    rest = draw.choice(["", "\n\n**[End of Presentation]**"])
    return last(place, f"---\n\n{draw.choice(COMMENTS)}{rest}")


@plants("LG145", LG156=_RULED, LG142="a marker may name the script")
def begin_or_end_marker(week: Week, draw: Random) -> Mutant:
    places = spoken(week, some_section(week, draw))
    marker = draw.choice(MARKERS)
    return last(places[-1], marker) if "end" in marker.lower() else first(places[0], marker)


@plants("LG146", LG144="what names the order is a comment on the script", LG141="or an answer to whoever asked")
def prompt_leak(week: Week, draw: Random) -> Mutant:
    places = spoken(week, some_section(week, draw))
    return draw.choice([first, last])(draw.choice([places[0], places[-1]]), draw.choice(LEAKS))


@plants("LG147", LG151="[Transition] is a cue as well")
def part_label(week: Week, draw: Random) -> Mutant:
    place = draw.choice(spoken(week, some_section(week, draw)))
    return among(place, draw.choice(LABELS), draw)


@plants("LG147")
def part_label_before_speech(week: Week, draw: Random) -> Mutant:
    """The label stands on the line of the paragraph that it labels."""
    place = spoken(week, some_section(week, draw))[0]
    label = draw.choice([label for label in LABELS if label.endswith(":**")])
    return Mutant({place.pointer: f"{label} {place.text}"}, place.section, label)


@plants("LG140", LG131="what stands in a fence is not spoken", LG132="")
def all_in_a_fence(week: Week, draw: Random) -> Mutant:
    places = spoken(week, some_section(week, draw))
    if len(places) == 1:
        raise UnfitError  # the body of a file in a fence is LG173's
    place = draw.choice([p for p in places if "```" not in p.text])
    fence = draw.choice(["```", "```markdown", "```text", "```plaintext"])
    return Mutant({place.pointer: f"{fence}\n{place.text}\n```"}, place.section)


@plants("LG140", LG148="three paragraphs in quotes, or more")
def each_paragraph_in_quotes(week: Week, draw: Random) -> Mutant:
    places = [p for p in spoken(week, some_section(week, draw)) if all(map(is_prose, paragraphs(p.text)))]
    place = draw.choice(places or [spoken(week, 0)[0]])
    opens, closes = ("“", "”") if '"' in place.text else draw.choice([('"', '"'), ("“", "”")])
    quoted = "\n\n".join(f"{opens}{part}{closes}" for part in paragraphs(place.text))
    return Mutant({place.pointer: quoted}, place.section)


@plants("LG148", LG140="a text that is quoted as a whole")
def speech_in_somebody_elses_voice(week: Week, draw: Random) -> Mutant:
    index = some_section(week, draw)
    opens, closes = draw.choice([('"', '"'), ("“", "”")])
    edits: dict[str, str] = {}
    for place in spoken(week, index):
        parts = paragraphs(place.text)
        if '"' in place.text or "“" in place.text or not any(is_prose(p) and len(p.split()) > 25 for p in parts):
            continue
        first_prose = next(n for n, part in enumerate(parts) if is_prose(part))
        last_prose = max(n for n, part in enumerate(parts) if is_prose(part))
        if len(parts[first_prose].split()) <= 25:
            continue
        parts[first_prose] = opens + parts[first_prose]
        parts[last_prose] = parts[last_prose] + closes
        edits[place.pointer] = "\n\n".join(parts)
    if len(edits) < 3:
        raise UnfitError
    return Mutant(edits, index)


@plants("LG149")
def quotation_never_closed(week: Week, draw: Random) -> Mutant:
    place = draw.choice([p for p in spoken(week, some_section(week, draw)) if any(map(is_prose, paragraphs(p.text)))])
    return within(
        place,
        draw.choice(["He calls it “the long way round.", "So it's “over”, or” so they say.", "A “new thing."]),
        draw,
    )


@plants("LG177", LG142="it is a banner", LG155=_HEADING)
def banner_of_another_section(week: Week, draw: Random) -> Mutant:
    place = spoken(week, some_section(week, draw))[0]
    title = draw.choice(["Glaciers of the Alps", "Medieval Guilds", "Organic Chemistry"])
    banner = draw.choice(["### Speaking Script for “{}”", "**Speaking Script for {}**", '## Script for the Slide "{}"'])
    return first(place, banner.format(title))
