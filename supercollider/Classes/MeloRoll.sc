// The latest notes of a voice as a piano roll: bars from left to right, the note that sounds lit up.
MeloRoll : UserView {
	const beats = 16, span = 24;	// what fits in: beats, semitones at least
	classvar names;
	var <voice;

	*initClass { names = #["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"] }

	*new {
		^super.new.drawFunc_ { |view| view.draw }.background_(Color.gray(0.1)).minHeight_(120)
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
		var notes = voice !? _.played ? [];
		var end = if(notes.isEmpty) { 0 } { notes.last.end };
		var sounding = notes.reject(_.isRest);
		var low = (sounding.collect(_.pitch).minItem ? 60) - 2;
		var high = max((sounding.collect(_.pitch).maxItem ? 72) + 2, low + span);
		this.drawBars(end);
		sounding.do { |note| this.drawNote(note, end, low, high, note === notes.last) };
	}

	drawBars { |end|
		var bar = voice !? _.bar ? 4;
		var first = (end - beats).roundUp(bar);
		Pen.color = MeloPalette.line;
		forBy(first, end, bar) { |beat|
			var x = this.x(beat, end);
			Pen.line(x @ 0, x @ this.bounds.height);
		};
		Pen.stroke;
	}

	drawNote { |note, end, low, high, isLatest|
		var height = this.bounds.height / (high - low);
		var y = (high - note.pitch) * height;
		var left = this.x(note.onset, end), right = this.x(note.end, end) - 1.5;
		var colour = if(isLatest) { MeloPalette.accent } { MeloPalette.dim };
		if(right < 0) { ^this };
		Pen.color = colour.alpha_(note.velocity.linlin(0, 1, 0.5, 1));
		Pen.addRect(Rect(left, y - (height / 2), right - left, height.max(4)));
		Pen.fill;
		Pen.stringAtPoint(this.class.noteName(note.pitch), left @ (y - (height / 2) - 13), Font.sansSerif(9), colour);
	}

	x { |beat, end| ^(beat - end + beats) / beats * this.bounds.width }
}
