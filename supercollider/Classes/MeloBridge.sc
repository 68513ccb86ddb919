// The connection to a melobridge server: its voices by name, whether it is there, how it does.
// MeloBridge.new is the default one; all the others have a name. Patterns find them by it.
MeloBridge {
	const <defaultHost = "127.0.0.1", <defaultPort = 6356;
	classvar <all;
	var <name, <link, <questions, <voices, waits, refusals;
	var <version, agents;

	*initClass { all = IdentityDictionary[] }

	// Finds the one of this name, or makes it. It stays the same until it is freed.
	*new { |name = \default, host, port|
		var found = all[name.asSymbol];
		var addr = NetAddr(host ? defaultHost, port ? defaultPort);
		if(found.isNil) {
			all.do { |other| if(other.addr == addr) { other.warnShared(name) } };
			^super.new.init(name.asSymbol, addr)
		};
		if((host.notNil or: { port.notNil }) and: { found.addr != addr }) { found.warnOther(addr) };
		^found
	}

	// What patterns call a bridge: its name, the bridge itself, or nil for the default one.
	*named { |bridge|
		^if(bridge.isKindOf(this)) { all[bridge.name] ? bridge } { this.new(bridge ? \default) }
	}

	*freeAll { all.copy.do(_.free) }

	init { |argName, addr|
		name = argName;
		voices = IdentityDictionary[];
		agents = [];
		waits = List[];
		link = MeloLink(addr, this);
		questions = MeloQuestions(link);
		refusals = MeloRefusals(this);
		all[name] = this;
		CmdPeriod.add(this);
		link.ping;
	}

	free {
		CmdPeriod.remove(this);
		link.free;
		questions.clear;
		voices.do(_.free);
		if(all[name] === this) { all.removeAt(name) };
		this.changed(\free);
	}

	addr { ^link.addr }
	online { ^link.online }
	ping { link.ping }

	// The names of the agents that are loaded.
	agents { ^agents.reject(_.isNil) }

	// The voice of this name, made at first use.
	voice { |voice|
		voice = voice.asSymbol;
		if(voices.includesKey(voice).not) {
			voices[voice] = MeloVoice(this, voice);
			this.changed(\voices);
		};
		^voices[voice]
	}

	// Runs the action once each of these voices has notes ready.
	waitFor { |names, action, timeout = 5|
		var waited = names.asArray.collect { |name| this.voice(name).prefetch };
		waits.add([waited, action, link.now + timeout]);
	}

	// An Event: asked, received, resent, stale, late, and how long answers took, in milliseconds.
	stats {
		^link.stats.asEvent.putAll((
			online: this.online, voices: voices.size,
			roundTripMedian: link.roundTrip.percentile(0.5), roundTrip99: link.roundTrip.percentile(0.99)
		))
	}

	// How the server does, as an Event, for an action.
	serverStats { |action|
		questions.ask(['/melo/stats'], { |reply| reply[0] == '/melo/statistics' }, { |replies|
			action.value(().putPairs(replies.first.drop(1)));
		});
	}

	// Why a voice chose a note (the one that sounds), as an Event, for an action.
	why { |voice, index, action| this.voice(voice).why(index, action) }

	// What a voice does, by its name.
	set { |voice ... pairs| this.voice(voice).set(*pairs) }
	get { |voice, key, action| this.voice(voice).get(key, action) }
	chord { |voice, symbol| this.voice(voice).chord(symbol) }
	chords { |voice, progression| this.voice(voice).chords(progression) }
	agent { |voice, agent| this.voice(voice).agent(agent) }
	morph { |voice, agent, amount = 0.5| this.voice(voice).morph(agent, amount) }
	heard { |voice, midinote, velocity = 0.8, dur = 1, onset|
		this.voice(voice).heard(midinote, velocity, dur, onset)
	}
	reward { |voice, value = 1, from, to| this.voice(voice).reward(value, from, to) }
	good { |voice| this.voice(voice).good }
	bad { |voice| this.voice(voice).bad }
	taste { |voice, action, name| this.voice(voice).taste(action, name) }
	preset { |voice, action, name| this.voice(voice).preset(action, name) }
	flush { |voice| this.voice(voice).flush }
	reset { |voice| this.voice(voice).reset }
	collect { |voice, count, action, timeout = 10| this.voice(voice).collect(count, action, timeout) }
	midiIn { |voice, chan, srcID| this.voice(voice).midiIn(chan, srcID) }
	midiFree { |voice| this.voice(voice).midiFree }

	storeArgs { ^[name, link.addr.ip, link.addr.port] }
	printOn { |stream| this.storeOn(stream) }

	// Private

	place { ^"%:%".format(link.addr.ip, link.addr.port) }

	greet {
		link.send('/melo/hello', 0, \sclang);
		link.send('/melo/agents');
	}

	cmdPeriod {
		waits.clear;
		questions.clear;
		voices.do(_.cmdPeriod);
	}

	linkReceived { |msg|
		switch(msg[0])
			{ '/melo/note' } { this.receiveNote(msg) }
			{ '/melo/error' } { refusals.receive(msg) }
			{ '/melo/welcome' } { this.welcome(msg) }
			{ '/melo/value' } { this.receiveValue(msg) }
			{ '/melo/agent' } { this.receiveAgent(msg) };
		questions.receive(msg);
	}

	receiveNote { |msg|
		link.stats.count(\received);
		voices[msg[1]] !? { |voice| voice.receive(MeloNote.fromMsg(msg)) };
	}

	receiveValue { |msg|
		if(msg[2] == \epoch) { voices[msg[1]] !? { |voice| voice.catchUp(msg[3]) } };
	}

	welcome { |msg|
		version = msg[2].asString;
		this.changed(\version);
	}

	receiveAgent { |msg|
		agents = agents.extend(msg[4]).put(msg[3], msg[1]);
		this.changed(\agents);
	}

	linkLost {
		"melobridge at % doesn't answer: is `melobridge serve` running there? Fallbacks play until it is back."
		.format(this.place).warn;
		this.changed(\online);
	}

	linkBack { |wasLost|
		this.greet;
		if(wasLost) { "melobridge is back".postln };
		this.changed(\online);
	}

	linkTick { |now|
		voices.do { |voice| voice.tick(now) };
		questions.tick(now);
		this.checkWaits(now);
	}

	checkWaits { |now|
		waits.copy.do { |wait|
			var waited, action, end;
			#waited, action, end = wait;
			case
				{ waited.every(_.isReady) } { waits.remove(wait); action.fork(AppClock) }
				{ now > end } { waits.remove(wait); this.warnNoNotes };
		};
	}

	warnNoNotes {
		"no notes from melobridge at %: does `melobridge serve` run there?".format(this.place).warn;
	}

	warnShared { |other|
		"MeloBridge(%) and MeloBridge(%) are one client of %: they share their voices"
		.format(name.asCompileString, other.asSymbol.asCompileString, this.place).warn;
	}

	warnOther { |addr|
		"MeloBridge(%) is at % already: free it first, or choose another name for %:%"
		.format(name.asCompileString, this.place, addr.ip, addr.port).warn;
	}
}
