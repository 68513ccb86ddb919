// A server inside sclang for tests: it answers as `melobridge serve` does, and keeps what it got.
// Its notes rise by a semitone from middle C, plus the setting `key`.
MeloFakeServer {
	var <addr, <>isDeaf = false, <>duration = 0.5, <>delay = 0;
	var <>loses;	// a Function of a message that says whether it gets lost
	var <>refuses;	// a Function of the settings that gives a sentence, or nil
	var <received, voices, responders, thumbs = 0;

	*new { ^super.new.init }

	init {
		addr = NetAddr("127.0.0.1", NetAddr.langPort);
		this.restart;
		responders = [
			'/melo/hello', '/melo/agents', '/melo/ping', '/melo/next', '/melo/heard', '/melo/reset', '/melo/set',
			'/melo/get', '/melo/reward', '/melo/taste', '/melo/preset', '/melo/why', '/melo/stats'
		].collect { |path| OSCFunc({ |msg| this.receive(msg) }, path, addr).permanent_(true) };
	}

	free { responders.do(_.free) }

	// As after `kill -9`: nothing is known any more.
	restart {
		received = List[];
		voices = IdentityDictionary[];
	}

	// What came to an address.
	got { |path| ^received.select { |msg| msg[0] == path }.asArray }

	receive { |msg|
		if(isDeaf) { ^this };
		received.add(msg);
		if(loses.notNil and: { loses.value(msg) }) { ^this };
		switch(msg[0])
			{ '/melo/next' } { this.next(*msg[1..]) }
			{ '/melo/heard' } { this.voice(msg[1])[\heard].add(msg[2..]) }
			{ '/melo/reset' } { voices.removeAt(msg[1]) }
			{ '/melo/ping' } { this.reply('/melo/pong', msg[1]) }
			{ '/melo/hello' } { this.reply('/melo/welcome', 1, "0.1.0", \all) }
			{ '/melo/agents' } { this.replyAgents }
			{ '/melo/get' } { this.get(msg[1], msg[2]) }
			{ '/melo/preset' } { this.reply('/melo/value', msg[1], \preset, msg[3]) }
			{ '/melo/stats' } { this.reply('/melo/statistics', \clients, 1, \voices, voices.size) }
			{ '/melo/why' } { this.why(msg[1], msg[2]) };
		if(['/melo/reward', '/melo/taste'].includes(msg[0])) { this.learn(msg[1]) };
	}

	learn { |name|
		thumbs = thumbs + 1;
		this.reply('/melo/learned', name, 3, thumbs);
	}

	reply { |... msg|
		if(loses.notNil and: { loses.value(msg) }) { ^this };
		if(delay > 0) {
			SystemClock.sched(delay, { addr.sendMsg(*msg); nil });
		} {
			addr.sendMsg(*msg);
		};
	}

	replyAgents {
		this.reply('/melo/agent', \hymn, \melody, 1, 2);
		this.reply('/melo/agent', \all, \melody, 0, 2);
	}

	voice { |name|
		if(voices.includesKey(name).not) {
			voices[name] = (epoch: 0, notes: IdentityDictionary[], heard: List[], settings: IdentityDictionary[]);
		};
		^voices[name]
	}

	next { |name, epoch, index, count ... pairs|
		var voice = this.voice(name);
		var keys = IdentityDictionary[].putPairs(pairs);
		var sentence = refuses.value(keys);
		if(epoch < voice[\epoch]) { ^this };
		if(sentence.notNil) { ^this.reply('/melo/error', '/melo/next', 4, sentence, name) };
		if(epoch > voice[\epoch]) { this.forget(voice, index) };
		voice[\epoch] = epoch;
		voice[\settings].putAll(keys);
		count.do { |i|
			this.reply('/melo/note', name, epoch, index + i, *this.note(voice, index + i, keys[\onset] ? 0));
		};
	}

	forget { |voice, index|
		voice[\notes].keys.do { |known| if(known >= index) { voice[\notes].removeAt(known) } };
	}

	note { |voice, index, onset|
		var before = voice[\notes][index - 1];
		if(voice[\notes].includesKey(index).not) {
			voice[\notes][index] = [
				60 + (index % 12) + (voice[\settings][\key] ? 0), 0.8, duration,
				this.onset(voice, before !? { before[2] + before[3] } ? onset), 0
			];
		};
		^voice[\notes][index]
	}

	// After all that was heard with its place.
	onset { |voice, onset|
		voice[\heard].do { |heard| if(heard.size > 3) { onset = onset.max(heard[2] + heard[3]) } };
		voice[\heard].clear;
		^onset
	}

	get { |name, key|
		var voice = this.voice(name);
		this.reply('/melo/value', name, key, if(key == \epoch) { voice[\epoch] } { voice[\settings][key] ? \none });
	}

	// A later epoch than sclang has, as after its clock was set back.
	raiseEpoch { |name, epoch| this.voice(name)[\epoch] = epoch }

	why { |name, index|
		this.reply('/melo/alternative', name, index, 2, 65, 1.0, 0.1);
		this.reply('/melo/because', name, index, \pitch, 64, \duration, 1.0, \probability, 0.25,
			\rank, 1, \allowed, 12, \prior, 0.5, \alternatives, 2);
		this.reply('/melo/alternative', name, index, 1, 64, 1.0, 0.6);
	}
}
