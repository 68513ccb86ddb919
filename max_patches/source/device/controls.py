"""Every control of the device: its name, range and text, and where it stands.

Long names are what Live stores and automates: they never change after a release.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from agent.music.scales import SCALES
from agent.player.knobs import KNOB_CHOICES, KNOB_RANGES
from bridge.osc.protocol import DEFAULT_PORT
from max_patches.source.patcher import Box, Patch, Rect

Kind = Literal["dial", "numbox", "menu", "tab", "button", "toggle"]

MODES = ("Generate", "Answer", "Duet", "Pitch")
FOLLOW_LIVE = "Live"
TONICS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
CHORD_TYPES = ("maj", "m", "7", "maj7", "m7", "dim", "m7b5", "dim7", "aug", "sus4", "6", "m6")
SHIPPED = ("all", "classic", "fiddle", "hymn", "lied", "pop", "song")
# Room for agents of one's own: the menu is filled by the script, its length stays.
AGENT_SLOTS = 16
NO_AGENT = "-"
# FALLBACKS[n] looks back BACK[n] notes.
FALLBACKS, BACK = ("Silence", "Hold", "Loop"), (0, 1, 8)
TURN_MS = 20
# Notes a beat; with fewer, no note would be long enough in a bar of 2/4.
SPARSEST = 0.5

MAXCLASS: Mapping[Kind, str] = {
    "dial": "live.dial",
    "numbox": "live.numbox",
    "menu": "live.menu",
    "tab": "live.tab",
    "button": "live.text",
    "toggle": "live.text",
}
FLOAT, INT, ENUM = 0, 1, 2
PLAIN_INT, PLAIN_FLOAT, MIDI_NOTE = 0, 1, 8
AUTOMATED, STORED_ONLY = 0, 1
DIAL, LINE = (48, 48), 15


@dataclass(frozen=True, slots=True)
class Control:
    """A parameter of the device. key: of the protocol, where the value goes there as it is."""

    long: str
    short: str
    kind: Kind
    rect: Rect
    info: str
    least: float = 0
    most: float = 1
    initial: float = 0
    unit: int = PLAIN_FLOAT
    choices: tuple[str, ...] = ()
    key: str = ""
    stored_only: bool = False

    @property
    def attributes(self) -> dict[str, Any]:
        """What Max saves of it besides its place."""
        saved: dict[str, Any] = {
            "annotation": self.info,
            "annotation_name": self.long,
            "hint": self.info,
            "parameter_enable": 1,
            "saved_attribute_attributes": {"valueof": self._valueof()},
            "varname": self.long,
        }
        if self.kind == "tab":
            saved |= {"num_lines_patching": len(self.choices), "num_lines_presentation": 4}
        if self.kind in ("button", "toggle"):
            saved |= {"mode": int(self.kind == "toggle"), "text": self.short, "texton": self.short}
        return saved

    def _valueof(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            "parameter_annotation_name": self.long,
            "parameter_info": self.info,
            "parameter_initial": [self.initial],
            "parameter_initial_enable": 1,
            "parameter_invisible": STORED_ONLY if self.stored_only else AUTOMATED,
            "parameter_longname": self.long,
            "parameter_modmode": 0,
            "parameter_shortname": self.short,
        }
        if self.kind in ("dial", "numbox"):
            # Max's int parameters end at 255.
            whole = self.unit != PLAIN_FLOAT and self.most <= 255
            return values | {
                "parameter_mmax": float(self.most),
                "parameter_mmin": float(self.least),
                "parameter_type": INT if whole else FLOAT,
                "parameter_unitstyle": self.unit,
            }
        choices = self.choices or ("off", "on")
        return values | {
            "parameter_enum": list(choices),
            "parameter_mmax": len(choices) - 1,
            "parameter_type": ENUM,
        }


def _dial(key: str, short: str, x: int, y: int, initial: float, info: str) -> Control:
    least, most = KNOB_RANGES[key]
    return Control(
        key.capitalize(), short, "dial", Rect(x, y, *DIAL), info, least, most, initial, key=key
    )


def _menu(long: str, short: str, rect: Rect, choices: tuple[str, ...], info: str) -> Control:
    return Control(long, short, "menu", rect, info, choices=choices)


TOP, SECOND = 22, 76
PLAY, TERMS, FREEDOM, RHYTHM, HARMONY, HANDS = 8, 120, 288, 400, 512, 704
WIDTH = 792
STATUS = 144

CONTROLS = {
    control.long: control
    for control in (
        Control(
            "Mode", "Mode", "tab", Rect(PLAY, 24, 96, 64),
            "Generate plays with Live's transport. Answer listens to a phrase and answers it. Duet "
            "plays along and takes up what you play. Pitch keeps your rhythm and changes your "
            "notes.",
            choices=MODES,
        ),
        _menu(
            "Agent", "Agent", Rect(PLAY, 108, 96, LINE),
            SHIPPED + (NO_AGENT,) * (AGENT_SLOTS - len(SHIPPED)),
            "Which agent plays. The server says which ones there are.",
        ),
        _dial("harmony", "Harmony", TERMS, TOP, 1, "Weight of consonance and chord tones; "
              "1 is as in real melodies."),
        _dial("smoothness", "Smooth", TERMS + 52, TOP, 1, "Weight of steps over leaps; 1 is as in "
              "real melodies."),
        _dial("variety", "Variety", TERMS + 104, TOP, 1, "Weight of new notes over loops; "
              "1 is as in real melodies."),
        _dial("style", "Style", TERMS, SECOND, 1, "Weight of what real melodies do."),
        _dial("form", "Form", TERMS + 52, SECOND, 1, "Weight of motifs that return and phrases "
              "that close."),
        _dial("taste", "Taste", TERMS + 104, SECOND, 1, "How much your thumbs count."),
        _dial("temperature", "Temp", FREEDOM, TOP, 1, "0 always takes the best note, 1 is as the "
              "agent was made, 2 is wilder."),
        _dial("density", "Density", FREEDOM + 52, TOP, 0, "The most notes a quarter; below 0.5 it "
              "is free."),
        _dial("follow", "Follow", FREEDOM, SECOND, 0.5, "How much the notes take after what you "
              "play."),
        _dial("syncopation", "Syncop", RHYTHM, TOP, 0, "How much begins off the beat and is held "
              "over the next one; 0 is as the agent has it."),
        _dial("rests", "Rests", RHYTHM + 52, TOP, 0, "How much the phrases breathe; 0 is as the "
              "agent has it."),
        _dial("swing", "Swing", RHYTHM, SECOND, 0, "How late off-beat eighths come: 0 is straight, "
              "0.67 triplets, 1 dotted."),
        _dial("colour", "Colour", RHYTHM + 52, SECOND, 1, "How often the scale's own degrees "
              "sound, as lydian's #4; 1 is as the agent has it."),
        Control("Lowest", "Lowest", "numbox", Rect(FREEDOM + 54, 88, 44, LINE),
                "The lowest note.", 0, 116, 48, MIDI_NOTE),
        Control("Highest", "Highest", "numbox", Rect(FREEDOM + 54, 108, 44, LINE),
                "The highest note; at least eleven semitones above the lowest.", 11, 127, 84,
                MIDI_NOTE),
        _menu("Key", "Key", Rect(HARMONY, 36, 64, LINE), (FOLLOW_LIVE, *TONICS),
              "The tonic; Live follows the scale that Live shows."),
        _menu("Scale", "Scale", Rect(HARMONY + 72, 36, 104, LINE), (FOLLOW_LIVE, *SCALES),
              "The scale that is never left; Live follows Live's own."),
        _menu("Chord", "Chord", Rect(HARMONY, 72, 64, LINE), ("None", "Held", *TONICS),
              "What sounds now. Held takes the notes that you hold on this track, the lowest as "
              "root, until the next ones."),
        _menu("Chord Type", "Type", Rect(HARMONY + 72, 72, 104, LINE), CHORD_TYPES,
              "Of a chord that is chosen by its root."),
        _menu("Chord Tones", "Tones", Rect(HARMONY, 108, 64, LINE), KNOB_CHOICES["chord_tones"],
              "Which notes must belong to the chord: none (free), those on strong beats, all."),
        _menu("Fallback", "Fallback", Rect(HARMONY + 72, 108, 104, LINE), FALLBACKS,
              "When no note comes in time: silence, the last note again, or the last eight."),
        Control("Good", "Good", "button", Rect(HANDS, 24, 80, 26),
                "Thumbs up for what sounds now: more like this."),
        Control("Bad", "Bad", "button", Rect(HANDS, 54, 80, 26),
                "Thumbs down for what sounds now: less like this."),
        Control("Thru", "Thru", "toggle", Rect(HANDS, 88, 80, LINE),
                "Passes what you play on to the instrument, except in mode Pitch.", initial=1),
        Control("Panic", "Panic", "button", Rect(HANDS, 108, 80, LINE),
                "Ends all notes, and forgets those to come."),
        Control("Server Port", "Server", "numbox", Rect(WIDTH - 156, STATUS, 40, LINE),
                "Where melobridge serve listens on this machine (6356).", 1024, 65535,
                DEFAULT_PORT, PLAIN_INT, stored_only=True),
        Control("Reply Port", "Reply", "numbox", Rect(WIDTH - 48, STATUS, 40, LINE),
                "Where replies come in; 0 finds a free port by itself.", 0, 65535, 0, PLAIN_INT,
                stored_only=True),
    )
}  # fmt: skip
HEADINGS = {
    "Mode": Rect(PLAY, 5, 96, 15),
    "What counts": Rect(TERMS, 5, 152, 15),
    "How free": Rect(FREEDOM, 5, 100, 15),
    "Rhythm, colour": Rect(RHYTHM, 5, 100, 15),
    "Key and chord": Rect(HARMONY, 5, 176, 15),
    "Your hand": Rect(HANDS, 5, 80, 15),
}
LABELS = {
    "Agent": Rect(PLAY, 92, 96, 15),
    "Range": Rect(FREEDOM + 54, 73, 44, 15),
    "Key": Rect(HARMONY, 21, 64, 15),
    "Scale": Rect(HARMONY + 72, 21, 104, 15),
    "Chord": Rect(HARMONY, 57, 64, 15),
    "Type": Rect(HARMONY + 72, 57, 104, 15),
    "Tones": Rect(HARMONY, 93, 64, 15),
    "Fallback": Rect(HARMONY + 72, 93, 104, 15),
    "Server port": Rect(WIDTH - 216, STATUS, 58, 15),
    "Reply port": Rect(WIDTH - 104, STATUS, 54, 15),
}
LINES = (
    *(
        Rect(x, 8, 5, 116)
        for x in (TERMS - 10, FREEDOM - 10, RHYTHM - 10, HARMONY - 10, HANDS - 10)
    ),
    Rect(PLAY, 131, WIDTH - 16, 5),
)
BANKS = {
    "Melody": [
        "Mode",
        "Harmony",
        "Smoothness",
        "Variety",
        "Style",
        "Form",
        "Temperature",
        "Density",
    ],
    "Rhythm": ["Syncopation", "Rests", "Swing", "-", "-", "-", "-", "-"],
    "Hands": ["Good", "Bad", "Taste", "Follow", "Lowest", "Highest", "Agent", "Panic"],
    "Chords": ["Key", "Scale", "Chord", "Chord Type", "Chord Tones", "Fallback", "Thru", "Colour"],
}


def control(patch: Patch, long: str) -> Box:
    """The control of this name, put into the present group."""
    one = CONTROLS[long]
    return patch.widget(MAXCLASS[one.kind], one.rect, **one.attributes)


def add_knobs(patch: Patch) -> None:
    """The controls whose values go to the server as they are, and the range."""
    with patch.group("Knobs: from the very next note on"):
        for long, one in CONTROLS.items():
            if one.key:
                turned = control(patch, long) >> patch.new(f"speedlim {TURN_MS}")
                if one.key == "density":
                    turned = turned >> patch.new(f"expr ($f1>={SPARSEST})*$f1")
                patch.chain(turned, f"prepend set {one.key}", patch.send("client"))
    with patch.group("Range: at least eleven semitones"):
        for long, name in (("Lowest", "low"), ("Highest", "high")):
            turned = patch.chain(control(patch, long), f"speedlim {TURN_MS}", "t b i")
            turned.out(1) >> patch.value(name)
            turned >> patch.send("range")
        turned = patch.chain(patch.receive("range"), "t b b")
        span = patch.new("expr ($i2>$i1+11)*$i2+($i2<=$i1+11)*($i1+11)")
        both = patch.new("pack 0 0")
        patch.gather(turned.out(1), low=span.into(0), high=span.into(1))
        span >> both.into(1)
        turned >> patch.value("low") >> both
        patch.chain(both, patch.message("set low $1 high $2"), patch.send("client"))
    with patch.group("Agent, and what plays when no note comes"):
        menu = control(patch, "Agent")
        patch.receive("agents") >> patch.new("prepend _parameter_range") >> menu
        named = patch.bare(menu.out(1), patch.new(f"sel {NO_AGENT}"))
        patch.bare(named.out(1), patch.new("prepend set agent")) >> patch.send("client")
        chosen = control(patch, "Fallback") >> patch.new("sel 0 1 2")
        for number, back in enumerate(BACK):
            chosen.out(number) >> patch.message(f"fallback {back}") >> patch.send("client")


def add_labels(patch: Patch) -> None:
    """Texts and lines between the sections."""
    with patch.group("Only to be seen"):
        for text, rect in HEADINGS.items():
            patch.widget("live.comment", rect, text, textjustification=0, fontface=1)
        for text, rect in LABELS.items():
            patch.widget("live.comment", rect, text, textjustification=0)
        for rect in LINES:
            patch.widget("live.line", rect, linecolor=[0.5, 0.5, 0.5, 0.35], justification=1)
