"""Names of the measurement -> the rules they are compared with, and why counts differ where they do.

Lines are told by week, file (s: script.md, a: assessment.md, t:
slides.tex) and number, so that no text of those weeks stands here.
"""

from __future__ import annotations

from typing import NamedTuple


class Measure(NamedTuple):
    """``unit``: sections, items (questions, objectives), frames (slides) or weeks."""

    codes: tuple[str, ...]
    unit: str = "sections"
    why: str = ""


def _by(codes: str, unit: str = "sections", why: str = "") -> Measure:
    return Measure(tuple(codes.split()), unit, why)


MEASURES: dict[str, Measure] = {
    "S01_preamble": _by("LG141"),
    "S02_script_banner": _by(
        "LG142",
        why="d02 s873 and s934 mark where a script begins: LG145 names them. Each line is found by one rule.",
    ),
    "S03_slide_title_banner": _by(
        "LG143",
        why="We count labels that speak of a slide's transition or introduction too (d04 s360, d08 s1557, d09 s10, d11 "
        "s969, d12 s946; in the seeds 000 s10, s101, s186, s327, s650, 001 s791, s896, s967). d02 s661 and s939 number "
        "slides that are counted as frames: LG167 names them.",
    ),
    "S04_closing_meta": _by(
        "LG144",
        why="d05 s854 is no comment on the script but speech about a shell script, and the measurement's pattern took "
        "it for one. d04 is one section less for the same pattern, which takes an ordinary summary for a comment.",
    ),
    "S05_begin_end_marker": _by(
        "LG145", why="d06 s311 says where a slide starts, and what it is called; the measurement knew no title there."
    ),
    "S06_prompt_leak": _by(
        "LG146",
        why="In the seeds a word of the order stands in a sentence that also speaks of the slide; both count it once a "
        "section.",
    ),
    "S07a_no_frame_cues": _by(
        "LG165", why="LG165 finds missing frames, be it one or all of them (S08); no section here cues none at all."
    ),
    "S07b_only_unnumbered_cues": _by("LG166"),
    "S07c_frames_labelled_Slide_k": _by(
        "LG167",
        why="d05 s463: five slides are numbered where four frames are declared. What they number is then unknown, and "
        "LG165 and LG168 say so instead.",
    ),
    "S08_frames_missing": _by(
        "LG165",
        why="d05 section 6 numbers five slides where fewer frames are declared (S07c), so that we find no frame there. "
        "d11 is one less because a frame that is only spoken of by its ordinal counts as cued to us.",
    ),
    "S09_frames_excess": _by("LG168"),
    "S10_frames_out_of_order": _by("LG169"),
    "S11_frame_heading_repeated": _by("LG170"),
    "S13_h1_in_body": _by(
        "LG155 LG171", why="LG155 and LG171 find headings of both levels (S14), and in one of the sections of S13 only."
    ),
    "S14_h2_in_body": _by(
        "LG155 LG171", why="LG155 and LG171 find both levels; the one in d11 is of the highest (S13)."
    ),
    "S15_heading_level_jump": _by(
        "LG172",
        why="Not explained: the one in d05 could not be found again. Probably the measurement counts the step from the "
        "section's own level to the first heading in the body, with which we begin.",
    ),
    "S17_fence_unbalanced": _by("LG440"),
    "S18_body_wrapped_in_fence": _by("LG173"),
    "S19_math_unbalanced": _by(
        "LG441",
        why="d06 s262 has amounts of money, an odd number of dollar signs in all, which is no maths. The one in d09 "
        "could not be found again, and is not explained.",
    ),
    "S20_raw_latex_outside_math": _by("LG443"),
    "S21_latex_escape_residue": _by("LG443"),
    "S22b_foreign_script_char": _by("LG315"),
    "S23_placeholder": _by(
        "LG320",
        why="d02: one of its two stands in round brackets as a direction to the lecturer and is found as such.",
    ),
    "S25d_time_outlier_mad3": _by(
        "LG186",
        why="The same sum over other words: we count what is spoken, without labels, cues and comments on the script, "
        "which moves sections near the border (d04 three to one, d05 none to one).",
    ),
    "S26_greeting_mid_week": _by("LG300"),
    "S27_thanks_mid_week": _by(
        "LG302",
        why="We find thanks at the end of the speech also where a comment on the script stands below it and pushed it "
        "out of the measurement's last 150 words (d02, d04). d11 s480 stands behind the fence that is never closed "
        "(LG440), so that it is code to us; another of that week is found in its place.",
    ),
    "S27b_qa_invite_mid_week": _by(
        "LG303",
        why="The measurement asks for 'any questions'; people also ask for questions without 'any' (d01 s308, d02 s312 "
        "and s644, d04 s1028 and s1194, d08 s371, d11 s580, d12 s460 and s836; 001 s512, s1044, s1122, s1274). It "
        "counts d10 s1170 too, which announces a later round of questions and asks for none now; so do we not.",
    ),
    "S28b_stage_direction_inside_speech": _by(
        "LG178",
        why="LG178 also finds a cue at the end of a spoken line (d05, d11, d12), which the measurement takes for one "
        "of its own line.",
    ),
    "S29_fabricated_audience_answer": _by(
        "LG306",
        why="A question that the speaker answers with yes, and goes on with the reason, is rhetoric and no invented "
        "answer (d02 s252, 000 s1104). Praise is what gives the invented answer away; with other praise than the "
        "measurement knew we find d11 s1727.",
    ),
    "S30_refers_to_visual": _by(
        "LG307",
        why="Files of others do not say what their slides show, so a diagram that is spoken of may be there: the rule "
        "needs to know. The measurement itself was right in nine of fifteen.",
    ),
    "S31_speech_in_quotes": _by(
        "LG148",
        why="We look at paragraphs of a section without its labels; some of d02 stand below a label in one paragraph "
        "with it or hold fewer than 26 words without it.",
    ),
    "S31b_curly_quotes_unbalanced": _by(
        "LG149",
        why="The measurement counts signs in a section, we pair them in each text; d10 s564 opens a quotation in one "
        "paragraph of a text and closes it in the next, which is right. Straight marks are paired as well.",
    ),
    "S32_dup_section_title": _by("LG183"),
    "S35_trailing_ws": _by("LG160"),
    "S36_banner_title_mismatch": _by(
        "LG177",
        why="The measurement took words such as the section's part or a transition for a title; in d05 and d06 the "
        "banner names no section at all, which LG142 finds.",
    ),
    "S37_wrong_previous_ref": _by(
        "LG343",
        why="d11 s1948 and s2019 name the subject of the whole week as what came before; that is also the title of an "
        "early section. Ours are counted once a section, and in the seeds 000 has four and 001 two, where the "
        "measurement has five sections in both.",
    ),
    "S38_wrong_next_ref": _by(
        "LG344",
        why="d02: the words fit the next section's title as well, by a word that both share. The measurement called "
        "its own risk of false alarms high.",
    ),
    "S39_last_section_points_next": _by(
        "LG305", why="In the seeds one last section announces another; the measurement looked for other words."
    ),
    "S40_copied_opener": _by(
        "LG340",
        why="Openings and first scripts are compared each with their kind. Where a label or a marker moves the same "
        "sentence from the one to the other (d07 s417 beside section 4, and one each in d01 and d03) we miss it: a gap "
        "of ours. Twelve words are compared on both sides.",
    ),
    "S42_near_dup_paragraph": _by("LG342"),
    "W01_heading_levels_mixed": _by("LG174", "weeks"),
    "W02_frame_markup_mixed": _by(
        "LG175",
        "weeks",
        why="Bold in brackets and brackets alone, and cues that head a frame, are ways of their own to us.",
    ),
    "W03_math_delims_mixed": _by("LG176", "weeks"),
    "W04_outline_fallback": _by("LG182", "weeks"),
    "W05_greetings>=3": _by(
        "LG309",
        "weeks",
        why="The week is told of as soon as two sections greet, or two thank; from three greetings on the measurement.",
    ),
    "A01_no_questions": _by("LG200"),
    "A01b_json_fallback_section": _by("LG203"),
    "A02_nq_outside_3_5": _by(
        "LG200", why="LG200 finds sections without any question as well (A01), and all of these are such."
    ),
    "A07_all_same_key_in_section": _by("LG244"),
    "A08_mojibake_or_ctrl": _by(
        "LG430 LG432 LG433",
        "items",
        why="d03: its backspaces ate a LaTeX command, which LG431 names more exactly (A08b).",
    ),
    "A08b_json_escape_eaten": _by("LG431", "items"),
    "A09_placeholder": _by("LG320", "items", why="LG320 looks at speech and at questions; here speech counts in."),
    "A11_nonmeasurable_verb": _by(
        "LG106",
        "items",
        why="Objectives that say 'learn to' and then a verb that can be watched are let pass (one each in sections 9 "
        "of d02, 8 of d07, 13 of d08 and 7 of d12): what is learnt there can be shown.",
    ),
    "A12_objective_uncovered": _by(
        "LG243",
        "weeks",
        why="Half of the measured ones were wrong, so that single objectives are not told of; weeks are in which more "
        "than a quarter of the objectives share no word with a question.",
    ),
    "A14_options_ne_4": _by("LG220", "items"),
    "A16b_option_format": _by("LG261", "items"),
    "A17_key_not_letter": _by("LG260", "items"),
    "A19b_expl_lt_6_words": _by("LG230", "items"),
    "A20_dup_options": _by("LG221", "items"),
    "A21_neg_stem_emphasised": _by(
        "LG216",
        why="One negative stem in capitals is fair, and LG216 is about sections with several of them.",
    ),
    "A21b_neg_stem_unemphasised": _by(
        "LG213",
        "items",
        why="d08 a206 asks for the consequence of not doing something, and is no negative question: the word stands in "
        "what is asked about, not in how.",
    ),
    "A22_all_none_above": _by("LG222", "items"),
    "A23_key_longest": _by(
        "LG247",
        "weeks",
        why="By chance a key is the longest in a quarter of the questions, so that the share of a week is what tells: "
        "ten of the twelve weeks are above 35%. The measurement counts questions.",
    ),
    "A23b_key_1.5x_mean": _by(
        "LG225",
        "items",
        why="Two sums: half as long again as the mean distractor, or a quarter longer than the longest. A key that has "
        "one distractor of its length gives nothing away (d03 a678, d05 a775, d12 a587); one that is longer than each "
        "of them does (d01 a96, d02 a160, 000 a81).",
    ),
    "A24_absolute_in_distractor": _by(
        "LG250",
        "weeks",
        why="A single absolute word is fair; weeks are told of in which such options are hardly ever keys.",
    ),
    "A24b_>=2_absolute_distractors": _by(
        "LG226",
        "items",
        why="'Must' is not in our list: d03 a698 and a882 ask for what a method requires, where it says nothing. "
        "'All', 'any' and 'without' in d01 a178, d08 a196, d10 a203 and d11 a333 are.",
    ),
    "A25_dismissive_distractor": _by(
        "LG227",
        "items",
        why="A stem that asks for an effect or an impact may have none as an answer (d03 a268, a515 and a678, d10 a519 "
        "and a529, d11 a881), and to leave something alone can be what somebody would do (d01 a247, d02 a397, d08 "
        "a158). 'Irrelevant' may be the matter itself (d03 a288, d04 a699, d06 a200).",
    ),
    "A26_expl_names_other_letter": _by("LG231", "items", why="Two in 000 name the right letter: see A26c."),
    "A26c_expl_refers_to_letters": _by("LG231", "items"),
    "A28_stem_leaks_key": _by(
        "LG217",
        "items",
        why="Words are compared by their roots, so that a key in another form of the stem's word counts: d08 a555 and "
        "a615, d11 a13, d12 a636. Half of what is found is no gift; a warning, therefore.",
    ),
    "A30_key_not_in_script": _by(
        "LG233",
        "items",
        why="Compared by roots, so that other forms of a word are said too; keys in signs and negative stems are left "
        "out. What we find was read (d01 a512, d05 a349, d06 a700 and d10 a591 say what the section does not); what "
        "only the measurement finds was not, item by item.",
    ),
    "A31_context_dependent_stem": _by(
        "LG212",
        "items",
        why="A stem of d06 that says 'this' of something it has named itself is let pass.",
    ),
    "A34_stem_no_question_mark": _by(
        "LG211",
        "items",
        why="All of them end in a colon that the options complete (d02 a329, d06 a528, d11 a510, 000 a457), which is "
        "a form of its own; the evidence allows it.",
    ),
    "A37_dup_stem_exact": _by("LG240", "items"),
    "A37b_dup_stem_diff_key": _by(
        "LG240", "items", why="LG240 finds the stem twice and leaves it to the reader which key is right."
    ),
    "A38_dup_stem_near": _by(
        "LG241",
        "items",
        why="Stems of fewer than four content words are left out: two of three words in common is chance (d05, d11, "
        "d12).",
    ),
    "A41_expl_only_restates": _by(
        "LG232",
        "items",
        why="Compared by roots, and explanations that reckon are left out, so that counts near the border of two new "
        "words go both ways.",
    ),
    "A43c_dup_objective_in_week": _by("LG242", "items"),
    "A46_key_given_in_sibling_stem": _by(
        "LG219", "items", why="Compared by roots: one more in d05, one less in d08, where the key is one word."
    ),
    "W10_key_distribution_chi2_p<.05": _by(
        "LG245", "weeks", why="d09 has too few questions for the test; LG246 looks at the largest share there."
    ),
    "W11_one_letter_gt_50%": _by("LG246", "weeks", why="From 35% on, since a fair share is a quarter."),
    "X01_section_titles_differ": _by("LG190"),
    "S44_frame_title_not_on_that_frame": _by(
        "LG192",
        why="The measurement asks whether a title's words are missing on its slide, we ask whether another slide of "
        "the section says them: d11 s251 is on the next one; the one in d12 is on none.",
    ),
    "T02_section_gt_3_frames": _by(
        "LG450", why="More than six frames to a section; three were what that generator had been asked for."
    ),
    "T04_empty_frame": _by("LG452", "frames"),
    "T05_placeholder": _by(
        "LG453", "frames", why="d02 t796 and t814 ask for a date and a place; the measurement knew other words."
    ),
    "T06_verbatim_without_fragile": _by("LG454", "frames"),
    "T07_env_unbalanced": _by("LG455", "frames"),
    "T08_non_ascii": _by(
        "LG456",
        "frames",
        why="Since 2018 LaTeX reads UTF-8, so that dashes and accents are no fault; we name signs at which pdflatex "
        "stops (d03 t907, d12 t184 and t447).",
    ),
    "T09_unescaped_amp": _by("LG457", "frames"),
    "T10_markdown_residue": _by(
        "LG458",
        "frames",
        why="List items begun with a hyphen count as well (d05 t1271, d08 t1061 and t1092, d11 t312, d12 t248).",
    ),
    "T11_includegraphics": _by("LG459", "frames"),
    "T12_overfull_gt_120w": _by(
        "LG460",
        "frames",
        why="Words that are read on the slide: commands, comments and code are left out, the headline counts (d01).",
    ),
    "T13_gt_10_items": _by("LG461", "frames"),
    "T14_unescaped_underscore": _by(
        "LG462", "frames", why="The one in d07 stands in a listing (t174 and t354), where it is right."
    ),
    "T15_dup_frametitle_week": _by(
        "LG463", "weeks", why="LG463 names each of the frames; counted are the weeks that have such titles."
    ),
    "T16_preamble_placeholder": _by(
        "LG464",
        "weeks",
        why="Eight more title pages name an institute that is nobody's (d01 t101, d05 t101).",
    ),
}

DROPPED: dict[str, str] = {
    "S16_hash_line_in_code": "such lines are comments in code, and legitimate; readers have to know, and LG155 does",
    "S23b_placeholder_not_daypart": "a part of S23, which LG320 finds as a whole",
    "S26b_welcome_back": "a part of S26: LG300 finds every greeting in mid-week",
    "S26c_restarts_lecture_mid_week": "a part of S26: LG300 finds every greeting in mid-week",
    "S28_stage_directions": "a cue on its own line is how files say where frames are; inside speech it is LG178",
    "S34_body_ends_with_hr": "lines of dashes are LG156 wherever they stand, which is in nearly every section",
    "S34b_body_starts_with_hr": "as above",
    "OK_frames_exact": "it is no defect: LG165 and LG168 to LG170 find nothing there",
    "A04_multiline_item": "an item over several lines is accepted when it is read, and none is lost",
    "A10_trailing_ws": "LG160 counts it with the lines of the script (S35)",
    "A10b_math_unbalanced": "LG441 looks at questions too; d05 has money there, and no maths",
    "A12b_objective_uncovered_incl_activities": "a part of A12",
    "A12c_objective_generic_only": "an objective that only names the title cannot be told from one that is short",
    "A18_key_not_in_options": "LG260 finds it with A17: the key names no option",
    "A22b_all_none_is_key": "LG222 finds such options whether they are keys or not",
    "A27_expl_supports_other(lex)": "two of all 22 were right; the evidence forbids to use it",
    "A27b_expl_no_overlap_with_key": "an explanation may say why in other words than the key, and good ones do",
    "A28b_stem_leaks_key_strong": "a part of A28; as often wrong",
    "A29_option_punct_mixed": "final stops of options are a matter of house style",
    "A29b_punct_reveals_key": "one in 12 weeks; with A29",
    "A30b_question_not_grounded(<.5)": "a part of A30",
    "A35_multiline_question": "a question may show code or a table",
    "A36_formula_stem_what_is_primary": "a stem is not wrong for being dull; the prompts ask for others",
    "A43_dup_discussion_in_week": "one in 12 weeks, and a discussion may be taken up again",
    "W12_a_letter_lt_5%": "LG245 finds it with W10: what one letter lacks the others have",
}
