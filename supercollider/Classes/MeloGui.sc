// A window for a bridge: its status, and for one voice at a time the knobs, thumbs and latest notes.
// m.gui opens it. It shows what code does, and does what code can.
MeloGui {
	const period = 0.25;	// seconds between two looks at the status
	classvar dials, choices;
	var <bridge, <voice, <window, status, voiceMenu, controls, fetched, undoButton, roll, reasons, watch;

	*initClass {
		dials = #[	// key, most, default
			[\harmony, 2, 1], [\smoothness, 2, 1], [\variety, 2, 1], [\style, 2, 1], [\form, 2, 1],
			[\temperature, 2, 1], [\follow, 1, 0], [\taste, 2, 1], [\density, 8, 0], [\morph, 1, 0],
			[\syncopation, 1, 0], [\rests, 1, 0], [\swing, 1, 0], [\colour, 2, 1]
		];
		choices = (	// the first one is the default
			agent: #[],
			key: #["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"],
			scale: #[
				"major", "minor", "dorian", "phrygian", "lydian", "mixolydian", "aeolian", "locrian",
				"harmonic_minor", "melodic_minor", "harmonic_major", "major_pentatonic", "minor_pentatonic",
				"blues", "major_blues", "chromatic", "whole_tone", "augmented", "diminished", "dominant_diminished",
				"altered", "half_diminished", "lydian_dominant", "lydian_augmented", "bebop_dominant",
				"phrygian_dominant", "double_harmonic", "hungarian_minor", "ukrainian_dorian", "neapolitan_minor",
				"hirajoshi", "in_sen", "yo", "neapolitan_major", "melodic_major", "dorian_flat_2",
				"locrian_natural_6", "ionian_augmented", "lydian_sharp_2", "ultralocrian", "lydian_minor",
				"major_locrian", "leading_whole_tone", "bebop_major", "bebop_dorian", "hungarian_major",
				"romanian_major", "spanish_eight_tone", "algerian", "persian", "oriental", "enigmatic",
				"prometheus", "scriabin", "petrushka", "inverted_augmented", "messiaen_3", "messiaen_4",
				"messiaen_5", "messiaen_6", "messiaen_7", "ahir_bhairav", "marva", "todi", "purvi", "indian",
				"egyptian", "man_gong", "chinese", "kumoi", "iwato", "miyako_bushi", "ryukyu", "pelog",
				"dominant_pentatonic", "major_hexatonic", "minor_hexatonic", "hex_major_7", "hex_phrygian",
				"hex_sus", "hex_aeolian"
			]
		);
	}

	*new { |bridge|
		^super.newCopyArgs(bridge ?? { MeloBridge.new }).init
	}

	init {
		controls = IdentityDictionary[];
		window = Window("melobridge: %".format(bridge.name), Rect(200, 200, 720, 500));
		window.background = MeloPalette.back;
		window.view.palette = MeloPalette.qt;
		window.layout = this.layout;
		window.view.keyDownAction = { |view, char| this.key(char) };
		window.onClose = { this.release };
		this.voice = this.voiceNames.first ? \lead;
		bridge.addDependant(this);
		watch = SkipJack({ this.showStatus }, period, { window.isClosed }, "melobridge window", AppClock);
		this.showStatus;
		window.front;
		this.focus;
	}

	close { window.close }

	// Another voice is shown.
	voice_ { |name|
		voice !? { |before| before.removeDependant(this) };
		voice = bridge.voice(name);
		voice.addDependant(this);
		roll.voice = voice;
		reasons.string = "";
		this.showThumbs;
		this.showVoices;
		this.showAgents;
		this.fetch;
		this.showSettings;
	}

	// From the bridge and the voice, on any thread.
	update { |who, what ... values|
		defer { if(window.isClosed.not) { this.show(what, values) } };
	}

	// Why the note that sounds was chosen.
	askWhy {
		voice.why(nil) { |why|
			if(window.isClosed.not) {
				reasons.string = "%, %".format(MeloRoll.noteName(why[\pitch]), MeloReasons.lines(why).join("\n"));
			};
		};
	}

	// Private

	release {
		bridge.removeDependant(this);
		voice.removeDependant(this);
		watch.stop;
	}

	key { |char|
		switch(char)
			{ $+ } { voice.good }
			{ $- } { voice.bad }
			{ $u } { voice.taste(\undo) }
			{ $w } { this.askWhy };
	}

	// Keys are for the window again, not for the field that was written in.
	focus { window.view.focus }

	// Building

	layout {
		^VLayout(
			status = MeloPalette.label,
			HLayout([this.knobGrid, stretch: 1], 20, this.fieldGrid),
			this.thumbLine,
			[roll = MeloRoll(), stretch: 1],
			reasons = MeloPalette.label(size: 11).minHeight_(46).align_(\topLeft)
		).margins_(16).spacing_(12)
	}

	knobGrid {
		^GridLayout.rows(*dials.clump(5).collect { |row|
			row.collect { |dial| this.control(dial[0], MeloDial(*dial)).view }
		}).spacing_(8)
	}

	fieldGrid {
		voiceMenu = MeloChoice([]).action_ { |name| this.voice = name };
		^GridLayout.rows(*([this.row(\voice, voiceMenu)]
			++ #[\agent, \key, \scale].collect { |key| this.row(key, this.control(key, MeloChoice(choices[key]))) }
			++ #[\chord, \chords].collect { |key| this.row(key, this.control(key, MeloField())) }
		)).spacing_(6)
	}

	row { |name, control|
		^[MeloPalette.label(name, 12, MeloPalette.dim), control.view]
	}

	// Shows and sets one key of the voice.
	control { |key, control|
		controls[key] = control;
		control.action = { |value|
			voice.set(key, value);
			this.focus;
		};
		^control
	}

	thumbLine {
		undoButton = this.button({ voice.taste(\undo) });
		^HLayout(
			this.button({ voice.good }, "more like this   +", MeloPalette.good),
			this.button({ voice.bad }, "less like this   -", MeloPalette.bad),
			undoButton,
			this.button({ this.askWhy }, "why this note?   w")
		).spacing_(8)
	}

	button { |action, text = "", colour|
		^Button().font_(MeloPalette.font).fixedHeight_(28).canFocus_(false)
		.states_([[text, MeloPalette.text, colour ?? { MeloPalette.raised }]]).action_(action)
	}

	// Showing

	show { |what, values|
		switch(what)
			{ \voices } { this.showVoices }
			{ \agents } { this.showAgents }
			{ \settings } { this.showSettings }
			{ \note } { roll.refresh }
			{ \learned } { this.showThumbs(values.last) }
			{ \online } { this.showOnline }
			{ \free } { this.close };
	}

	showStatus {
		status.string = if(bridge.online) { this.statistics } {
			"○  no answer from %: does `melobridge serve` run there?".format(bridge.place)
		};
		status.stringColor = if(bridge.online) { MeloPalette.text } { MeloPalette.warning };
	}

	statistics {
		var stats = bridge.stats;
		var trip = stats[\roundTripMedian] !? { |ms| "     answers in % ms".format(ms.round(0.1)) } ? "";
		^"●  melobridge % at %%     late notes: %".format(bridge.version ? "", bridge.place, trip, stats[\late])
	}

	voiceNames { ^bridge.voices.keys.asArray.sort }

	showVoices {
		voiceMenu.items = this.voiceNames.collect(_.asString);
		voiceMenu.show(voice.name);
	}

	showOnline {
		this.showStatus;
		this.fetch;
	}

	showAgents {
		controls[\agent].items = bridge.agents.collect(_.asString);
	}

	showSettings {
		controls.keysDo { |key| this.showKey(key) };
	}

	showKey { |key|
		var value = voice.settings[key] ? fetched[key];
		if(key == \key and: { value.isNumber }) { value = choices[key].at(value) };
		controls[key].show(value);
	}

	// What wasn't set here the server knows: it outlives sclang.
	fetch {
		var asked = voice;
		fetched = ();
		if(bridge.online) {
			controls.keys.difference(voice.settings.keys).do { |key|
				voice.get(key) { |value|
					if(asked == voice and: { window.isClosed.not }) {
						fetched[key] = value;
						this.showKey(key);
					};
				};
			};
		};
	}

	showThumbs { |number|
		var text = if(number.isNil) { "undo   u" } { "undo   u   (%)".format(number) };
		undoButton.states = [[text, MeloPalette.text, MeloPalette.raised]];
	}
}

+ MeloBridge {
	gui { ^MeloGui(this) }
}
