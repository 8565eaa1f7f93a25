"""Word lists for the grammar of fragments. English only; frequent words of lecture notes, not a dictionary."""

from __future__ import annotations

BASE = frozenset(
    "accept access accompany accomplish achieve acquire act adapt add address adjust admit adopt advance affect "
    "afford agree aid aim align allocate allow alter analyse analyze answer apply approximate argue arise "
    "arrange arrive ask assemble assess assign assist assume assure attach attack attempt attract augment avoid "
    "base beat become begin behave believe belong bend benefit bind blur borrow break bring build burn buy "
    "calculate call cancel capture care carry cast catch cause cease change charge check choose claim clarify "
    "classify clean cleanse climb close cluster collapse collect combine come communicate compare compete "
    "compile complain complete compose compress compute conceal concentrate concern conclude condense conduct "
    "confirm confuse connect consider consist constitute constrain construct consume contain continue "
    "contribute control converge convert convey cool cope copy correct correspond corrupt cost count cover "
    "craft crash create cross cut deal debug decay deceive decide decline decode decompose decrease defend "
    "define delay delete deliver demand demonstrate deny depend deploy derive describe deserve design destroy "
    "detect deteriorate determine develop deviate diagnose die differ digest diminish direct disappear discard "
    "discover discuss dispatch display distinguish distort distribute diverge divide dominate double draw drift "
    "drive drop earn ease eat edit educate eliminate embed emerge emit emphasise emphasize employ empower "
    "enable encode encounter encourage end enforce engage enhance enjoy enrich ensure enter entertain erase "
    "escape establish estimate evaluate evolve examine exceed excel exchange execute exhibit exist expand "
    "expect experience explain exploit explore expose express extend extract face facilitate fail fall "
    "familiarize feed feel fetch fill filter find fit fix flag flatten float flow focus follow force forget "
    "form formulate foster free freeze fuel fulfil function gain gather generalise generalize generate get give "
    "go govern grant grasp group grow guarantee guess guide handle hang happen harm hear heat help hide hinder "
    "hold host hurt identify ignore illustrate imagine imitate implement imply impose impress improve include "
    "incorporate increase indicate induce infer influence inform inherit initialise inspect inspire install "
    "instruct integrate intend interact interpret intervene introduce invent invert invest investigate invite "
    "involve isolate join judge justify keep know label lack last launch lead leak lean learn leave lend let "
    "leverage lie lift limit link list live load locate lock log look lose love lower make manage manipulate "
    "map mark mask match matter maximise maximize mean measure meet melt memorise memorize merge migrate mimic "
    "minimise minimize mislead miss mix model modify monitor motivate move multiply need negotiate observe "
    "obtain occupy occur offer open operate optimise optimize order organise organize originate outline "
    "outperform overfit overlook own pass pay penalise penalize perceive perform permit persist pick place plan "
    "play point pool populate pose possess post postpone power practice practise predict prefer prepare present "
    "preserve press prevent price print process produce progress prohibit project promise promote propagate "
    "propose protect prove provide prune publish pull punish purchase purr pursue push put query quote raise "
    "range rank rate reach react read realise realize rearrange receive recognise recognize recommend "
    "reconstruct record recover recycle reduce refer refine reflect refuse regard regulate reinforce reject "
    "relate release rely remain remember remind remove render repair repeat replace report represent reproduce "
    "require rescue resemble reserve reset reside resist resolve respond rest restore restrict result retain "
    "retrieve return reuse reveal reverse review revise reward rise risk roll rotate run sample satisfy save "
    "say scale scan schedule search secure see seek segment select sell send sense separate serve set settle "
    "shape share sharpen shift shorten show shrink shut simplify simulate sit skip sleep slow smooth solve sort "
    "sound span speak specialise specialize specify speed spend split spoil spot spread stabilise stabilize "
    "stack stand start state stay steer stem step stick stimulate stop store streamline strengthen stress "
    "stretch strip structure struggle study succeed suffer suggest suit sum summarise summarize supervise "
    "supply support suppose suppress surpass surprise surround survive suspect sustain swap switch take talk "
    "tell tend terminate test thank think threaten throw tie tighten touch trace track trade train transcribe "
    "transfer transform translate transmit transport travel treat trigger trust try tune turn type undergo "
    "underlie understand undertake unify update upgrade use utilise utilize validate value vanish vary verify "
    "view violate visit visualise visualize vote wait walk want warm warn wash waste watch weaken wear weigh "
    "widen win wish withdraw witness wonder work worry wrap write yield".split()
)

# forms of verbs that are nouns more often; they count as verbs only before an article or a pronoun
MOSTLY_NOUNS = frozenset(
    "access accesses answers attacks attempts bases benefits calls causes changes charges checks claims "
    "clusters concerns controls copies costs counts covers decays delays demands designs displays draws drops "
    "effects ends estimates exchanges exhibits experiences faces filters flags focus forces forms functions "
    "gains groups guesses guides hosts increases labels limits links lists loads locks logs looks maps marks "
    "masks matches models needs offers orders outlines patterns places plans plays points pools posts practices "
    "prices prints processes programs projects queries questions quotes ranges ranks rates records releases "
    "reports results returns reviews rewards rises risks roles runs samples scales searches segments senses "
    "sets shapes shares shifts sorts sounds spans speeds splits stacks stages states stems steps stops stores "
    "structures studies sums supplies tests trades trains transfers transports types updates uses values views "
    "votes walks works".split()
)

DETERMINERS = frozenset(
    "a an the its their his her our your my this that these those all both each every no some it them us you".split()
)

AUXILIARIES = frozenset(
    "is are was were am has have had can could will would may might must should shall does do did isn't aren't "
    "wasn't weren't can't couldn't won't doesn't don't didn't it's they're there's we're you're cannot what's".split()
)

PAST = frozenset(
    "came found gave grew held kept knew led left lost made meant met said saw sent showed stood took won".split()
)

RELATIVES = frozenset("that that's which who who's whose where".split())

PREPOSITIONS = frozenset(
    "about across against among as at between by during for from in into like of on over through to toward "
    "towards under using via with within without".split()
)

SINGULAR_SUBJECTS = frozenset("it this that each he she everything nothing something nobody everybody".split())

SUBJECTS = frozenset("i we you they these those people who nobody everybody all".split())

SUBORDINATORS = frozenset(
    "if when while because although since once unless whenever where before after as until".split()
)

NOT_GERUND = frozenset(
    "anything bring ceiling during everything king morning evening nothing ring something spring string thing".split()
)
