TestMeloVoice : MeloUnitTest {
	test_takes_the_notes_in_order {
		this.begin;
		this.assertEquals(8.collect { voice.next.pitch }, (60..67));
		this.assertEquals([voice.latest.index, voice.index], [7, 8]);
	}

	test_never_waits {
		server.isDeaf = true;
		this.assertEquals(voice.next, nil);
		this.assertEquals(bridge.stats[\late], 1);
	}

	test_loses_no_note_where_datagrams_get_lost {
		var random = Routine { thisThread.randSeed = 7; loop { 1.0.rand.yield } };
		server.duration = 0.01;
		server.loses = { random.next < 0.2 };
		this.begin;
		this.assertEquals(100.collect { |i|
			this.until({ voice.isReady });
			voice.next.index
		}, (0..99));
		this.assert(bridge.stats[\resent] > 0);
	}

	test_a_knob_storm_over_a_slow_network_makes_no_gap_and_leaves_no_trace {
		var clock = TempoClock(2), late, epochs;
		server.delay = 0.1;
		server.duration = 0.25;
		this.begin;
		fork({ 24.do { voice.next; 0.25.wait } }, clock);
		15.do { |i|
			voice.set(\key, i);
			0.05.wait;
		};
		this.until({ voice.played.size == 24 }, seconds: 6);
		clock.stop;
		epochs = voice.played.keep(-8).collect(_.epoch);
		this.assertEquals([bridge.stats[\late], epochs.asSet.size], [0, 1]);
		this.assertEquals(voice.latest.pitch, 60 + (voice.latest.index % 12) + 14);
	}

	test_tells_its_dependants_of_each_note {
		var notes = List[];
		this.begin;
		voice.addDependant { |who, what, note| if(what == \note) { notes.add(note.index) } };
		3.do { voice.next };
		voice.releaseDependants;
		this.assertEquals(notes, List[0, 1, 2]);
	}

	test_catches_up_with_a_server_that_knows_a_later_epoch {
		server.raiseEpoch(\lead, voice.epoch + 1000);
		voice.prefetch;
		this.until({ voice.isReady }, seconds: 5);
		this.assert(voice.epoch > 1000);
	}

	// Settings

	test_a_knob_is_heard_in_the_very_next_note {
		this.begin;
		voice.next;
		voice.set(\key, 5);
		this.until { server.got('/melo/next').last.includes(\key) };
		0.02.wait;
		this.assertEquals([voice.next.pitch, voice.next.pitch], [66, 67]);
	}

	test_many_knobs_in_one_moment_make_one_request {
		var before;
		this.begin;
		before = server.got('/melo/next').size;
		50.do { |i| voice.set(\key, i) };
		this.until { voice.isReady and: { server.got('/melo/next').size > before } };
		this.assertEquals(server.got('/melo/next').size, before + 1);
		this.assertEquals(voice.next.pitch, 109);
	}

	test_what_is_refused_is_said_and_forgotten {
		server.refuses = { |keys| if(keys[\harmony] == 9) { "harmony is 9: use 0 to 2" } };
		this.begin;
		voice.set(\harmony, 9);
		this.until { voice.settings.isEmpty };
		voice.set(\key, 1);
		this.until { server.got('/melo/next').last.includes(\key) };
		this.assertEquals(voice.settings, Dictionary[\key -> 1]);
	}

	test_what_is_refused_spoils_no_other_setting {
		server.refuses = { |keys| if(keys[\harmony] == 9) { "harmony is 9: use 0 to 2" } };
		voice.set(\low, 60);
		voice.set(\harmony, 9);
		voice.set(\high, 72);
		this.until { voice.settings == Dictionary[\low -> 60, \high -> 72] };
		bridge.voice(\bass).set(\harmony, 9);
		this.until { bridge.voice(\bass).settings.isEmpty };
		this.assertEquals(voice.settings, Dictionary[\low -> 60, \high -> 72]);
	}

	test_a_server_started_anew_may_refuse_what_was_accepted_before {
		this.begin;
		voice.set(\agent, \fiddle);
		voice.set(\key, 1);
		this.until { server.got('/melo/next').last.includes(\key) and: { voice.isReady } };
		server.restart;
		server.refuses = { |keys| if(keys[\agent] == \fiddle) { "there is no agent 'fiddle': use one of all" } };
		while { voice.isReady } { voice.next };
		this.until { voice.settings == Dictionary[\key -> 1] and: { voice.isReady } };
	}

	test_a_server_that_refuses_everything_is_not_asked_in_a_loop {
		var before;
		this.begin;
		server.refuses = { "a fault of the server" };
		voice.set(\key, 1);
		before = server.received.size;
		0.5.wait;
		this.assert(server.received.size - before < 30, "% messages".format(server.received.size - before));
	}

	test_short_names_set_keys {
		voice.chord("Am7");
		voice.chords("Am F C G");
		voice.agent(\hymn);
		voice.morph(\fiddle, 0.25);
		this.assertEquals(voice.settings, Dictionary[
			\chord -> "Am7", \chords -> "Am F C G", \agent -> \hymn, \morph_to -> \fiddle, \morph -> 0.25
		]);
	}

	test_a_bar_lasts_the_sum_of_its_groups {
		this.assertEquals(voice.bar, 4.0);
		voice.set(\meter, "6/8");
		this.assertEquals(voice.bar, 3.0);
		voice.set(\meter, "2+2+3/8");
		this.assertEquals(voice.bar, 3.5);
	}

	test_gets_how_a_key_stands {
		var value;
		voice.set(\key, 3);
		this.begin;
		voice.get(\key) { |found| value = found };
		this.until { value.notNil };
		this.assertEquals(value, 3);
	}

	test_asks_again_until_the_answer_is_there {
		var value, lost = 0;
		server.loses = { |msg| msg[0] == '/melo/get' and: { (lost = lost + 1) < 3 } };
		voice.get(\key) { |found| value = found };
		this.until { value.notNil };
		this.assertEquals(lost, 3);
	}

	test_a_loaded_preset_takes_the_place_of_the_settings {
		voice.set(\key, 3);
		this.begin;
		voice.preset(\load, \verse);
		this.until { voice.settings.size == MeloSettings.keys.size };
		this.assertEquals([voice.settings[\key], voice.settings[\scale]], [3, \none]);
	}

	test_a_preset_that_is_not_there_changes_no_settings {
		server.loses = { |msg|
			if(msg[0] == '/melo/preset') { server.addr.sendMsg('/melo/error', msg[0], 9, "no preset 'verse'", \lead) };
			msg[0] == '/melo/preset'
		};
		voice.set(\key, 3);
		this.begin;
		voice.preset(\load, \verse);
		this.until { server.got('/melo/preset').notEmpty };
		this.until { voice.settings == Dictionary[\key -> 3] };
	}

	test_a_key_without_a_value_sets_nothing {
		voice.set(\key, 3, \scale);
		this.assertEquals(voice.settings.size, 0);
	}

	// Hearing and learning

	test_what_was_heard_makes_the_next_notes_anew {
		this.begin;
		voice.next;
		voice.heard(67, 0.8, 1);
		this.until { server.got('/melo/heard').notEmpty and: { server.got('/melo/next').last[3] == 1 } };
		this.assertEquals(server.got('/melo/heard').first[1..4].round(0.001), [\lead, 67, 0.8, 1]);
	}

	test_a_thumb_is_for_the_note_that_sounds {
		this.begin;
		4.do { voice.next };
		voice.good;
		voice.bad;
		voice.reward(0.5, 1, 2);
		this.until { server.got('/melo/reward').size == 3 };
		this.assertEquals(server.got('/melo/reward'), [
			['/melo/reward', \lead, 1, 3], ['/melo/reward', \lead, -1, 3], ['/melo/reward', \lead, 0.5, 1, 2]
		]);
	}

	test_a_thumb_before_the_first_note_is_not_sent {
		voice.good;
		0.05.wait;
		this.assertEquals(server.got('/melo/reward'), []);
	}

	test_tells_what_it_learned {
		var learned;
		this.begin;
		voice.next;
		voice.addDependant { |who, what ... values| if(what == \learned) { learned = values } };
		voice.good;
		this.until { learned.notNil };
		voice.releaseDependants;
		this.assertEquals(learned, [3, 1]);
	}

	test_two_thumbs_at_once_get_two_answers {
		var counts = [];
		this.begin;
		voice.next;
		voice.addDependant { |who, what, notes, thumbs| if(what == \learned) { counts = counts.add(thumbs) } };
		voice.good.good;
		this.until { counts.size == 2 };
		voice.releaseDependants;
		this.assertEquals(counts, [1, 2]);
	}

	test_taste_is_undone_and_kept_by_name {
		voice.taste(\undo);
		voice.taste(\save, \leaps);
		this.until { server.got('/melo/taste').size == 2 };
		this.assertEquals(server.got('/melo/taste').collect { |msg| msg[2..] }, [[\undo], [\save, \leaps]]);
	}

	test_says_why_with_all_alternatives {
		var why;
		this.begin;
		voice.next;
		voice.why(nil) { |event| why = event };
		this.until { why.notNil };
		this.assertEquals([why[\pitch], why[\rank], why[\alternatives].collect(_.pitch)], [64, 1, [64, 65]]);
	}

	test_posts_why_without_an_action {
		this.begin;
		voice.next;
		voice.why;
		0.1.wait;	// what is posted, test_unit.py reads
		this.assertEquals(server.got('/melo/why').size, 1);
	}

	// Reset, collect

	test_a_reset_begins_with_note_0 {
		this.begin;
		5.do { voice.next };
		voice.reset;
		this.until { server.got('/melo/reset').notEmpty and: { voice.isReady } };
		this.assertEquals([voice.next.index, voice.position], [0, 0.5]);
	}

	test_collects_its_next_notes_as_events {
		var events;
		voice.collect(100) { |found| events = found };
		this.until { events.notNil };
		this.assertEquals(events.collect(_.meloIndex), (0..99));
		this.assertEquals(voice.index, 100);
	}

	test_collects_nothing_from_a_server_that_is_not_there {
		var events;
		server.isDeaf = true;
		voice.collect(4, { |found| events = found }, 0.1);
		0.2.wait;
		server.isDeaf = false;
		this.begin;
		this.assertEquals(events, nil);
	}

	test_hears_midi_after_its_clock_was_stopped {
		var clock = TempoClock(2);
		this.begin;
		fork({ voice.next }, clock);
		0.05.wait;
		clock.stop;
		voice.heardBetween(64, 0.5, thisThread.seconds - 0.1, thisThread.seconds);
		voice.heardEvent((midinote: 64));
		this.until { server.got('/melo/heard').size == 2 };
	}

	test_long_after_it_played_a_note_has_no_place {
		this.begin;
		fork({ voice.next }, TempoClock(20));
		1.3.wait;
		voice.heardBetween(64, 0.5, thisThread.seconds - 0.1, thisThread.seconds);
		this.until { server.got('/melo/heard').notEmpty };
		this.assertEquals(server.got('/melo/heard').first.size, 5);
	}

	test_a_long_note_does_not_make_the_voice_wait {
		this.begin;
		fork({ voice.next; 0.1.wait; voice.heardEvent((midinote: 64, dur: 4)) }, TempoClock(1));
		this.until { server.got('/melo/heard').notEmpty };
		this.assertEquals(server.got('/melo/heard').first.size, 5);
	}
}
