"""Word lists for the grammar of fragments. English only; frequent words of lecture notes, not a dictionary."""

from __future__ import annotations

BASE = frozenset(
    "absorb accelerate accept access accompany accomplish accumulate achieve acquire act activate adapt add "
    "address adhere adjust admire admit adopt adsorb advance affect afford aggregate agitate agree aid aim align "
    "allocate allow alter amplify analyse analyze annotate answer anticipate apply approximate argue arise "
    "arrange arrive ask assemble assert assess assign assist assume assure atone attach attack attain attempt "
    "attract augment avoid balance base bear beat become begin behave believe belong bend benefit bind blur "
    "borrow bound break breathe breed bring build burn buy calculate call cancel capture care carry cast catalyse "
    "catalyze catch cause cease change charge check choose circulate claim clarify classify clean cleanse climb "
    "close cluster coat cohere coincide collapse collect collide combine come commit communicate compare "
    "compensate compete compile complain complete compose compound compress compute conceal concentrate concern "
    "conclude condense conduct confirm confuse connect conserve consider consist constitute constrain construct "
    "consume contain continue contract contradict contribute control converge convert convey cool coordinate cope "
    "copy correct correlate correspond corrode corrupt cost count couple cover craft crash create cross "
    "crystallise crystallize cut dampen deal debug decay deceive decide decline decode decompose decrease defend "
    "define deform degrade delay delete deliver demand demonstrate denote deny depend deploy deposit derive "
    "describe deserve design destroy detect deteriorate determine develop deviate diagnose die differ "
    "differentiate diffuse digest dilute diminish direct disable disappear discard discharge discover discuss "
    "dispatch display dissipate dissolve distinguish distort distribute diverge divide dominate donate double "
    "draw drift drive drop duplicate earn ease eat edit educate elect elevate eliminate embed emerge emit "
    "emphasise emphasize employ empower enable enclose encode encounter encourage encrypt end endanger enforce "
    "engage enhance enjoy enlarge enrich ensure entail enter entertain equal equate erase erode erupt escape "
    "establish estimate evaluate evaporate evolve examine exceed excel exchange exclude excrete execute exert "
    "exhale exhaust exhibit exist expand expect expel experience explain exploit explore export expose express "
    "extend extract face facilitate fail fall familiarize feed feel fertilise fertilize fetch fill filter finance "
    "find fit fix flag flatten flee float flourish flow fluctuate focus fold follow forbid force forget form "
    "formulate foster found fracture free freeze fuel fulfil function gain gather generalise generalize generate "
    "germinate get give go govern grant grasp graze group grow guarantee guess guide halve handle hang happen "
    "harm harvest hatch hear heat help hide hinder hold host hurt hydrolyse hydrolyze identify ignore illustrate "
    "imagine imitate impair impart implement imply import impose impress improve include incorporate increase "
    "indicate induce infer influence inform inhale inherit inhibit initialise inject innovate insert inspect "
    "inspire install instruct insulate integrate intend interact intercept interfere interlock internalise "
    "interpret intersect intervene introduce invade invent invert invest investigate invite invoke involve ionise "
    "ionize irrigate irritate isolate join judge justify keep know label lack lag last launch lead leak lean "
    "learn leave lend let leverage liberate lie lift limit link list live load locate lock log look lose love "
    "lower lubricate make manage manipulate manufacture map mark mask match mate matter mature maximise maximize "
    "mean measure mediate meet melt memorise memorize merge migrate mimic minimise minimize mislead misread miss "
    "mix mobilise mobilize model moderate modify modulate monitor motivate move multiply mutate nationalise need "
    "neglect negotiate nest neutralise neutralize normalise normalize obey observe obstruct obtain occupy occur "
    "offer offset omit open operate oppose optimise optimize orbit order organise organize originate oscillate "
    "oust outline outperform overcome overfit overlap overlook override overrule oversee overthrow own oxidise "
    "oxidize parse pass pay peak penalise penalize penetrate perceive perform permit persist persuade petition "
    "pick place plan play point polarise polarize pollinate pollute pool populate pose possess post postpone "
    "power practice practise precede precipitate predict prefer prepare present preserve press prevent price "
    "print proceed process procure produce profit progress prohibit project proliferate promise promote propagate "
    "propose protect prove provide prune publish pull punish purchase purr pursue push put query quote radiate "
    "raise range rank rate ratify reach react read realise realize rearrange reassign rebel rebuild receive "
    "recite recognise recognize recombine recommend reconcile reconstruct record recover recruit recycle "
    "redistribute reduce refer refine reflect refuse regard regulate reign reinforce reinvest reject relate "
    "release rely remain remember remind remove render renew repair repeat repel replace replicate report "
    "represent repress reproduce require rescind rescue resemble reserve reset reside resist resolve respond rest "
    "restore restrict result retain retrieve return reuse reveal reverse review revise revolt reward rewrite "
    "ripen rise risk roll rotate rule run sample satisfy saturate save say scale scan scatter schedule search "
    "secede secrete secure see seek segment select sell send sense sentence separate serve set settle shape share "
    "sharpen shatter shed shield shift shorten show shrink shut signal simplify simulate sink sit skip sleep "
    "slide slip slope slow smell smooth soften solidify solve sort sound span speak specialise specialize specify "
    "speed spend spin split spoil spot spread sprout squeeze stabilise stabilize stack stand start starve state "
    "stay steer stem step stick stimulate stop store strain streamline strengthen stress stretch strike strip "
    "structure struggle study subdivide submit subside subsidise subsidize subtract succeed suffer suggest suit "
    "sum summarise summarize supervise supply support suppose suppress surpass surprise surrender surround "
    "survive suspect sustain swap sweat swell switch synthesise synthesize take talk taste tax tell tend "
    "terminate test thank thicken thin think threaten throw tie tighten tolerate topple touch trace track trade "
    "train transcend transcribe transfer transform translate transmit transport trap travel treat trigger trust "
    "try tune turn type undergo underlie understand undertake unify unite unlock update upgrade upset use utilise "
    "utilize validate value vanish vaporise vaporize vary verify vibrate view violate visit visualise visualize "
    "vote wait walk want warm warn wash waste watch weaken wear weigh widen win wish withdraw wither witness "
    "wonder work worry worsen wrap write yield".split()
)

# forms of verbs that are nouns more often; they count as verbs only before an article or a pronoun
MOSTLY_NOUNS = frozenset(
    "access accesses aggregates answers attacks attempts balances bases bears benefits bounds calls causes "
    "changes charges checks claims clusters compounds concerns contracts controls coordinates copies costs counts "
    "couples covers decays delays demands deposits designs displays draws drops effects elects ends equals "
    "estimates exchanges exhibits experiences exports faces filters flags focus folds forces forms fractures "
    "functions gains groups guesses guides harvests hosts imports increases labels lags limits links lists loads "
    "locks logs looks maps marks masks matches mates models needs nests offers offsets orbits orders outlines "
    "patterns peaks petitions places plans plays points pools posts practices prices prints processes profits "
    "programs projects queries questions quotes ranges ranks rates records recruits releases reports results "
    "returns reviews revolts rewards rises risks roles rules runs samples scales searches segments senses "
    "sentences sets shapes shares sheds shields shifts signals sinks slides slips slopes smells sorts sounds "
    "spans speeds splits stacks stages states stems steps stops stores strains strikes structures studies sums "
    "supplies tastes taxes tests trades trains transfers transports traps types updates uses values views votes "
    "walks works".split()
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
