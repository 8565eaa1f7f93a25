"""A small week in somebody else's hand, good as it is: frames in bold, cues in brackets, other titles than ours."""

from __future__ import annotations

from pathlib import Path

TITLE = "Slides Generation - Week 3: Finding things again"

SCRIPT = f"""\
# Slides Script: {TITLE}

## Section 1: Linear search
*(2 frames)*

**Frame 1: Looking at every card**

Good morning. Last term I kept nine hundred cards in a shoebox, in no order at all, and I wanted one of them.
How long does that take? I look at every card until mine turns up, so on average it's four hundred and fifty looks.
On a bad day it's all nine hundred, because a card that isn't there makes me look at every other one.

I timed it. One look took me a second, so the average search was seven and a half minutes, and I do thirty searches in a
week. That's almost four hours of looking at cards that I don't want. The mistake that everybody makes here is to count
the lucky days: you remember the card that was third from the front, and you forget the ones that weren't there. If you
want to know what a search costs, count the looks for a card that is missing, because that's the day you'll be late.

[Advance to Frame 2]

**Frame 2: What a heap is good for**

But nothing has to be sorted. I can throw a new card in anywhere, which costs nothing, and for twenty cards I'd never do
anything else. Take your own desk. You've a heap of letters there, perhaps fifteen of them, and you find what you want
in a few seconds, since you'd have to look at fifteen sheets at most.

So when does it stop being good enough? I can tell you when it did for me. Somebody stood at the counter, asked for a
book, and I said "one moment" and looked at nine hundred cards while a queue of six people watched. With twice as many
cards it would have been twice as long, and that's the trouble: what it costs grows with the box, card for card, but my
patience doesn't. What would I have to know about the cards to skip most of them unseen?

---

## Section 2: Binary search
*(3 frames)*

Suppose the box is sorted by title. I pull one card from the middle, it says Moby-Dick, and I'm after Emma. The back
half is out of the question, because E comes before M. That's four hundred and fifty cards that I'll never have to look
at, and it has cost me one look.

Now do the same with what is left. The middle of the front half says Gulliver, and Emma comes before that as well, so I
keep two hundred and twenty-five. You see where this goes. I ask the middle, I throw away a half, and I ask again. It
doesn't matter which half I throw away, and I don't need luck, because the middle can't be a bad choice: whatever it
says, half of the cards are gone. But be careful with the word middle. If two cards are left, which one is it? Pick the
first, and stay with that, or you'll go round in circles.

(Advance to Frame 2)

How many looks are that? Nine hundred halved is four hundred and fifty, then two hundred and twenty-five, and after ten
halvings there's less than one card left. So ten looks are enough, for any card, on any day. That's ten seconds where it
was seven and a half minutes, and the queue at the counter hasn't even begun to sigh.

And what if the box grows? Twice as many cards cost me one more look, since the first look throws the new half away.
With a million cards I'd need twenty. I still find that hard to believe, so try it: write down a number between one and
a million, let your neighbour ask whether it's above or below, and count. If it takes more than twenty questions,
somebody has made a mistake, and it's usually the one who forgot that the limits move in by one.

(Advance to Frame 3)

But sorting the box took me three hours, and every new card has to go to its place. So is it worth it? It depends on how
often I search. A search takes ten seconds now where it took four hundred and fifty, so each one saves me seven minutes
and a bit. Three hours are a hundred and eighty minutes, and after twenty-five searches I've earned them back. I do
thirty in a week. So the evening was paid for by Friday.

For a box that I search once a year it would be a waste, and I've done that too: I sorted my photographs, which took a
weekend, and I've looked for two of them since. So before you sort anything, count how often you'll ask. And count what
a new card costs, because from now on I can't just throw it in. Bring a deck of cards on Thursday. Thank you for
listening.

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
