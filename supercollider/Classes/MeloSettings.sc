// What a voice is set to. New settings are on trial until the server answered a request that carried
// them; what it refuses is forgotten, since it would refuse every request that carries it.
MeloSettings {
	// What a preset keeps but for the tempo, which is that of whoever plays.
	const <keys = #[
		\harmony, \smoothness, \variety, \style, \form, \temperature, \follow, \taste, \colour,
		\syncopation, \rests, \swing, \character, \key, \scale, \chord, \chords, \chord_tones, \outside, \low, \high, \durations,
		\density, \meter, \bars,
		\listen, \morph_to, \morph, \agent
	];
	var accepted, trials, carried, isCareful = false;

	*new { ^super.new.clear }

	clear {
		accepted = Dictionary[];
		trials = [];
		carried = [];
	}

	// Pairs that go together: all of them or none.
	add { |pairs|
		trials = trials.add(pairs.clump(2).collect { |pair| [pair[0].asSymbol, this.plain(pair[1])] }.flatten(1));
	}

	// Lists travel as one string.
	plain { |value|
		^if(value.isArray and: { value.isString.not }) { value.join(" ") } { value }
	}

	at { |key| ^this.asDict[key] }

	asDict { ^this.with(trials) }

	with { |batches|
		var all = accepted.copy;
		batches.do { |pairs| all.putPairs(pairs) };
		^all
	}

	// A new epoch begins: its requests carry what is to be tried now.
	renew {
		carried = if(isCareful) { trials.keep(1) } { trials };
	}

	// What the requests of this epoch carry.
	asPairs { ^this.with(carried).asKeyValuePairs }

	isOnTrial { ^carried.notEmpty }

	// The server answered a request of this epoch. Gives whether more is waiting to be tried.
	accept {
		accepted = this.with(carried);
		trials = trials.reject { |pairs| carried.includes(pairs) };
		carried = [];
		isCareful = isCareful and: { trials.notEmpty };
		^isCareful
	}

	// It refused one. Gives the pairs to blame; nil where each of several must be tried alone first.
	refuse {
		var blamed = if(carried.size == 1) { carried.first };
		trials = trials.reject { |pairs| pairs === blamed };
		isCareful = trials.notEmpty;
		carried = [];
		^blamed
	}

	// A server that was started anew may know other agents: each setting is on trial again. Gives
	// whether there are any.
	doubt {
		var isNews = accepted.notEmpty;
		trials = accepted.asKeyValuePairs.clump(2) ++ trials;
		accepted = Dictionary[];
		carried = [];
		^isNews
	}

	// What the server says that they are.
	replace { |pairs|
		this.clear;
		accepted.putPairs(pairs);
	}
}
