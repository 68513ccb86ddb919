// The event type \melo: your rhythm, the voice's pitch. It asks for one note at the event's time, and
// sounds at the exact time plus the server's latency. Keys: voice, meloBridge (the default one),
// meloFallback (\rest).
MeloEvents {
	const share = 0.75;	// of the latency: how long to wait for the note

	*initClass {
		Class.initClassTree(Event);
		Event.addEventType(
			\melo,
			{ |server| MeloEvents.ask(currentEnvironment, server) },
			// A key that is \rest would make the whole Event a rest before it is asked for.
			(voice: \melo, finish: { |event| if(event[\meloFallback] == \rest) { event.removeAt(\meloFallback) } })
		);
	}

	*ask { |event, server|
		var voice = MeloBridge.named(event[\meloBridge]).voice(event[\voice]);
		var seconds = thisThread.seconds, clock = thisThread.clock;
		var latency = event[\latency] ? server.latency ? 0;
		voice.whenReady({ |note|
			// On the event's own clock, which its release is counted in.
			clock.sched(0, {
				event[\latency] = latency - (thisThread.seconds - seconds);
				this.play(event, note, voice);
				nil
			});
		}, latency * share);
	}

	*play { |event, note, voice|
		var pitch = note !? { (midinote: note.midinote, meloIndex: note.index) };
		if(note.isNil) { voice.missed };
		event.putAll(pitch ?? { MeloFallback(event[\meloFallback], voice).pitch(event) });
		event.put(\type, \note).put(\meloVoice, voice.name).play;
	}
}
