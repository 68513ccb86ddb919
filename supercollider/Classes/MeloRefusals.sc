// What the server refuses is posted, once in a while: its sentences say what to do.
MeloRefusals {
	const period = 5;	// seconds in which the same sentence isn't posted twice
	var bridge, said, saidAt = 0;

	*new { |bridge|
		^super.newCopyArgs(bridge)
	}

	// msg: /melo/error, address, code, sentence, voice
	receive { |msg|
		var address = msg[1], voice = bridge.voices[msg[4]];
		bridge.questions.refuse(address, msg[4]);
		if(address == '/melo/next' and: { voice.notNil }) {
			if(voice.refuse) { this.say(msg) };
		} {
			this.say(msg);
		};
	}

	say { |msg|
		var now = bridge.link.now;
		var sentence = if(msg[4] == '') { msg[3] } { "%: %".format(msg[4], msg[3]) }.asString;
		if(sentence == said and: { now - saidAt < period }) { ^this };
		said = sentence;
		saidAt = now;
		"melobridge: %".format(sentence).warn;
	}
}
