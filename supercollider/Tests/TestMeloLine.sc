// In virtual time: the link's clock stands still unless a test turns it on.
TestMeloLine : UnitTest {
	var link, settings, line, taken;

	setUp {
		link = MeloFakeLink();
		settings = MeloSettings();
		taken = List[];
		line = MeloLine((name: \lead, took: { |self, note| taken.add(note) }), link, settings);
	}

	begin { |duration = 0.5|
		line.prefetch;
		link.settle(line, duration);
	}

	set { |... pairs|
		settings.add(pairs);
		line.flush;
	}

	// Asking ahead

	test_prefetches_eight_notes_while_their_length_is_not_known {
		line.prefetch;
		this.assertEquals(link.request[..4], ['/melo/next', \lead, line.epoch, 0, 8]);
	}

	test_the_horizon_is_a_time_so_short_notes_are_many {
		this.begin(0.01);
		this.assert(link.request[3] + link.request[4] >= 30, "0.3 s in notes of 10 ms");
	}

	test_never_asks_for_more_than_64_ahead {
		this.begin(0.001);
		this.assertEquals(link.request[3] + link.request[4], 64);
		link.settle(line, 0.001);
		this.assertEquals(link.sent.every { |msg| msg[4] <= 64 }, true);
	}

	test_tops_up_with_each_long_note {
		this.begin(2);
		7.do { line.next };
		this.assertEquals(link.request[3..4], [8, 1]);
	}

	test_asks_for_many_short_notes_at_a_time {
		this.begin(0.01);
		this.assert(this.asksWhile {
			40.do {
				line.next;
				link.settle(line, 0.01);
			};
		} <= 12);
		this.assert(line.isReady);
	}

	asksWhile { |function|
		var before = link.requests;
		function.value;
		^link.requests - before
	}

	test_asks_nothing_ahead_for_a_line_that_nobody_plays {
		line.tick(link.now);
		this.assertEquals(link.requests, 0);
	}

	test_one_request_is_under_way_at_a_time {
		line.prefetch;
		3.do { line.tick(link.now) };
		this.assertEquals(link.requests, 1);
	}

	test_each_request_names_the_onset_of_its_first_note {
		this.begin(2);
		this.assertEquals(link.sent.first[3], 0);
		7.do { line.next };
		this.assertEquals([link.request[3], link.keys[\onset]], [8, 16.0]);
	}

	test_the_tempo_travels_along {
		var done = CondVar(), tempo;
		this.begin(2);
		{
			7.do { line.next };
			tempo = link.keys[\tempo];
			done.signalAll;
		}.fork(TempoClock(1.5));
		done.waitFor(2, { tempo.notNil });
		this.assertEquals(tempo, 90.0);
	}

	test_a_tempo_that_was_set_counts_more {
		this.set(\tempo, 60);
		link.finish;
		this.assertEquals(link.keys[\tempo], 60);
	}

	// Loss

	test_asks_again_for_what_got_lost_and_only_for_that {
		line.prefetch;
		link.answer(line, 0.5, 3);
		link.now = link.now + 0.5;
		line.tick(link.now);
		this.assertEquals(link.request[3..4], [3, 5]);
		this.assertEquals(link.keys[\onset], 1.5);
		this.assertEquals(link.stats.asEvent[\resent], 5);
	}

	test_asks_again_sooner_where_answers_are_quick {
		line.prefetch;
		link.now = link.now + 0.001;
		link.settle(line, 2);
		7.do { line.next };
		link.now = link.now + 0.03;
		line.tick(link.now);
		this.assertEquals(link.stats.asEvent[\resent], 1);
	}

	test_asks_for_the_epoch_where_the_server_never_answers {
		line.prefetch;
		6.do {
			link.now = link.now + 0.3;
			line.tick(link.now);
		};
		this.assertEquals(link.sent.last, ['/melo/get', \lead, \epoch]);
		line.catchUp(line.epoch + 100);
		link.finish;
		this.assertEquals(link.request[2], line.epoch);
	}

	test_nothing_is_asked_while_the_server_is_lost {
		line.prefetch;
		link.isLost = true;
		this.assertEquals(this.asksWhile { line.tick(link.now + 9) }, 0);
		this.assertEquals(this.asksWhile { line.skip(1); link.finish }, 0);
		link.isLost = false;
		this.assertEquals(this.asksWhile { line.tick(link.now + 9) }, 1);
	}

	// Composing anew

	test_many_changes_in_one_moment_make_one_request {
		var epoch;
		this.begin;
		epoch = line.epoch;
		this.assertEquals(this.asksWhile {
			100.do { |i| this.set(\harmony, i / 100) };
			link.finish;
		}, 1);
		this.assertEquals(line.epoch, epoch + 1);
		this.assertEquals(link.keys[\harmony], 0.99);
	}

	test_a_flush_asks_from_the_next_note_that_was_not_taken {
		this.begin(2);
		3.do { line.next };
		this.set(\harmony, 1);
		link.finish;
		this.assertEquals([link.request[3], link.keys[\onset]], [3, 6.0]);
	}

	test_every_request_of_an_epoch_carries_the_settings {
		this.set(\key, "D");
		link.finish;
		this.begin(2);
		9.do { line.next };
		this.assertEquals(link.keys[\key], "D");
	}

	test_a_note_of_an_epoch_before_is_stale {
		this.begin(2);
		this.set(\harmony, 1);
		link.finish;
		line.receive(MeloNote(line.epoch - 1, 0, 99, 0.8, 2, 0));
		link.answer(line, 2);
		this.assertEquals([line.next.pitch, link.stats.asEvent[\stale]], [60, 1]);
	}

	test_a_knob_storm_makes_no_gap_though_nothing_is_answered {
		var epoch;
		this.begin(2);
		epoch = line.epoch;
		4.do {
			this.set(\harmony, 1);
			link.finish;
			this.assertEquals(line.next.epoch, epoch);
		};
	}

	test_the_server_hears_of_a_spare_that_sounded {
		this.begin(2);
		line.next;
		this.set(\harmony, 1);
		link.finish;
		line.next;
		link.finish;
		this.assertEquals(link.sent[link.sent.size - 2], ['/melo/heard', \lead, 61, 0.8, 2, 2]);
		this.assertEquals([link.request[3], link.keys[\onset]], [1, 4]);
	}

	test_notes_that_begin_before_an_answer_can_be_here_are_kept {
		link.roundTrip.measured(0.5);	// hardly ever takes longer than 1.5 s
		this.begin(1);
		line.next;	// lasts 1 s
		this.set(\harmony, 1);
		link.finish;
		this.assertEquals(link.request[3], 2);
		this.assertEquals(line.next.index, 1);
	}

	// Gaps

	test_without_notes_it_gives_nil_at_once {
		this.assertEquals(line.next, nil);
	}

	test_after_a_fallback_the_notes_go_on_in_their_bars {
		this.begin(1);
		8.do { line.next };
		this.assertEquals(line.next, nil);
		line.skip(0.25);
		link.finish;
		this.assertEquals(link.sent[link.sent.size - 2], ['/melo/heard', \lead, -1, 0, 0.25, 8]);
		this.assertEquals([link.request[3], link.keys[\onset]], [8, 8.25]);
		link.answer(line, 1);
		this.assertEquals([line.next.index, line.position], [8, 9.25]);
	}

	test_what_sounded_without_the_server_is_told_until_it_answers {
		this.begin(1);
		line.skip(1);
		link.finish;
		link.now = link.now + 1;
		line.tick(link.now);
		this.assertEquals(link.sent.count { |msg| msg[0] == '/melo/heard' }, 2);
		link.answer(line, 1);
		8.do { line.next };
		this.assertEquals(link.sent.count { |msg| msg[0] == '/melo/heard' }, 2);
	}

	test_a_late_note_is_better_than_none {
		line.prefetch;
		line.skip(0.25);
		link.finish;
		line.receive(MeloNote(line.epoch - 1, 0, 64, 0.8, 1, 0));
		this.assertEquals([line.next.pitch, taken.last.onset], [64, 0.25]);
	}

	test_a_later_onset_is_reached_by_a_rest {
		line.prefetch;
		line.receive(MeloNote(line.epoch, 0, 60, 0.8, 1, 3));
		this.assertEquals([line.next.isRest, line.position], [true, 3]);
		this.assertEquals([line.next.pitch, line.position], [60, 4]);
	}

	test_a_server_that_lost_its_place_is_told_the_right_one {
		this.begin(1);
		4.do { line.next };
		this.set(\harmony, 1);
		link.finish;
		line.receive(MeloNote(line.epoch, 4, 64, 0.8, 1, 0));
		this.assertEquals([line.next.onset, line.position], [4, 5]);
		link.finish;
		this.assertEquals(link.sent[link.sent.size - 2], ['/melo/heard', \lead, -1, 0, 4, 1]);
		this.assertEquals([link.request[3], link.keys[\onset]], [5, 5]);
	}

	// Bars

	test_a_pattern_that_begins_again_goes_on_in_the_bars_of_the_clock {
		this.begin(1);
		this.atBeats([0, 1, 6]) { |beat|
			if(beat == 6) { line.begin(4) };
			line.next;
			this.assertFloatEquals(line.beatAt(thisThread.seconds), beat);
		};
		this.assertFloatEquals(line.position, 7);
	}

	test_a_note_that_was_cut_short_moves_the_next_one_by_a_bar_at_most {
		this.begin(1);
		this.atBeats([0, 1, 1.5]) { |beat| if(beat == 1.5) { line.begin(4) } { line.next } };
		this.assertFloatEquals(line.position, 5.5);
	}

	test_a_rhythm_of_its_own_has_no_place_in_the_bars {
		this.begin(1);
		this.atBeats([0, 0.25, 6]) { |beat| if(beat == 6) { line.begin(4) } { line.next } };
		this.assertEquals(line.position, 2);
	}

	// Evaluates an action at beats of a clock that runs fast.
	atBeats { |beats, action|
		var clock = TempoClock(50), done = CondVar(), isDone = false;
		{
			beats.do { |beat, i|
				(beat - if(i > 0) { beats[i - 1] } { 0 }).wait;
				action.value(beat);
			};
			isDone = true;
			done.signalAll;
		}.fork(clock);
		done.waitFor(5, { isDone });
		clock.stop;
	}

	// Takers, reset, Cmd-period

	test_who_waits_gets_a_note_once_it_is_there {
		var got = List[];
		3.do { line.whenReady({ |note| got.add(note) }, 1) };
		this.assertEquals([link.requests, link.request[4]], [1, 1]);
		link.settle(line, 1);
		this.assertEquals(got.collect(_.index).asArray, [0, 1, 2]);
	}

	test_who_waits_too_long_gets_nil {
		var got = List[];
		line.whenReady({ |note| got.add(note) }, 1);
		line.tick(link.now + 0.9);
		this.assertEquals(got.size, 0);
		line.tick(link.now + 1.1);
		this.assertEquals(got, List[nil]);
	}

	test_a_reset_begins_at_note_0_and_beat_0 {
		this.begin(1);
		5.do { line.next };
		line.reset;
		link.finish;
		this.assertEquals(link.sent[link.sent.size - 2], ['/melo/reset', \lead]);
		this.assertEquals([link.request[3], link.keys[\onset]], [0, 0]);
		link.answer(line, 1);
		this.assertEquals([line.next.index, line.position], [0, 1]);
	}

	test_cmd_period_asks_anew_at_once {
		this.begin(1);
		line.next;
		this.assertEquals(this.asksWhile { line.stop }, 1);
		this.assertEquals([link.request[3], line.isReady], [1, false]);
	}

	test_a_flush_that_cmd_period_forgot_is_done_by_the_next_tick {
		this.begin(1);
		this.set(\harmony, 1);
		this.assertEquals(this.asksWhile { line.tick(link.now) }, 1);
		this.assertEquals(this.asksWhile { link.finish }, 0);
	}
}
