// The latest notes of a voice as a piano roll: bars from left to right, the note that sounds lit up.
MeloRoll : UserView {
	const beats = 16, span = 24;	// what fits in: beats, semitones at least
	const margin = 3, named = 15;	// semitones around the notes; pixels that a name needs
	classvar names;
	var <voice;

	*initClass { names = #["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"] }

	*new {
		^super.new.drawFunc_ { |view| view.draw }.background_(MeloPalette.deep).minHeight_(120).canFocus_(false)
	}

	// A MIDI pitch as a person reads it: C4 is 60.
	*noteName { |pitch|
		^if(pitch < 0) { "rest" } { names.wrapAt(pitch.asInteger) ++ (pitch.asInteger div: 12 - 1) }
	}

	voice_ { |newVoice|
		voice = newVoice;
		this.refresh;
	}

	draw {
		var notes = voice.played;
		var end = if(notes.isEmpty) { 0 } { notes.last.end };
		var sounding = notes.reject { |note| note.isRest or: { note.end < (end - beats) } };
		var low = (sounding.collect(_.pitch).minItem ? 60) - margin;
		var high = max((sounding.collect(_.pitch).maxItem ? 72) + margin, low + span);
		this.drawOctaves(low, high);
		this.drawBars(end);
		sounding.do { |note| this.drawNote(note, end, low, high, note === notes.last) };
	}

	// A line for each C.
	drawOctaves { |low, high|
		Pen.color = MeloPalette.line;
		forBy(low.roundUp(12), high, 12) { |pitch|
			var y = this.y(pitch, low, high);
			Pen.line(0 @ y, this.bounds.width @ y);
		};
		Pen.stroke;
	}

	drawBars { |end|
		var bar = voice.bar;
		Pen.color = MeloPalette.line;
		forBy((end - beats).roundUp(bar), end, bar) { |beat|
			var x = this.x(beat, end);
			Pen.line(x @ 0, x @ this.bounds.height);
		};
		Pen.stroke;
	}

	drawNote { |note, end, low, high, isLatest|
		var height = (this.bounds.height / (high - low)).max(4);
		var left = this.x(note.onset, end), top = this.y(note.pitch, low, high) - (height / 2);
		var width = (this.x(note.end, end) - left - 1.5).max(1);
		var colour = if(isLatest) { MeloPalette.accent } { MeloPalette.note };
		Pen.color = colour.alpha_(note.velocity.linlin(0, 1, 0.5, 1));
		Pen.addRect(Rect(left, top, width, height));
		Pen.fill;
		if(isLatest or: { width > named }) {
			Pen.stringAtPoint(this.class.noteName(note.pitch), left @ (top - 13), MeloPalette.font(9), colour);
		};
	}

	x { |beat, end| ^(beat - end + beats) / beats * this.bounds.width }
	y { |pitch, low, high| ^(high - pitch) / (high - low) * this.bounds.height }
}
