TestPmelo : MeloUnitTest {
	pmelo { |key, fallback, name = \lead| ^Pmelo(name, key, fallback, bridge) }

	pairs { |events| ^events.collect { |event| [event[\midinote], event[\dur], event[\meloIndex]] } }

	// Events

	test_events_have_pitch_length_loudness_and_where_they_come_from {
		var event;
		this.begin;
		event = this.play(this.pmelo).first;
		this.assertEquals(
			[event[\midinote], event[\dur], event[\meloVoice], event[\meloIndex]], [60, 0.5, \lead, 0]
		);
		this.assertFloatEquals(event[\amp], 0.2);
	}

	test_other_patterns_change_its_events {
		var event;
		this.begin;
		event = this.play(Pbindf(Pbind(\amp, 0.3, \instrument, \beep) <> this.pmelo, \pan, 1)).first;
		this.assertEquals(
			[event[\midinote], event[\amp], event[\instrument], event[\pan]], [60, 0.3, \beep, 1]
		);
	}

	test_its_events_can_be_stretched {
		this.begin;
		this.assertEquals(this.play(Pstretch(2, this.pmelo)).first.delta, 1.0);
	}

	test_it_ends_with_the_pattern_around_it {
		this.begin;
		this.assertEquals(this.play(Pfin(2, this.pmelo), 3).collect(_.isNil), [false, false, true]);
		this.assertEquals(this.pmelo.asStream.next(nil), nil);
	}

	test_the_voice_may_be_a_pattern {
		[\lead, \bass].do { |name| this.begin(name) };
		this.assertEquals(
			this.play(this.pmelo(name: Pseq([\lead, \bass, \bass])), 4).collect { |event|
				event !? { [event[\meloVoice], event[\meloIndex]] }
			},
			[[\lead, 0], [\bass, 0], [\bass, 1], nil]
		);
	}

	test_the_voice_may_be_a_voice {
		this.begin;
		this.assertEquals(this.play(Pmelo(voice)).first[\midinote], 60);
		this.assertEquals(Pmelo(voice).storeArgs, [\lead, nil, \rest, bridge]);
	}

	test_it_asks_ahead_as_soon_as_it_is_made {
		this.pmelo(name: \warm);
		this.until { bridge.voice(\warm).isReady };
	}

	test_a_pattern_that_begins_again_keeps_the_bars_of_the_clock {
		var clock = TempoClock(8), isDone = false;
		this.begin;
		fork({
			var first = this.pmelo.asStream;
			2.do { first.next(Event.default)[\dur].wait };
			2.25.wait;
			this.pmelo.asStream.next(Event.default);
			isDone = true;
		}, clock);
		this.until { isDone };
		clock.stop;
		this.assertFloatEquals(voice.position, 1 + 2.25 + 0.5);
	}

	// Values

	test_a_key_gives_values {
		this.begin;
		this.assertEquals(this.play(this.pmelo(\midinote), 3), [60, 61, 62]);
	}

	test_a_list_of_keys_gives_lists {
		this.begin;
		this.assertEquals(this.play(this.pmelo([\midinote, \dur]), 2), [[60, 0.5], [61, 0.5]]);
	}

	test_keys_of_several_streams_belong_to_one_note {
		var events;
		this.begin;
		events = this.play(Pbind(
			\midinote, this.pmelo(\midinote) + 12, \dur, this.pmelo(\dur), \index, this.pmelo(\meloIndex)
		), 3);
		this.assertEquals(
			events.collect { |event| [event[\midinote], event[\index]] }, [[72, 0], [73, 1], [74, 2]]
		);
	}

	test_two_patterns_of_one_voice_share_its_notes {
		var one, two;
		this.begin;
		#one, two = { Pbind(\midinote, this.pmelo(\midinote), \dur, this.pmelo(\dur)).asStream } ! 2;
		this.assertEquals(
			[one, two, one].collect { |stream| stream.next(Event.default)[\midinote] }, [60, 61, 62]
		);
	}

	test_an_unknown_key_is_an_error {
		this.assertException({ Pmelo(\lead, \pitchbend) }, Error);
	}

	// Fallbacks

	test_without_notes_it_rests_until_the_next_sixteenth {
		var event;
		server.isDeaf = true;
		event = this.play(this.pmelo).first;
		this.assertEquals([event.isRest, event.delta, event[\meloIndex]], [true, 0.25, nil]);
		voice.skip(0.1);
		this.assertFloatEquals(this.play(this.pmelo).first.delta, 0.15);
	}

	test_values_rest_as_well {
		server.isDeaf = true;
		this.assert((this.play(this.pmelo(\midinote) + 12).first).isRest);
		this.assertEquals(this.play(this.pmelo(\dur)).first, 0.25);
		this.assert(this.play(this.pmelo(\freq)).first.isRest);
	}

	test_hold_plays_the_last_note_again {
		var events;
		this.begin;
		server.isDeaf = true;
		events = this.play(this.pmelo(fallback: \hold), 10);
		this.assertEquals(events[7..].collect(_.midinote), [67, 67, 67]);
		this.assertEquals(events[8][\meloIndex], nil);
	}

	test_hold_rests_before_the_first_note {
		server.isDeaf = true;
		this.assert(this.play(this.pmelo(fallback: \hold)).first.isRest);
	}

	test_a_pattern_of_events_falls_in {
		var events;
		server.isDeaf = true;
		events = this.play(this.pmelo(fallback: Pbind(\midinote, Pseq([40, 41]), \dur, 2)), 3);
		this.assertEquals(events[..1].collect { |event| [event[\midinote], event[\dur]] }, [[40, 2], [41, 2]]);
		this.assert(events[2].isRest, "and then it rests");
	}

	test_a_pattern_of_values_falls_in {
		server.isDeaf = true;
		this.assertEquals(this.play(this.pmelo(\midinote, Pseq([40, 41])), 2), [40, 41]);
		this.assertEquals(this.play(this.pmelo([\midinote, \dur], Pseq([[40, 3]]))), [[40, 3]]);
		this.assertEquals(this.play(this.pmelo(fallback: 40)).first[\midinote], 40);
	}

	test_a_function_falls_in {
		var asked;
		server.isDeaf = true;
		this.play(this.pmelo(fallback: { |event| asked = event[\pan]; nil }) <> Pbind(\pan, 0.5));
		this.assertEquals(asked, 0.5);
		this.assertEquals(
			this.play(this.pmelo(fallback: { |event, who| asked = who; (midinote: 50, pan: 1) })).first[\pan], 1
		);
		this.assert(asked === voice);
		this.assert(this.play(this.pmelo(fallback: { nil })).first.isRest);
	}

	test_the_time_of_fallbacks_counts {
		server.isDeaf = true;
		this.play(this.pmelo(fallback: Pbind(\dur, 1.5)), 2);
		this.play(this.pmelo(\dur, 0.5));
		this.play(this.pmelo(\midinote, 60));
		this.assertEquals(voice.position, 3.5);
	}

	// Code

	test_its_code_makes_it_again {
		var pattern = Pmelo(\lead, \midinote, \hold, \test);
		this.assertEquals(pattern.asCompileString, "Pmelo('lead', 'midinote', 'hold', 'test')");
		this.assertEquals(pattern.asCompileString.interpret.storeArgs, pattern.storeArgs);
	}

	test_a_fallback_sounds_whatever_its_pitch_is_called {
		server.isDeaf = true;
		[Pbind(\midinote, 64), Pbind(\degree, 2), Pbind(\note, 4), Pbind(\freq, 64.midicps), 64].do { |spec|
			var event = this.play(Pmelo(\lead, nil, spec, bridge)).first;
			this.assertFloatEquals(event.use { ~freq.value }, 64.midicps, within: 0.01);
			this.assertEquals([event.isRest, event[\amp] > 0], [false, true], spec.asString);
		};
	}

	test_another_order_of_keys_reads_one_note {
		var event;
		this.begin;
		this.play(Pbind(\midinote, Pmelo(\lead, \midinote, bridge: bridge), \dur, 0.5));
		0.01.wait;
		event = this.play(Pbind(
			\a, Pmelo(\lead, \meloIndex, bridge: bridge), \b, Pmelo(\lead, \midinote, bridge: bridge)
		)).first;
		this.assertEquals([event[\a], event[\b]], [1, 61]);
	}
}

TestPmeloListen : MeloUnitTest {
	heard { ^server.got('/melo/heard').collect { |msg| msg[1..4].round(0.001) } }

	test_events_pass_unchanged_and_are_heard {
		var events = this.play(Pmelo.listen(Pbind(\degree, Pseq([0, 2]), \dur, 0.5, \amp, 0.2), \bass, bridge), 3);
		this.assertEquals(events.collect { |event| event !? { event[\degree] } }, [0, 2, nil]);
		this.until { this.heard.size == 2 };
		this.assertEquals(this.heard, [[\bass, 60, 0.8, 0.5], [\bass, 64, 0.8, 0.5]]);
	}

	test_chords_are_heard_note_by_note_and_rests_not_at_all {
		this.play(Pmelo.listen(Pbind(\midinote, Pseq([[60, 64], Rest()])), \bass, bridge), 2);
		this.until { this.heard.size == 2 };
		0.05.wait;
		this.assertEquals(this.heard.collect { |msg| msg[1] }, [60, 64]);
	}

	test_its_code_makes_it_again {
		this.assertEquals(
			Pmelo.listen(Pbind(\dur, 1), \bass, \test).asCompileString.interpret.storeArgs[1..], [\bass, \test]
		);
	}
}
