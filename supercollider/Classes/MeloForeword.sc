// What the server must know before it composes the next note: that the voice begins anew, and what
// sounded without it. It travels in the datagram of the request, so that nothing gets between.
MeloForeword {
	const most = 16;	// notes
	var unheard, isReset;

	*new { ^super.new.clear }

	clear {
		unheard = [];
		isReset = false;
	}

	reset {
		unheard = [];
		isReset = true;
	}

	// Rests that follow each other become one.
	tell { |note|
		var before = unheard.last;
		if(before.notNil and: { before.isRest and: { note.isRest } }) {
			note = MeloNote.rest(note.epoch, note.index, note.end - before.onset, before.onset);
			unheard = unheard.drop(-1);
		};
		unheard = unheard.add(note).keep(most.neg);
	}

	msgs { |voice|
		var told = unheard.collect { |note| note.heardMsg(voice) };
		^if(isReset) { [['/melo/reset', voice]] ++ told } { told }
	}
}
