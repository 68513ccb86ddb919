// A MIDI input that a voice hears: each note once it has ended. Survives Cmd-period.
MeloMidi {
	var voice, began, responders;

	*new { |voice, chan, srcID|
		^super.newCopyArgs(voice).init(chan, srcID)
	}

	init { |chan, srcID|
		began = IdentityDictionary[];
		responders = [
			MIDIFunc.noteOn({ |velocity, number| this.noteOn(number, velocity) }, nil, chan, srcID),
			MIDIFunc.noteOff({ |velocity, number| this.noteOff(number) }, nil, chan, srcID)
		].do { |responder| responder.permanent = true };
	}

	free { responders.do(_.free) }

	noteOn { |number, velocity|
		began[number] = [velocity / 127, thisThread.seconds];
	}

	noteOff { |number|
		var velocity, seconds;
		#velocity, seconds = began.removeAt(number) ? [nil, nil];
		velocity !? { voice.heardBetween(number, velocity, seconds, thisThread.seconds) };
	}
}
