TestMeloEvents : MeloUnitTest {
	var clock, bundles;

	setUp {
		super.setUp;
		clock = TempoClock(4);
		bundles = List[];
	}

	tearDown {
		clock.stop;
		super.tearDown;
	}

	// Plays an event just in time, and keeps when its messages would sound after it.
	play { |event|
		var began;
		var synths = (
			latency: 0.3,
			sendBundle: { |self, latency ... msgs| bundles.add([thisThread.seconds + latency - began, msgs.first]) },
			nextNodeID: 1000,
			defaultGroup: (nodeID: 1)
		);
		fork({
			began = thisThread.seconds;
			(type: \melo, voice: \lead, meloBridge: bridge, server: synths, legato: 0.5).putAll(event).play;
		}, clock);
	}

	freq { |msg| ^msg[msg.indexOf(\freq) + 1] }

	test_it_sounds_at_the_exact_time_however_long_the_note_takes {
		server.delay = 0.05;
		this.play((dur: 1));
		this.until { bundles.size == 2 };
		this.assertFloatEquals(bundles[0][0], 0.3, "on");
		this.assertFloatEquals(bundles[1][0], 0.3 + 0.125, "off, half a beat later");
		this.assertFloatEquals(this.freq(bundles[0][1]), 60.midicps, within: 0.01);
	}

	test_it_asks_for_one_note_at_the_time_of_the_event {
		this.assertEquals(server.got('/melo/next'), []);
		this.play((dur: 1));
		this.until { bundles.size == 2 };
		this.assertEquals(server.got('/melo/next').collect { |msg| msg[3..4] }, [[0, 1]]);
	}

	test_the_fallback_sounds_where_nothing_came_in_time {
		server.isDeaf = true;
		this.play((dur: 1, meloFallback: 72));
		this.until { bundles.size == 2 };
		this.assertFloatEquals(bundles[0][0], 0.3, "as punctual as any other");
		this.assertFloatEquals(this.freq(bundles[0][1]), 72.midicps, within: 0.01);
		this.assertEquals(bridge.stats[\late], 1);
	}

	test_without_a_fallback_it_rests {
		server.isDeaf = true;
		this.play((dur: 1));
		this.play((dur: 1, meloFallback: \rest));
		this.until { bridge.stats[\late] == 2 };
		0.1.wait;
		this.assertEquals(bundles.size, 0);
	}
}
