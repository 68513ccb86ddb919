// Passes the events of a pattern on unchanged, and tells a voice of melobridge what is played.
PmeloListen : FilterPattern {
	var <>voice, <>bridge;

	*new { |pattern, voice = \melo, bridge|
		^super.new(pattern).voice_(voice).bridge_(bridge)
	}

	embedInStream { |inval|
		var listener = MeloBridge.named(bridge).voice(voice);
		^pattern.collect { |event|
			listener.heardEvent(event);
			event
		}.embedInStream(inval)
	}

	storeArgs { ^[pattern, voice, bridge] }
}
