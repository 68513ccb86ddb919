// The notes of a voice as they come: asks ahead by time, asks again for what got lost, and composes
// anew when something changed. One request is under way at a time: the server composes a note after
// the one before it, so a later request must not overtake a lost one.
MeloLine {
	const most = 64;	// notes that one request may ask for
	const firstCount = 8;	// how many to ask for while their length isn't known
	const tolerance = 0.02;	// beats: less than the server's grid
	const stubborn = 4;	// tries after which the server may know a later epoch than this one
	var voice, link, settings;
	var <>horizon = 0.3, <>leastAhead = 2;	// seconds, notes
	var <epoch, <position = 0, <tempo, <isPrefetching = false;
	var queue, request, foreword, takers, usualDuration, isFlushing = false;

	*new { |voice, link, settings|
		^super.newCopyArgs(voice, link, settings).init
	}

	init {
		epoch = Date.getDate.rawSeconds.asInteger;	// grows even when sclang is started anew
		tempo = MeloTempo();
		queue = MeloQueue();
		foreword = MeloForeword();
		takers = MeloTakers();
	}

	isReady { ^queue.isEmpty.not }
	index { ^queue.expected - queue.size }

	// The next note, or nil if none is there in time. Never waits.
	next {
		var note = this.take;
		if(note.notNil) { tempo.took(note.duration) };
		^note
	}

	// The same, for somebody who plays in no tempo.
	take {
		var note;
		if(queue.isEmpty) { this.useSpares };
		if(queue.isEmpty.not) {
			note = this.gap ?? { this.inPlace(queue.removeFirst) };
			position = note.end;
			voice.took(note);
		};
		this.fill;
		^note
	}

	// Beats since the voice's start at a time, in seconds; nil while nobody plays its rhythm.
	beatAt { |seconds|
		^if(tempo.secondsLeft(link.now).notNil) { this.barsAt(seconds) }
	}

	// The same, as if the voice had never stopped.
	barsAt { |seconds|
		^tempo.beatsSince(seconds) !? { |beats| (position - tempo.duration + beats).max(0) }
	}

	// Something else sounds for so many beats: the notes go on after it, in their bars.
	skip { |beats|
		this.jump(beats);
		tempo.took(beats);
	}

	isTakenNow { ^tempo.isNow }

	// A pattern begins to play: the bars go on as if it had never stopped.
	begin { |bar|
		var beats = if(tempo.isNow.not and: { tempo.clock === thisThread.clock }) {
			this.barsAt(thisThread.seconds)
		};
		var missing = (beats ? position) - position;
		if(missing < tolerance.neg) { missing = missing % bar };	// the last note was cut short
		if(missing > tolerance) {
			this.jump(missing);
			tempo.stop;
		};
	}

	// Calls the action with the next note once it is there, or with nil after so many seconds.
	whenReady { |action, timeout|
		takers.add(action, link.now + timeout);
		takers.serve(this);
		this.fill;
	}

	prefetch {
		isPrefetching = true;
		this.fill;
	}

	// Composes anew from the next note that wasn't taken: once for all that changes at this moment.
	flush {
		if(isFlushing.not) {
			isFlushing = true;
			link.soon { if(isFlushing) { this.recompose } };
		};
	}

	// From note 0 at beat 0, with nothing heard.
	reset {
		queue.clear;
		position = 0;
		foreword.reset;
		tempo.stop;
		this.flush;
	}

	stop {
		takers.clear;
		tempo.pause;
		this.recompose;
	}

	receive { |note|
		if(note.epoch == epoch) { this.accept(note) } {
			link.stats.count(\stale);
			if(note.epoch < epoch) { queue.addSpare(note) };
		};
		takers.serve(this);
	}

	// The server knows a later epoch than this voice: it would never answer.
	catchUp { |known|
		if(known > epoch) {
			epoch = known;
			this.flush;
		};
	}

	tick { |now|
		if(isFlushing) { this.recompose };	// Cmd-period may have cleared what was to do it
		if(this.isOverdue(now)) { this.resend(now) };
		this.fill;
		takers.giveUp(now);
	}

	// Private

	accept { |note|
		this.learn(note);
		if(isFlushing.not) { foreword.clear };	// else it holds what came after the request
		queue.add(note);
		if(settings.accept) { this.flush };
		this.fill;
	}

	learn { |note|
		if(request.notNil) {
			request.receive(note.index, link.now, link.roundTrip);
			if(request.isDone) { request = nil };
		};
		usualDuration = usualDuration !? { usualDuration.blend(note.duration, 0.25) } ? note.duration;
	}

	// Where the next note begins later than this voice stands, a rest fills the bar.
	gap {
		var beats = queue.first.onset - position;
		^if(beats > tolerance) { MeloNote.rest(epoch, nil, beats, position) }
	}

	// A note of a server that lost its place is played all the same; those after it are right again.
	inPlace { |note|
		var beats = position - note.onset;
		if(beats < tolerance) { ^note };
		foreword.tell(MeloNote.rest(epoch, note.index, beats, note.end));
		this.flush;
		^note.movedTo(position)
	}

	jump { |beats|
		foreword.tell(MeloNote.rest(epoch, queue.expected, beats, position));
		position = position + beats;
		this.flush;
	}

	useSpares {
		var used = queue.useSpares(this.committed(queue.spares).max(1), position);
		used.do { |note| foreword.tell(note) };
		if(used.notEmpty) { this.flush };
	}

	recompose {
		isFlushing = false;
		epoch = epoch + 1;
		settings.renew;
		queue.truncate(this.committed(queue.asArray));
		request = nil;
		this.fill;
	}

	// How many of these notes begin before the server's answer can be here.
	committed { |notes|
		var left = tempo.secondsLeft(link.now);
		var count = 0;
		if(left.isNil) { ^0 };
		while { count < notes.size and: { left < link.roundTrip.likely } } {
			left = left + (notes[count].duration / tempo.tempo);
			count = count + 1;
		};
		^count
	}

	fill {
		var count;
		if(request.isNil and: { isFlushing.not } and: { link.isLost.not }) {
			count = this.wanted;
			if(count > 0) { this.ask(count) };
		};
	}

	// How many notes to ask for now: many short ones a few at a time.
	wanted {
		var ahead = queue.size;
		var count = this.needed.max(takers.size).min(most) - ahead;
		if(settings.isOnTrial) { ^count.max(1) };
		^if(count * 4 < ahead) { 0 } { count.max(0) }
	}

	// How many notes should be here by the horizon.
	needed {
		var beats = horizon * tempo.tempo - queue.beats;
		^case
			{ isPrefetching.not } { 0 }
			{ usualDuration.isNil } { firstCount }
			{ (queue.size + (beats / usualDuration).ceil.asInteger).max(leastAhead) }
	}

	isOverdue { |now|
		^request.notNil and: { link.isLost.not } and: { request.isOverdue(now, link.roundTrip) }
	}

	ask { |count|
		request = MeloRequest(queue.expected, count, link.now);
		link.stats.count(\asked, count);
		this.send(queue.expected, count);
	}

	resend { |now|
		link.stats.count(\resent, request.size);
		request.runs.do { |run| this.send(*run) };
		request.resent(now);
		if(request.tries > stubborn and: { link.online }) { link.send('/melo/get', voice.name, \epoch) };
	}

	send { |first, count|
		var msg = ['/melo/next', voice.name, epoch, first, count] ++ this.pairs(first);
		link.sendAll(foreword.msgs(voice.name) ++ [msg]);
	}

	pairs { |first|
		var pairs = settings.asPairs;
		if(settings.at(\tempo).isNil) { pairs = pairs ++ [\tempo, tempo.perMinute] };
		if(first == queue.expected) { pairs = pairs ++ [\onset, this.end] };
		^pairs
	}

	// Where the note after those that are here begins.
	end { ^queue.last !? { |note| note.end } ? position }
}
