// A voice of melobridge as a Pattern: Pmelo(\lead) gives events (midinote, dur, amp, and which note of
// which voice it is), Pmelo(\lead, \midinote) and Pmelo(\lead, [\midinote, \dur]) give values.
// Never waits: the fallback sounds where no note is there in time.
Pmelo : Pattern {
	var <>voice, <>key, <>fallback, <>bridge;

	*new { |voice = \melo, key, fallback = \rest, bridge|
		if(voice.isKindOf(MeloVoice)) {
			bridge = bridge ? voice.bridge;
			voice = voice.name;
		};
		this.check(key);
		^super.newCopyArgs(voice, key, fallback, bridge).prefetch
	}

	// Passes the events of a pattern on unchanged, and tells a voice what is played.
	*listen { |pattern, voice = \melo, bridge|
		^PmeloListen(pattern, voice, bridge)
	}

	*check { |key|
		key.asArray.do { |one|
			if(MeloNote.keys.includes(one).not) {
				Error("a note has no key '%': use one of %".format(one, MeloNote.keys.join(", "))).throw
			};
		};
	}

	// The first notes are asked for at once, so that they are here when the pattern begins.
	prefetch {
		if(voice.isKindOf(Symbol)) { this.voiceNamed(voice).prefetch };
	}

	voiceNamed { |name| ^MeloBridge.named(bridge).voice(name) }

	embedInStream { |inval|
		var names = voice.asStream;
		var fallbacks = IdentityDictionary[];
		var name;
		if(voice.isKindOf(Symbol)) { this.voiceNamed(voice).begin };
		while {
			name = if(key.notNil or: { inval.notNil }) { names.next(inval) };
			name.notNil
		} {
			inval = this.read(this.voiceNamed(name), fallbacks, inval).yield;
		};
		^inval
	}

	read { |source, fallbacks, inval|
		var substitute = fallbacks[source] ?? { MeloFallback(fallback, source) };
		fallbacks[source] = substitute;
		^case
			{ key.isNil } {
				inval.copy.putAll(source.readEvent(substitute, inval)).put(\meloVoice, source.name)
			}
			{ key.isArray } { source.read(key, substitute, inval) }
			{ source.read([key], substitute, inval).first }
	}

	storeArgs { ^[voice, key, fallback, bridge] }
}
