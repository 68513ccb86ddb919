"""The scales by name, the other names that people know them by, and how freely both may be spelled.

Sources: the names of SuperCollider's Scale, Sonic Pi, TidalCycles and Live; N. Slonimsky, Thesaurus
of Scales and Melodic Patterns (1947); O. Messiaen, Technique de mon langage musical (1944). Scales
of other tunings (pelog, makam, raga) stand for their nearest notes in twelve equal steps.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Semitones above the tonic. New names go to the end: menus remember a scale by its number.
# "minor" is minor as it is used: natural minor, and also the raised sixth and seventh.
STEPS = {
    "major": "0 2 4 5 7 9 11",
    "minor": "0 2 3 5 7 8 9 10 11",
    "dorian": "0 2 3 5 7 9 10",
    "phrygian": "0 1 3 5 7 8 10",
    "lydian": "0 2 4 6 7 9 11",
    "mixolydian": "0 2 4 5 7 9 10",
    "aeolian": "0 2 3 5 7 8 10",
    "locrian": "0 1 3 5 6 8 10",
    "harmonic_minor": "0 2 3 5 7 8 11",
    "melodic_minor": "0 2 3 5 7 9 11",
    "harmonic_major": "0 2 4 5 7 8 11",
    "major_pentatonic": "0 2 4 7 9",
    "minor_pentatonic": "0 3 5 7 10",
    "blues": "0 3 5 6 7 10",
    "major_blues": "0 2 3 4 7 9",
    "chromatic": "0 1 2 3 4 5 6 7 8 9 10 11",
    "whole_tone": "0 2 4 6 8 10",
    "augmented": "0 3 4 7 8 11",
    "diminished": "0 2 3 5 6 8 9 11",
    "dominant_diminished": "0 1 3 4 6 7 9 10",
    "altered": "0 1 3 4 6 8 10",
    "half_diminished": "0 2 3 5 6 8 10",
    "lydian_dominant": "0 2 4 6 7 9 10",
    "lydian_augmented": "0 2 4 6 8 9 11",
    "bebop_dominant": "0 2 4 5 7 9 10 11",
    "phrygian_dominant": "0 1 4 5 7 8 10",
    "double_harmonic": "0 1 4 5 7 8 11",
    "hungarian_minor": "0 2 3 6 7 8 11",
    "ukrainian_dorian": "0 2 3 6 7 9 10",
    "neapolitan_minor": "0 1 3 5 7 8 11",
    "hirajoshi": "0 2 3 7 8",
    "in_sen": "0 1 5 7 10",
    "yo": "0 2 5 7 9",
    "neapolitan_major": "0 1 3 5 7 9 11",
    "melodic_major": "0 2 4 5 7 8 10",
    "dorian_flat_2": "0 1 3 5 7 9 10",
    "locrian_natural_6": "0 1 3 5 6 9 10",
    "ionian_augmented": "0 2 4 5 8 9 11",
    "lydian_sharp_2": "0 3 4 6 7 9 11",
    "ultralocrian": "0 1 3 4 6 8 9",
    "lydian_minor": "0 2 4 6 7 8 10",
    "major_locrian": "0 2 4 5 6 8 10",
    "leading_whole_tone": "0 2 4 6 8 10 11",
    "bebop_major": "0 2 4 5 7 8 9 11",
    "bebop_dorian": "0 2 3 4 5 7 9 10",
    "hungarian_major": "0 3 4 6 7 9 10",
    "romanian_major": "0 1 4 6 7 9 10",
    "spanish_eight_tone": "0 1 3 4 5 6 8 10",
    "algerian": "0 2 3 5 6 7 8 11",
    "persian": "0 1 4 5 6 8 11",
    "oriental": "0 1 4 5 6 9 10",
    "enigmatic": "0 1 4 6 8 10 11",
    "prometheus": "0 2 4 6 9 10",
    "scriabin": "0 1 4 7 9",
    "petrushka": "0 1 4 6 7 10",
    "inverted_augmented": "0 1 4 5 8 9",
    "messiaen_3": "0 2 3 4 6 7 8 10 11",
    "messiaen_4": "0 1 2 5 6 7 8 11",
    "messiaen_5": "0 1 5 6 7 11",
    "messiaen_6": "0 2 4 5 6 8 10 11",
    "messiaen_7": "0 1 2 3 5 6 7 8 9 11",
    "ahir_bhairav": "0 1 4 5 7 9 10",
    "marva": "0 1 4 6 7 9 11",
    "todi": "0 1 3 6 7 8 11",
    "purvi": "0 1 4 6 7 8 11",
    "indian": "0 4 5 7 10",
    "egyptian": "0 2 5 7 10",
    "man_gong": "0 3 5 8 10",
    "chinese": "0 4 6 7 11",
    "kumoi": "0 2 3 7 9",
    "iwato": "0 1 5 6 10",
    "miyako_bushi": "0 1 5 7 8",
    "ryukyu": "0 4 5 7 11",
    "pelog": "0 1 3 7 8",
    "dominant_pentatonic": "0 2 4 7 10",
    "major_hexatonic": "0 2 4 5 7 9",
    "minor_hexatonic": "0 2 3 5 7 10",
    "hex_major_7": "0 2 4 7 9 11",
    "hex_phrygian": "0 1 3 5 8 10",
    "hex_sus": "0 2 5 7 9 10",
    "hex_aeolian": "0 3 5 7 8 10",
}
SYNONYMS = {
    "major": "ionian, diatonic, bilawal",
    "aeolian": "natural minor, pure minor, melodic minor desc, melodic minor descending, asavari",
    "dorian": "kafi",
    "phrygian": "bhairavi, kurd",
    "lydian": "kalyan, yaman",
    "mixolydian": "khamaj, dominant",
    "harmonic_minor": "mohammedan",
    "melodic_minor": "melodic minor asc, melodic minor ascending, jazz minor, hawaiian",
    "major_pentatonic": "pentatonic, gong, mongolian",
    "minor_pentatonic": "yu",
    "blues": "minor blues, blues hexatonic",
    "major_blues": "blues pentatonic major",
    "whole_tone": "whole, messiaen 1",
    "augmented": "symmetric augmented",
    "diminished": "octatonic, whole half, whole half diminished",
    "dominant_diminished": "diminished 2, half whole, half whole diminished, messiaen 2, "
    "octatonic 2",
    "altered": "super locrian, altered dominant, diminished whole tone",
    "half_diminished": "locrian sharp 2, locrian natural 2, aeolian flat 5",
    "lydian_dominant": "acoustic, overtone, lydian flat 7, mixolydian sharp 4, mixolydian sharp 11",
    "lydian_augmented": "lydian sharp 5",
    "bebop_dominant": "bebop",
    "phrygian_dominant": "hijaz, hicaz, spanish, spanish phrygian, spanish gypsy, "
    "flamenco, jewish, ahava raba, ahava rabbah, freygish, phrygian major, phrygian natural 3, "
    "klezmer",
    "double_harmonic": "double harmonic major, byzantine, arabic, arabian, gypsy major, bhairav, "
    "hijaz kar, mayamalavagowla",
    "hungarian_minor": "gypsy, gypsy minor, hungarian gypsy, double harmonic minor",
    "ukrainian_dorian": "ukrainian minor, romanian, romanian minor, dorian sharp 4, nikriz, "
    "mi sheberach, misheberakh, altered dorian",
    "neapolitan_minor": "neapolitan",
    "yo": "ritusen, ritsusen, zhi, scottish pentatonic, major blues pentatonic",
    "melodic_major": "hindu, aeolian dominant, mixolydian flat 6, bartok",
    "dorian_flat_2": "phrygian sharp 6, phrygian natural 6, javanese",
    "locrian_natural_6": "locrian sharp 6",
    "ionian_augmented": "ionian sharp 5, augmented major, major sharp 5",
    "lydian_sharp_2": "lydian sharp 9",
    "ultralocrian": "altered diminished, super locrian diminished",
    "major_locrian": "arabian locrian, locrian major",
    "leading_whole_tone": "leading whole",
    "bebop_dorian": "bebop minor",
    "spanish_eight_tone": "8 tone spanish, eight tone spanish, spanish 8 tone",
    "petrushka": "tritone",
    "inverted_augmented": "augmented 2, augmented inverse",
    "ahir_bhairav": "mixolydian flat 2, chakravakam",
    "marva": "marwa",
    "purvi": "poorvi",
    "egyptian": "shang, suspended pentatonic, suspended",
    "man_gong": "jiao, blues minor pentatonic, minor blues pentatonic",
    "kumoi": "kumai, kumoijoshi",
    "miyako_bushi": "japanese, in, sakura, pelog tembung",
    "ryukyu": "okinawan, okinawa",
    "pelog": "balinese, bali, pelog selisir",
    "dominant_pentatonic": "mixolydian pentatonic",
    "major_hexatonic": "hex major 6, scottish hexatonic",
    "minor_hexatonic": "hex dorian",
}
# What a name may come with without meaning another scale: "blues scale", "maqam hijaz".
DECORATION = re.compile(r"\b(scale|mode|raga?|raag|thaat|maqam|makam)\b")
# Signs and abbreviations within a name, and what they stand for; spaces and the like are left out.
SHORT = (
    (r"[#♯](?=[\s_-]*\d)", "sharp"),
    (r"(b|♭)(?=[\s_-]*\d)", "flat"),
    (r"(nat|♮)(?=[\s_-]*\d)", "natural"),
    (r"[^a-z0-9]", ""),
    (r"maj(?!or)", "major"),
    (r"min(?!or|ant|ished)", "minor"),
    (r"pent(a(?!tonic)|(?!a))", "pentatonic"),
    (r"harm(?!on)", "harmonic"),
    (r"dim(?!in)", "diminished"),
    (r"aug(?!ment)", "augmented"),
    (r"dom(?!inant)", "dominant"),
)
# A name may begin or end with these: "minor pentatonic", "pentatonic minor".
GENDERS = ("major", "minor")


def _glued(text: str) -> str:
    """A name without what spelling varies: 'Dorian ♯4' and 'dorian_sharp-4' are the same."""
    glued = DECORATION.sub("", text.lower().replace("_", " "))
    for short, full in SHORT:
        glued = re.sub(short, full, glued)
    return glued


OTHER_NAMES = {other: name for name, others in SYNONYMS.items() for other in others.split(", ")}
BY_GLUED = {_glued(name): name for name in STEPS} | {
    _glued(other): name for other, name in OTHER_NAMES.items()
}


@lru_cache(maxsize=256)
def usual_name(text: str) -> str | None:
    """The name in STEPS of a scale, however it is spelled; None for what is no scale's name.

    'Harmonic Minor', 'harmonicMinor', 'minor harmonic' -> 'harmonic_minor'; 'Hijaz' ->
    'phrygian_dominant'.
    """
    glued = _glued(text)
    for spelling in (glued, *_turned(glued)):
        if spelling in BY_GLUED:
            return BY_GLUED[spelling]
    return None


def _turned(glued: str) -> list[str]:
    """The name with major or minor at its other end, if it has one of them."""
    turned = [gender + glued.removesuffix(gender) for gender in GENDERS if glued.endswith(gender)]
    return turned + [
        glued.removeprefix(gender) + gender for gender in GENDERS if glued.startswith(gender)
    ]
