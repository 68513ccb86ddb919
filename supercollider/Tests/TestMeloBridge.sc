TestMeloBridge : MeloUnitTest {
	test_a_name_finds_the_same_bridge {
		this.assert(MeloBridge(\test) === bridge);
		this.assert(MeloBridge("test") === bridge);
		this.assert(MeloBridge(\test, server.addr.ip, server.addr.port) === bridge);
	}

	test_another_address_never_replaces_it {
		this.assert(MeloBridge(\test, "127.0.0.1", 6357) === bridge);
		this.assertEquals(bridge.addr, server.addr);
	}

	test_a_freed_one_is_made_anew {
		var other;
		bridge.free;
		other = MeloBridge(\test, server.addr.ip, server.addr.port);
		this.assert(other !== bridge);
		other.free;
	}

	test_all_of_them_are_registered_until_they_are_freed {
		var other = MeloBridge(\other, server.addr.ip, server.addr.port);
		this.assertEquals(MeloBridge.all.keys, Set[\test, \other]);
		other.free;
		this.assertEquals(MeloBridge.all.keys, Set[\test]);
	}

	test_freeing_leaves_nothing_behind {
		var before = this.residents, other;
		other = MeloBridge(\other, server.addr.ip, server.addr.port);
		other.voice(\lead).midiIn;
		this.assert(this.residents != before);
		other.free;
		this.assertEquals(this.residents, before);
	}

	residents {
		^[AbstractResponderFunc.allFuncProxies.values.sum(_.size), SkipJack.all.size, CmdPeriod.objects.size]
	}

	test_it_knows_the_server {
		this.until { bridge.online and: { bridge.agents.size == 2 } };
		this.assertEquals([bridge.version, bridge.agents], ["0.1.0", [\all, \hymn]]);
	}

	test_voices_are_made_once {
		this.assert(bridge.voice(\bass) === bridge.voice("bass"));
		this.assertEquals(bridge.voices.keys, Set[\lead, \bass]);
	}

	test_waits_for_the_notes_of_all_voices {
		var isDone = false;
		bridge.waitFor([\lead, \bass], { isDone = bridge.voices.every(_.isReady) });
		this.assertEquals(isDone, false);
		this.until { isDone };
	}

	test_waits_no_longer_than_asked {
		var isDone = false;
		server.isDeaf = true;
		bridge.waitFor(\lead, { isDone = true }, 0.1);
		0.2.wait;
		server.isDeaf = false;
		this.begin;
		0.05.wait;
		this.assertEquals(isDone, false);
	}

	test_stats_count_notes {
		var stats;
		this.begin;
		voice.next;
		stats = bridge.stats;
		this.assertEquals([stats[\asked], stats[\received], stats[\late]], [8, 8, 0]);
		this.assert(stats[\roundTripMedian] < 1000);
	}

	test_stats_of_the_server_come_as_an_event {
		var stats;
		bridge.serverStats { |event| stats = event };
		this.until { stats.notNil };
		this.assertEquals(stats, (clients: 1, voices: 0));
	}

	// Lost and back

	test_a_lost_server_is_told_once_and_so_is_its_return {
		var changes = List[];
		var dependant = { |who, what| if(what == \online) { changes.add(bridge.online) } };
		this.until { bridge.online };
		bridge.addDependant(dependant);
		this.lose;
		0.3.wait;
		server.isDeaf = false;
		this.until { bridge.online };
		0.1.wait;
		bridge.removeDependant(dependant);
		this.assertEquals(changes, List[false, true]);
	}

	test_a_server_that_begins_anew_goes_on_at_the_same_note_with_the_same_settings {
		var next;
		this.begin;
		voice.set(\key, 2);
		this.until { server.got('/melo/next').last.includes(\key) };
		3.do { voice.next };
		this.lose;
		server.restart;
		while { voice.isReady } { voice.next };
		voice.skip(1);
		next = voice.index;
		server.isDeaf = false;
		this.until { voice.isReady };
		this.assertEquals(
			[voice.position, voice.next.index, voice.latest.pitch, voice.latest.onset],
			[voice.latest.onset, next, 62 + (next % 12), (next * 0.5) + 1]
		);
	}

	test_a_busy_sclang_does_not_take_the_server_for_lost {
		var isLost = false, end;
		this.until { bridge.online };
		bridge.addDependant { |who, what| if(what == \online) { isLost = true } };
		end = Main.elapsedTime + 0.8;
		while { Main.elapsedTime < end } { 1000.do { 10.rand } };
		0.1.wait;
		bridge.releaseDependants;
		this.assertEquals(isLost, false);
	}

	// Cmd-period

	test_all_goes_on_after_cmd_period {
		this.begin;
		this.cmdPeriod;
		this.until { voice.isReady };
		this.lose;
		server.isDeaf = false;
		this.until { bridge.online };
	}

	// What CmdPeriod.run does, but to the clock that the test runs on.
	cmdPeriod {
		SystemClock.clear;
		CmdPeriod.objects.copy.do { |object| if(object.isKindOf(Server).not) { object.doOnCmdPeriod } };
	}

	test_nobody_waits_any_more_after_cmd_period {
		var isDone = false;
		server.isDeaf = true;
		bridge.waitFor(\lead, { isDone = true });
		bridge.cmdPeriod;
		server.isDeaf = false;
		this.until { voice.isReady };
		0.05.wait;
		this.assertEquals(isDone, false);
	}
}
