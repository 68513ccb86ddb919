TestMeloNote : UnitTest {
	test_a_message_becomes_a_note {
		var note = MeloNote.fromMsg(['/melo/note', \lead, 7, 3, 64, 0.5, 1.5, 2.0, 1]);
		this.assertEquals(note, MeloNote(7, 3, 64, 0.5, 1.5, 2.0, true));
		this.assertEquals(note.end, 3.5);
	}

	test_its_event_is_ready_for_a_synth {
		var event = MeloNote(7, 3, 64, 0.8, 1.5, 2.0).asEvent;
		this.assertEquals([event[\midinote], event[\dur], event[\meloIndex]], [64, 1.5, 3]);
		this.assertFloatEquals(event[\amp], 0.2);
		this.assertEquals(event.isRest, false);
	}

	test_a_rest_stays_one_when_it_is_transposed {
		var note = MeloNote.rest(7, 3, 1, 0);
		this.assert(note.asEvent.isRest);
		this.assert((note.midinote + 12).isRest);
		this.assert(note.freq.isRest);
	}

	test_every_key_has_a_value {
		var note = MeloNote(7, 3, 69, 0.8, 1.5, 2.0);
		this.assertEquals(
			MeloNote.keys.collect { |key| note.perform(key) },
			[69, 440.0, 1.5, 0.2, 0.8, 2.0, 3]
		);
	}

	test_its_code_makes_it_again {
		var note = MeloNote(7, 3, 64, 0.8, 1.5, 2.0, true);
		this.assertEquals(note.asCompileString.interpret, note);
	}
}

TestMeloRoundTrip : UnitTest {
	test_waits_long_while_nothing_is_known {
		this.assertEquals(MeloRoundTrip().timeout, 0.1);
		this.assertEquals(MeloRoundTrip().likely, 0);
		this.assertEquals(MeloRoundTrip().percentile(0.5), nil);
	}

	test_follows_the_mean_and_its_deviation {
		var trip = MeloRoundTrip();
		trip.measured(0.04);
		this.assertFloatEquals(trip.likely, 0.12);
		100.do { trip.measured(0.04) };
		this.assertFloatEquals(trip.timeout, 0.04);
	}

	test_keeps_bounds_and_waits_longer_after_many_losses {
		var trip = MeloRoundTrip();
		100.do { trip.measured(0.0004) };
		this.assertEquals([1, 8, 9, 10, 20].collect { |tries| trip.timeout(tries) }, [0.02, 0.02, 0.04, 0.08, 0.25]);
	}

	test_waits_as_long_as_an_answer_may_have_taken_until_one_is_measured {
		var trip = MeloRoundTrip();
		100.do { trip.measured(0.0004) };
		trip.delayed(0.15);
		this.assertEquals(trip.timeout, 0.15);
		trip.measured(0.0004);
		this.assertEquals(trip.timeout, 0.02);
	}

	test_percentiles_are_of_the_latest_ones_in_ms {
		var trip = MeloRoundTrip();
		trip.measured(5);
		(1..1024).do { |ms| trip.measured(ms / 1000) };
		this.assertFloatEquals(trip.percentile(0.5), 513);
		this.assertFloatEquals(trip.percentile(0.99), 1014);
	}
}

TestMeloRequest : UnitTest {
	test_is_done_when_all_notes_are_there {
		var request = MeloRequest(5, 2, 0);
		request.receive(6, 0.01, MeloRoundTrip());
		this.assertEquals([request.isDone, request.runs], [false, [[5, 1]]]);
		request.receive(5, 0.01, MeloRoundTrip());
		this.assert(request.isDone);
	}

	test_only_its_first_news_tells_the_round_trip {
		var request = MeloRequest(0, 3, 1), trip = MeloRoundTrip();
		request.receive(0, 1.25, trip);
		request.receive(1, 1.5, trip);
		this.assertFloatEquals(trip.percentile(1), 250);
	}

	test_after_a_resend_the_next_request_waits_longer {
		var request = MeloRequest(0, 1, 1), trip = MeloRoundTrip();
		request.resent(1.1);
		request.receive(0, 1.125, trip);
		this.assertEquals([trip.percentile(1), trip.timeout], [nil, 0.125]);
	}

	test_a_note_of_another_request_is_no_news {
		var request = MeloRequest(3, 1, 1), trip = MeloRoundTrip();
		request.receive(2, 1.5, trip);
		request.receive(3, 2, trip);
		this.assertFloatEquals(trip.percentile(1), 1000);
	}

	test_is_overdue_after_the_timeout_of_each_try {
		var request = MeloRequest(0, 1, 0), trip = MeloRoundTrip();
		this.assertEquals([0.09, 0.11].collect { |now| request.isOverdue(now, trip) }, [false, true]);
		request.resent(0.11);
		this.assertEquals([0.2, 0.22].collect { |now| request.isOverdue(now, trip) }, [false, true]);
	}

	test_news_gives_the_others_more_time {
		var request = MeloRequest(0, 2, 0), trip = MeloRoundTrip();
		request.receive(0, 0.09, MeloRoundTrip());
		this.assertEquals(request.isOverdue(0.11, trip), false);
	}

	test_runs_are_what_to_ask_for_again {
		var request = MeloRequest(10, 6, 0);
		[11, 14].do { |index| request.receive(index, 0, MeloRoundTrip()) };
		this.assertEquals(request.runs, [[10, 1], [12, 2], [15, 1]]);
	}
}

TestMeloQueue : UnitTest {
	note { |index, epoch = 1| ^MeloNote(epoch, index, 60 + index, 0.8, 0.5, index / 2) }

	queue { |indices|
		var queue = MeloQueue();
		indices.do { |index| queue.add(this.note(index)) };
		^queue
	}

	indices { |notes| ^notes.collect(_.index) }

	test_notes_come_out_in_order {
		var queue = this.queue([1, 0, 3]);
		this.assertEquals(this.indices(queue.asArray), [0, 1]);
		queue.add(this.note(2));
		this.assertEquals(this.indices(queue.asArray), [0, 1, 2, 3]);
		this.assertEquals([queue.expected, queue.beats], [4, 2.0]);
	}

	test_a_note_that_comes_twice_is_there_once {
		var queue = this.queue([0, 1, 0, 1]);
		this.assertEquals(queue.size, 2);
	}

	test_truncated_notes_are_spares_until_a_new_one_comes {
		var queue = this.queue([0, 1, 2]);
		queue.truncate(1);
		this.assertEquals([this.indices(queue.asArray), this.indices(queue.spares)], [[0], [1, 2]]);
		this.assertEquals(queue.expected, 1);
		queue.add(this.note(1, 2));
		this.assertEquals(queue.spares, []);
	}

	test_truncating_nothing_keeps_the_spares {
		var queue = this.queue([0, 1]);
		queue.truncate(0);
		queue.truncate(0);
		this.assertEquals(this.indices(queue.spares), [0, 1]);
	}

	test_used_spares_follow_each_other_and_are_not_composed_anew {
		var queue = this.queue([0, 1, 2]);
		queue.truncate(0);
		this.assertEquals(queue.useSpares(2, 8).collect(_.onset), [8, 8.5]);
		queue.truncate(0);
		this.assertEquals([this.indices(queue.asArray), this.indices(queue.spares)], [[0, 1], [2]]);
		this.assertEquals(queue.expected, 0);
	}

	test_late_notes_are_spares_where_nothing_else_is_there {
		var queue = MeloQueue();
		[1, 0, 1, 3].do { |index| queue.addSpare(this.note(index)) };
		this.assertEquals(this.indices(queue.spares), [0, 1]);
	}
}

TestMeloSettings : UnitTest {
	var settings;

	setUp { settings = MeloSettings() }

	test_requests_carry_what_was_set_when_their_epoch_began {
		settings.add([\key, "D"]);
		settings.renew;
		settings.add([\key, "E"]);
		this.assertEquals(settings.asPairs, [\key, "D"]);
		this.assertEquals(settings.at(\key), "E");
	}

	test_lists_travel_as_one_string {
		settings.add([\durations, [0.5, 1]]);
		this.assertEquals(settings.at(\durations), "0.5 1");
	}

	test_what_is_refused_is_forgotten {
		settings.add([\low, 60]);
		settings.renew;
		settings.accept;
		settings.add([\harmony, 9, \low, 70]);
		settings.renew;
		this.assertEquals(settings.refuse, [\harmony, 9, \low, 70]);
		this.assertEquals(settings.asPairs, [\low, 60]);
		this.assertEquals(settings.at(\harmony), nil);
	}

	test_of_several_each_is_tried_alone {
		settings.add([\low, 60]);
		settings.add([\harmony, 9]);
		settings.add([\high, 72]);
		settings.renew;
		this.assertEquals(settings.refuse, nil);
		settings.renew;
		this.assertEquals(settings.asPairs, [\low, 60]);
		this.assert(settings.accept, "more is to be tried");
		settings.renew;
		this.assertEquals(settings.refuse, [\harmony, 9]);
		settings.renew;
		this.assertEquals(settings.accept, false);
		this.assertEquals(settings.asDict, Dictionary[\low -> 60, \high -> 72]);
	}

	test_a_new_server_tries_all_of_them_again {
		settings.add([\low, 60, \high, 72]);
		settings.renew;
		settings.accept;
		this.assert(settings.doubt);
		settings.renew;
		this.assertEquals([settings.isOnTrial, settings.asDict.size], [true, 2]);
	}

	test_nothing_set_is_nothing_to_doubt {
		this.assertEquals([settings.doubt, settings.isOnTrial], [false, false]);
	}
}

TestMeloForeword : UnitTest {
	test_rests_that_follow_each_other_become_one {
		var foreword = MeloForeword();
		foreword.tell(MeloNote.rest(1, 0, 0.25, 4));
		foreword.tell(MeloNote.rest(1, 0, 0.5, 4.25));
		this.assertEquals(foreword.msgs(\lead), [['/melo/heard', \lead, -1, 0, 0.75, 4]]);
	}

	test_a_reset_comes_first {
		var foreword = MeloForeword();
		foreword.tell(MeloNote.rest(1, 0, 0.25, 4));
		foreword.reset;
		foreword.tell(MeloNote(1, 0, 60, 0.8, 1, 0));
		this.assertEquals(
			foreword.msgs(\lead), [['/melo/reset', \lead], ['/melo/heard', \lead, 60, 0.8, 1, 0]]
		);
	}

	test_it_stays_short_however_long_the_server_is_away {
		var foreword = MeloForeword();
		100.do { |i| foreword.tell(MeloNote(1, 0, 60, 0.8, 1, i)) };
		this.assertEquals([foreword.msgs(\lead).size, foreword.msgs(\lead).last.last], [16, 99]);
	}
}

TestMeloReasons : UnitTest {
	test_they_are_complete_with_all_alternatives {
		var because = ['/melo/because', \lead, 4, \pitch, 64, \alternatives, 1];
		var other = ['/melo/alternative', \lead, 4, 1, 65, 0.5, 0.25];
		this.assertEquals(
			[[because], [other], [other, because]].collect { |replies| MeloReasons.areComplete(replies) },
			[false, false, true]
		);
		this.assertEquals(
			MeloReasons.asEvent([other, because]),
			(pitch: 64, alternatives: [(pitch: 65, duration: 0.5, probability: 0.25)])
		);
	}

	test_they_read_in_a_few_lines {
		var reasons = (
			pitch: 67, duration: 0.5, probability: 0.0612, rank: 3, allowed: 117, candidates: 288,
			prior: 0.34, harmony: -1.25, taste: 0.0,
			alternatives: [(pitch: 71, duration: 0.5, probability: 0.17), (pitch: -1, duration: 1.0, probability: 0.08)]
		);
		this.assertEquals(MeloReasons.lines(reasons), [
			"67 for 0.5 beats: rank 3 of 117, 6.1 %",
			"harmony -1.25, prior +0.34",
			"instead: 71 for 0.5 17.0 %, rest for 1.0 8.0 %"
		]);
	}
}
