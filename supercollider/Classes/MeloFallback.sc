// What sounds while no note is there: \rest, \hold (the last note again), a Pattern of events or
// values, or a Function of the event so far and the voice that gives an event, a value or nil.
MeloFallback {
	const usual = 0.2;	// the amp of a fallback that names none
	const grid = 0.25;	// beats: a rest lasts until the next sixteenth
	var voice, stream;

	*new { |spec, voice|
		^super.new.init(spec ? \rest, voice)
	}

	init { |spec, argVoice|
		voice = argVoice;
		stream = case
			{ spec === \rest } { nil }
			{ spec === \hold } { FuncStream { this.hold } }
			{ spec.isKindOf(Function) } { FuncStream { |event| spec.value(event, voice) } }
			{ spec.asStream };
	}

	// An Event with midinote, dur and amp at least. keys: what a single value, or a list, stands for.
	next { |keys, inEvent|
		var event = this.asEvent(stream.next(inEvent), keys);
		^this.rest.putAll(this.sound(event), event)
	}

	// What gives a pitch sounds, as loud as a note usually is, whichever key the pitch is in.
	sound { |event|
		var given = event.keys.sect(Set[\midinote, \note, \degree, \freq]);
		if(given.isEmpty or: { event.isRest }) { ^() };
		^event.copy.parent_(Event.default.parent).use {
			(amp: usual, midinote: if(given.includes(\freq)) { ~freq.value.cpsmidi } { ~midinote.value })
		}
	}

	// The same without a rhythm of its own.
	pitch { |inEvent|
		var event = this.next([\midinote], inEvent);
		^(midinote: event[\midinote])
	}

	rest { ^(midinote: Rest(), dur: this.restBeats, amp: 0) }

	restBeats {
		var beats = voice.position.roundUp(grid) - voice.position;
		^if(beats < (grid / 8)) { beats + grid } { beats }
	}

	hold { ^voice.latest !? { |note| note.asEvent.put(\meloIndex, nil) } }

	asEvent { |value, keys|
		^case
			{ value.isNil } { () }
			{ value.isKindOf(Dictionary) } { value }
			{ ().putPairs([keys, value.asArray].flop.flatten(1)) }
	}
}
