// A window for a bridge: its status, and for one voice at a time the knobs, thumbs and latest notes.
// m.gui opens it. It shows what code does, and does what code can.
MeloGui {
	const period = 0.25;	// seconds between two looks at the clock
	const unset = "-";
	classvar <dials, keyNames, scales;
	var <bridge, <voice, <window, status, voiceMenu, knobs, agentMenu, fields, roll, reasons, watch;

	*initClass {
		dials = #[
			[\harmony, 2, 1], [\smoothness, 2, 1], [\variety, 2, 1], [\style, 2, 1], [\form, 2, 1],
			[\temperature, 2, 1], [\follow, 1, 0], [\taste, 2, 1], [\density, 8, 0], [\morph, 1, 0]
		];
		keyNames = #["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
		scales = #[
			"major", "minor", "dorian", "phrygian", "lydian", "mixolydian", "harmonic_minor",
			"major_pentatonic", "minor_pentatonic", "blues", "whole_tone", "chromatic"
		];
	}

	*new { |bridge|
		^super.newCopyArgs(bridge ?? { MeloBridge.new }).init
	}

	init {
		window = Window("melobridge: %".format(bridge.name), Rect(200, 200, 620, 430));
		window.background = MeloPalette.back;
		window.view.palette = MeloPalette.qt;
		window.layout = this.layout;
		window.view.keyDownAction = { |view, char| this.key(char) };
		window.onClose = { this.release };
		bridge.addDependant(this);
		watch = SkipJack({ this.tick }, period, { window.isClosed }, "melobridge window", AppClock);
		this.showVoices;
		this.voice = this.voiceNames.first ? \lead;
		this.showAgents;
		window.front;
	}

	close { window.close }

	// Another voice is shown.
	voice_ { |name|
		voice !? { |before| before.removeDependant(this) };
		voice = bridge.voice(name);
		voice.addDependant(this);
		roll.voice = voice;
		reasons.string = "";
		this.showVoices;
		this.showSettings;
	}

	// From the bridge and the voice, on any thread.
	update { |who, what, value|
		defer { if(window.isClosed.not) { this.show(what) } };
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

	layout {
		^VLayout(
			this.statusLine,
			HLayout(this.knobGrid, 16, this.fieldColumn),
			this.thumbLine,
			[roll = MeloRoll(), stretch: 1],
			reasons = this.label("").font_(Font.sansSerif(11))
		).margins_(14).spacing_(10)
	}

	statusLine {
		status = this.label("");
		voiceMenu = PopUpMenu().action_ { |menu| this.voice = menu.item };
		^HLayout([status, stretch: 1], this.label("voice"), voiceMenu)
	}

	knobGrid {
		knobs = IdentityDictionary[];
		^GridLayout.rows(*dials.clump(5).collect { |row|
			row.collect { |dial| this.dial(*dial).view }
		}).spacing_(8)
	}

	dial { |key, most, default|
		var dial = MeloDial(key, most, default).action_ { |value| voice.set(key, value) };
		knobs[key] = dial;
		^dial
	}

	fieldColumn {
		agentMenu = PopUpMenu().action_ { |menu| voice.agent(menu.item) };
		fields = IdentityDictionary[
			\key -> this.menu(\key, keyNames),
			\scale -> this.menu(\scale, scales),
			\chord -> this.textField(\chord),
			\chords -> this.textField(\chords)
		];
		^GridLayout.rows(*([[this.label("agent"), agentMenu]] ++ #[\key, \scale, \chord, \chords].collect { |key|
			[this.label(key), fields[key]]
		})).spacing_(6)
	}

	thumbLine {
		^HLayout(
			this.button("more like this  +", MeloPalette.good, { voice.good }),
			this.button("less  -", MeloPalette.bad, { voice.bad }),
			this.button("undo  u", MeloPalette.raised, { voice.taste(\undo) }),
			this.button("why?  w", MeloPalette.raised, { this.askWhy })
		)
	}

	label { |text| ^StaticText().string_(text) }

	button { |text, colour, action|
		^Button().states_([[text, MeloPalette.text, colour]]).action_(action).canFocus_(false)
	}

	menu { |key, items|
		^PopUpMenu().items_([unset] ++ items).action_ { |menu|
			if(menu.value > 0) { voice.set(key, menu.item) };
		}
	}

	textField { |key|
		^TextField().action_ { |field| voice.set(key, if(field.string.isEmpty) { "none" } { field.string }) }
	}

	// Showing

	show { |what|
		switch(what)
			{ \voices } { this.showVoices }
			{ \agents } { this.showAgents }
			{ \settings } { this.showSettings }
			{ \note } { roll.refresh }
			{ \free } { this.close };
		this.showStatus;
	}

	tick {
		this.showStatus;
		roll.refresh;
	}

	showStatus {
		var stats = bridge.stats;
		var trip = stats[\roundTripMedian] !? { |ms| "   % ms".format(ms.round(0.1)) } ? "";
		status.string = if(bridge.online) {
			"● melobridge % at %%   late %".format(bridge.version ? "", bridge.place, trip, stats[\late])
		} {
			"○ no answer from %: does melobridge serve run there?".format(bridge.place)
		};
		status.stringColor = if(bridge.online) { MeloPalette.text } { MeloPalette.warning };
	}

	voiceNames { ^bridge.voices.keys.asArray.sort }

	showVoices {
		var names = this.voiceNames;
		voiceMenu.items = names;
		voice !? { voiceMenu.value = names.indexOf(voice.name) ? 0 };
	}

	showAgents {
		agentMenu.items = bridge.agents;
		this.showSettings;
	}

	showSettings {
		var settings = voice !? _.settings ? ();
		knobs.keysValuesDo { |key, knob| knob.show(settings[key]) };
		agentMenu.value = bridge.agents.indexOf((settings[\agent] ? \all).asSymbol) ? 0;
		fields[\key].value = this.keyNumber(settings[\key]);
		fields[\scale].value = scales.indexOfEqual((settings[\scale] ? "").asString) !? (_ + 1) ? 0;
		#[\chord, \chords].do { |key| fields[key].string = (settings[key] ? "").asString };
	}

	// Of the menu of keys; 0 while none was set.
	keyNumber { |key|
		var number = if(key.isNumber) { key.asInteger } { keyNames.indexOfEqual(key.asString) };
		^number !? (_ + 1) ? 0
	}

	askWhy {
		voice.why(nil) { |why|
			if(window.isClosed.not) { reasons.string = MeloReasons.lines(why).join("\n") };
		};
	}
}

+ MeloBridge {
	gui { ^MeloGui(this) }
}
