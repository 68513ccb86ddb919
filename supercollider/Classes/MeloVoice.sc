// A melody of one server: what it is set to, what it hears and learns, and its notes, which patterns
// take one after another without ever waiting. Made by MeloBridge.voice.
MeloVoice {
	const keptPlayed = 32;
	var <bridge, <name, settings, line, reader, midi, <played;

	*new { |bridge, name|
		^super.newCopyArgs(bridge, name).init
	}

	init {
		settings = MeloSettings();
		line = MeloLine(this, bridge.link, settings);
		reader = MeloReader(this);
		played = [];
	}

	free {
		this.midiFree;
		this.changed(\free);
	}

	// Playing

	// The next note, or nil if none is there in time. Never waits.
	next {
		var note = line.next;
		if(note.isNil) { this.missed };
		^note
	}

	// A note wasn't there in time.
	missed { bridge.link.stats.count(\late) }

	read { |keys, fallback, event| ^reader.read(keys, fallback, event) }
	readEvent { |fallback, event| ^reader.readEvent(fallback, event) }
	skip { |beats| line.skip(beats) }
	prefetch { line.prefetch }

	// A pattern begins to play here and now.
	begin {
		if(line.isTakenNow.not) { reader.clear };	// else by another stream of the same event
		line.begin(this.bar);
	}

	// Beats that a bar lasts.
	bar {
		var units = (settings.at(\meter) ? "4/4").asString.split($/);
		^units[0].split($+).asInteger.sum * 4 / units[1].asInteger
	}

	whenReady { |action, timeout = 1| line.whenReady(action, timeout) }
	isReady { ^line.isReady }

	// The note that was taken last, but for rests that fill a bar; nil before the first one.
	latest { ^played.reverse.detect { |note| note.index.notNil } }
	index { ^line.index }
	epoch { ^line.epoch }
	position { ^line.position }	// beats since the voice's start at which the next note begins
	horizon { ^line.horizon }
	horizon_ { |seconds| line.horizon = seconds }

	// The next notes as an array of Events, for an action: for what isn't played in real time.
	collect { |count, action, timeout = 10|
		var notes = List[];
		count.do {
			line.whenReady({ |note|
				notes.add(note);
				if(notes.size == count) { this.collected(notes, action) };
			}, timeout);
		};
	}

	// Settings

	set { |... pairs|
		if(pairs.size.odd) { "melobridge: set takes pairs of a key and a value".warn; ^this };
		settings.add(pairs);
		line.flush;
		this.changed(\settings);
	}

	settings { ^settings.asDict }

	// How a key stands at the server, for an action.
	get { |key, action|
		this.afterFlush { bridge.questions.askValue(['/melo/get', name, key], key, action) };
	}

	chord { |symbol| this.set(\chord, symbol) }
	chords { |progression| this.set(\chords, progression) }
	agent { |agent| this.set(\agent, agent) }

	// Towards a second agent: 0 is the first one alone, 1 the second one.
	morph { |agent, amount = 0.5| this.set(\morph_to, agent, \morph, amount) }

	// What is there already comes anew, from the next note on.
	flush { line.flush }

	// Forgets everything that was played and heard: begins at note 0. Settings stay.
	reset {
		played = [];
		reader.clear;
		line.reset;
	}

	// Hearing and learning

	// What somebody else played: velocity 0 to 1, dur and onset in beats. Sent once.
	heard { |midinote, velocity = 0.8, dur = 1, onset|
		var msg = ['/melo/heard', name, midinote.round.asInteger, velocity, dur];
		bridge.link.send(*(onset !? { msg.add(onset) } ? msg));
		line.flush;
	}

	// The notes of an Event that plays now.
	heardEvent { |event|
		event = event.copy.parent_(event.parent ? Event.default.parent);
		if(event.isRest) { ^this };
		event.use {
			var dur = ~dur.value, onset = line.beatAt(thisThread.seconds);
			// It still sounds when the voice goes on: with a place, it would make it wait.
			if(onset.notNil and: { onset + dur > (line.position + 0.02) }) { onset = nil };
			[~freq.value.cpsmidi, ~amp.value / MeloNote.loudest].flop.do { |note|
				this.heard(note[0], note[1].clip(0, 1), dur, onset);
			};
		};
	}

	// What somebody played from one time to another, in seconds of the system.
	heardBetween { |midinote, velocity, begin, end|
		this.heard(midinote, velocity, (end - begin) * line.tempo.clock.tempo, line.beatAt(begin));
	}

	midiIn { |chan, srcID|
		this.midiFree;
		midi = MeloMidi(this, chan, srcID);
	}

	midiFree {
		midi.free;
		midi = nil;
	}

	// A thumb of any size for a note (the one that sounds), or for all from one to another. Sent once.
	reward { |value = 1, from, to|
		var index = from ?? { this.latest !? _.index };
		var msg = ['/melo/reward', name, value] ++ index.asArray ++ to.asArray;
		if(index.isNil) { "melobridge: % hasn't played a note yet".format(name).warn; ^this };
		this.learn(msg);
	}

	good { this.reward(1) }
	bad { this.reward(-1) }

	// undo takes back the last thumb, reset all of them; save and load take a name.
	taste { |action, tasteName|
		this.learn(['/melo/taste', name, action] ++ tasteName.asArray);
	}

	// Why a note was chosen (the one that sounds, where the index is nil), as an Event with its
	// alternatives, for an action; without one it is posted.
	why { |index, action|
		index = index ?? { this.latest !? _.index } ? 0;
		action = action ? { |reasons| this.postReasons(index, reasons) };
		bridge.questions.ask(
			['/melo/why', name, index],
			{ |reply| reply[1..2] == [name, index] and: { MeloReasons.addresses.includes(reply[0]) } },
			{ |replies| action.value(MeloReasons.asEvent(replies)) },
			{ |replies| MeloReasons.areComplete(replies) }
		);
	}

	// Keeps the settings on the server under a name, or takes them from there (save, load).
	preset { |action, presetName|
		this.afterFlush {
			if(action == \load) { this.load(presetName) } {
				bridge.questions.askValue(['/melo/preset', name, action, presetName], \preset);
			};
		};
	}

	// Private

	postReasons { |index, reasons|
		"% %: %".format(name, index, MeloReasons.lines(reasons).join("\n\t")).postln;
	}

	// Once the server was sent what is set at this moment.
	afterFlush { |action| bridge.link.soon(action) }

	learn { |msg|
		bridge.questions.ask(msg, { |reply| reply[..1] == ['/melo/learned', name] }, { |replies|
			this.changed(\learned, *replies.first[2..]);
		}, mayRepeat: false);
		line.flush;
	}

	receive { |note| line.receive(note) }
	tick { |now| line.tick(now) }
	catchUp { |epoch| line.catchUp(epoch) }

	cmdPeriod {
		reader.clear;
		line.stop;
	}

	// The server refused a request. Gives whether that is news: settings that came together are tried
	// one by one before.
	refuse {
		var isBlamed;
		if(settings.isOnTrial.not) {
			this.doubt;
			^true
		};
		isBlamed = settings.refuse.notNil;
		line.flush;
		this.changed(\settings);
		^isBlamed
	}

	// Requests carry no settings until the server has said what they are.
	load { |presetName|
		var before = settings.asDict.asKeyValuePairs;
		settings.clear;
		bridge.questions.askValue(
			['/melo/preset', name, \load, presetName], \preset,
			{ this.fetchSettings },
			{ this.replaceSettings(before) }
		);
	}

	// The settings as the server has them.
	fetchSettings {
		var pairs = List[];
		MeloSettings.keys.do { |key|
			this.get(key) { |value|
				pairs.addAll([key, value]);
				if(pairs.size == (2 * MeloSettings.keys.size)) { this.replaceSettings(pairs) };
			};
		};
	}

	replaceSettings { |pairs|
		settings.replace(pairs);
		line.flush;
		this.changed(\settings);
	}

	// Settings that were accepted may be refused after all.
	doubt {
		if(settings.doubt) { line.flush };
	}

	collected { |notes, action|
		if(notes.includes(nil)) {
			bridge.warnNoNotes;
		} {
			{ action.value(notes.collect(_.asEvent).asArray) }.fork(AppClock);
		};
	}

	took { |note|
		played = played.add(note).keep(keptPlayed.neg);
		this.changed(\note, note);
	}
}
