// The notes of a voice that are ready to be played, in order, and the spares: what was ready before
// the voice composed anew, for as long as nothing new has come.
MeloQueue {
	var notes, spares, early, locked = 0;
	var <expected = 0;	// index of the note that comes after those that are here

	*new { ^super.new.clear }

	clear { |index = 0|
		notes = List[];
		spares = List[];
		early = IdentityDictionary[];
		locked = 0;
		expected = index;
	}

	size { ^notes.size }
	isEmpty { ^notes.isEmpty }
	first { ^notes.first }
	last { ^notes.last }
	beats { ^notes.sum(_.duration) }
	spares { ^spares.asArray }
	asArray { ^notes.asArray }

	removeFirst {
		locked = (locked - 1).max(0);
		^notes.removeAt(0)
	}

	// A note of the current epoch, in any order.
	add { |note|
		if(note.index >= expected) { early[note.index] = note };
		while { early.includesKey(expected) } {
			notes.add(early.removeAt(expected));
			expected = expected + 1;
			spares.clear;
		};
	}

	// A note of an epoch before this one, which came too late: better than none.
	addSpare { |note|
		var next = if(spares.isEmpty) { expected } { spares.last.index + 1 };
		if(notes.isEmpty and: { note.index == next }) { spares.add(note) };
	}

	// The notes after the first few are to be composed anew: they become the spares.
	truncate { |kept|
		var dropped = notes.asArray.drop(kept.max(locked));
		notes = List.newFrom(notes.asArray.keep(kept.max(locked)));
		early.clear;
		if(dropped.notEmpty) {
			spares = List.newFrom(dropped);
			expected = dropped.first.index;
		};
	}

	// Spares are to be played after all, from an onset on: gives them as they will sound.
	// They have no index at the server, so the note to be asked for stays the same.
	useSpares { |count, onset|
		var used = spares.asArray.keep(count).collect { |note|
			var moved = note.movedTo(onset);
			onset = moved.end;
			moved
		};
		spares = List.newFrom(spares.asArray.drop(count));
		notes.addAll(used);
		locked = notes.size;
		^used
	}
}
