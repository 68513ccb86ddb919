// Lets several streams read one voice: their keys belong to one note until a key is read once more.
MeloReader {
	var voice, note, seen;

	*new { |voice|
		^super.newCopyArgs(voice)
	}

	// The next key read, whichever it is, is of a new note.
	clear { seen = nil }

	// The values of these keys: of the note, or of the fallback (a MeloFallback) if there is none.
	read { |keys, fallback, inEvent|
		if(seen.isNil or: { keys.any { |key| seen.includes(key) } }) { this.advance };
		seen.addAll(keys);
		if(note.notNil) { ^keys.collect { |key| note.perform(key) } };
		^this.readFallback(keys, fallback.next(keys, inEvent))
	}

	// The whole next note, or the fallback, as an Event.
	readEvent { |fallback, inEvent|
		var event;
		this.advance;
		seen.addAll(MeloNote.keys);
		if(note.notNil) { ^note.asEvent };
		event = fallback.next([\midinote], inEvent);
		voice.skip(event[\dur].value);
		^event
	}

	advance {
		seen = Set[];
		note = voice.next;
	}

	readFallback { |keys, event|
		event[\freq] = event[\freq] ?? { event[\midinote].midicps };
		event[\onset] = voice.position;
		if(keys.includes(\dur)) { voice.skip(event[\dur].value) };
		^keys.collect { |key| event[key] ? -1 }
	}
}
