// A link whose time stands still until a test turns it on, and that keeps what was sent.
MeloFakeLink {
	var <>now, <>isLost = false, <>online = true, <roundTrip, <stats, <sent, later;

	*new { ^super.new.init }

	init {
		now = thisThread.seconds;
		roundTrip = MeloRoundTrip();
		stats = MeloStatistics();
		sent = List[];
		later = List[];
	}

	send { |... msg| sent.add(msg) }
	sendAll { |msgs| sent.addAll(msgs) }
	soon { |action| later.add(action) }

	// The end of this logical moment.
	finish {
		var actions = later.asArray;
		later.clear;
		actions.do(_.value);
	}

	// The latest request for notes.
	request { ^sent.select { |msg| msg[0] == '/melo/next' }.last }
	requests { ^sent.select { |msg| msg[0] == '/melo/next' }.size }

	// Answers the latest request with notes of some length, from the onset that it names.
	answer { |line, duration = 0.5, count|
		var msg = this.request, keys = ().putPairs(msg.drop(5));
		(count ? msg[4]).do { |i|
			line.receive(MeloNote(msg[2], msg[3] + i, 60 + msg[3] + i, 0.8, duration, keys[\onset] + (i * duration)));
		};
	}

	// Answers until the line has all that it wants.
	settle { |line, duration = 0.5|
		var answered;
		while { answered != this.requests } {
			answered = this.requests;
			this.answer(line, duration);
		};
	}

	// What the latest request carries.
	keys { ^().putPairs(this.request.drop(5)) }
}
