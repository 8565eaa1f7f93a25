"""A small week in somebody else's hand, good as it is: frames in bold, cues in brackets, other titles than ours."""

from __future__ import annotations

from pathlib import Path

TITLE = "Slides Generation - Week 3: Finding things again"

SCRIPT = f"""\
# Slides Script: {TITLE}

## Section 1: Linear search
*(2 frames)*

**Frame 1: Looking at every card**

Good morning. Last term I kept nine hundred cards in a shoebox, in no order at all, and I wanted one of them. How long
does that take? I look at every card until mine turns up, so on average it's four hundred and fifty looks, but on a bad
day it's all nine hundred, because a card that isn't there makes me look at every other one.

[Advance to Frame 2]

**Frame 2: What a heap is good for**

But nothing has to be sorted. I can throw a new card in anywhere, which costs nothing, and for twenty cards I'd never do
anything else. So what would I have to know about the cards to skip most of them unseen?

---

## Section 2: Binary search
*(3 frames)*

Suppose the box is sorted by title. I pull one card from the middle, it says Moby-Dick, and I'm after Emma.

(Advance to Frame 2)

The back half is out of the question, because E comes before M. So I ask the middle of the front half, and after ten
looks there's one card left, since nine hundred halved ten times is less than one.

(Advance to Frame 3)

But sorting the box took me three hours, and every new card has to go to its place. So is it worth it? It depends on how
often I search: at twenty seconds a search instead of fifteen minutes, the evening is paid for after a dozen searches.
Thank you for listening, and bring a deck of cards on Thursday.

---

"""

SHEET = f"""\
# Assessment: {TITLE}

## Section 1: Linear search

### Learning Objectives
- Count the looks that a linear search takes
- Decide when a linear search is good enough

### Assessment Questions

**Question 1:** A box holds 40 cards in no order. How many looks does a search take at most?

  A) 6
  B) 20
  C) 40
  D) 41

**Correct Answer:** C
**Explanation:** A card that is missing makes the search look at all 40 of them, once each.

**Question 2:** Twenty cards are searched once a day. Why is sorting them a waste of an evening?

  A) The sorted cards take more looks
  B) So few looks are saved in a day
  C) New cards cannot be put in later
  D) The sorted box holds fewer cards

**Correct Answer:** B
**Explanation:** Ten looks a day at one second each never pay for the time that sorting takes.

**Question 3:** A search has looked at 15 of 40 cards in vain. Where can the card still be?

  A) Among the next 15, if at all
  B) Nowhere, since 15 looks are enough
  C) Among the 25 others, if at all
  D) Before the place where it began

**Correct Answer:** C
**Explanation:** Without an order a look tells about one card and about no other.

### Activities
- Count your looks for ten cards of a shuffled deck, and hand in the list.

### Discussion Questions
- Which heap on your desk would you never sort, and why?

---

## Section 2: Binary search

### Learning Objectives
- Trace a binary search by hand
- Compute after how many searches sorting has paid

### Assessment Questions

**Question 1:** A sorted list holds 100 numbers. At most how many of them does a binary search look at?

  A) 6
  B) 7
  C) 10
  D) 50

**Correct Answer:** B
**Explanation:** Seven halvings bring 100 down to nothing, since 128 is the first power of two above it.

**Question 2:** Sorting takes 60 minutes and saves 7 on every search after it. When has time been saved?

  A) After the 7th search
  B) After the 8th search
  C) After the 9th search
  D) After the 60th search

**Correct Answer:** C
**Explanation:** Eight searches earn back 56 of the 60 minutes; the ninth is the first to come out ahead.

**Question 3:** The middle card says Moby-Dick and you want Emma. What do you do next?

  A) Take the middle of the front half
  B) Look at the card behind it
  C) Take the middle of the back half
  D) Look at the card before it

**Correct Answer:** A
**Explanation:** E comes before M, so the back half cannot hold it, and the front half is halved again.

### Activities
- Trace the search for 37 among fifteen numbers of your own, and hand in each look.

### Discussion Questions
- Would you sort a list that grows by ten entries an hour, and why?

---

"""


def write_week(folder: Path, script: str = SCRIPT, sheet: str = SHEET) -> Path:
    """The week's two files in ``folder``, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "script.md").write_text(script, "utf-8")
    (folder / "assessment.md").write_text(sheet, "utf-8")
    return folder
