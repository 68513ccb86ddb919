TestMeloMidi : MeloUnitTest {
	heard { ^server.got('/melo/heard').collect { |msg| msg[1..].round(0.001) } }

	play { |number, velocity = 127, chan = 0|
		MIDIIn.doNoteOnAction(1, chan, number, velocity);
		0.1.wait;
		MIDIIn.doNoteOffAction(1, chan, number, 0);
	}

	test_a_note_is_heard_with_its_loudness_and_length {
		var note;
		voice.midiIn;
		this.play(64, 127 / 2);
		this.until { this.heard.notEmpty };
		note = this.heard.first;
		this.assertEquals(note[..2], [\lead, 64, 0.5]);
		this.assert(note[3].inclusivelyBetween(0.09, 1), "a tenth of a second at a beat a second");
		this.assertEquals(note.size, 4, "nobody plays the voice: it has no place in the bars");
	}

	test_a_note_on_without_velocity_ends_a_note {
		voice.midiIn;
		MIDIIn.doNoteOnAction(1, 0, 64, 100);
		MIDIIn.doNoteOnAction(1, 0, 64, 0);
		this.until { this.heard.size == 1 };
	}

	test_while_the_voice_plays_the_note_has_its_place {
		var onset;
		this.begin;
		fork({ 4.do { voice.next; 0.5.wait } }, TempoClock(2));
		voice.midiIn;
		0.1.wait;
		this.play(64);
		this.until { this.heard.notEmpty };
		onset = this.heard.first[4];
		this.assert(onset.inclusivelyBetween(0.15, 1.9), "about 0.2 beats after the first note: %".format(onset));
	}

	test_only_the_channel_that_was_chosen_is_heard {
		voice.midiIn(chan: 3);
		this.play(60, chan: 0);
		this.play(64, chan: 3);
		this.until { this.heard.notEmpty };
		0.05.wait;
		this.assertEquals(this.heard.collect { |note| note[1] }, [64]);
	}

	test_a_second_input_takes_the_place_of_the_first {
		voice.midiIn(chan: 0);
		voice.midiIn(chan: 1);
		this.play(60, chan: 0);
		this.play(64, chan: 1);
		this.until { this.heard.notEmpty };
		0.05.wait;
		this.assertEquals(this.heard.collect { |note| note[1] }, [64]);
	}

	test_nothing_is_heard_after_it_was_freed {
		voice.midiIn;
		voice.midiFree;
		this.play(64);
		0.05.wait;
		this.assertEquals(this.heard, []);
	}

	test_it_survives_cmd_period {
		voice.midiIn;
		CmdPeriod.objects.copy.do { |object| if(object.isKindOf(MIDIFunc)) { object.doOnCmdPeriod } };
		this.play(64);
		this.until { this.heard.size == 1 };
	}
}
