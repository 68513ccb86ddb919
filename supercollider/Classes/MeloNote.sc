// A note as the server gives it; its values never change. pitch: MIDI, below 0 a rest;
// velocity: 0 to 1; duration, onset: beats; isFallback: the server's cheap policy chose it.
// index: nil where the server knows nothing of it, as of a rest that fills a bar.
MeloNote {
	const <keys = #[\midinote, \freq, \dur, \amp, \velocity, \onset, \meloIndex];
	const <loudest = 0.25;	// the amp of velocity 1
	var <epoch, <index, <pitch, <velocity, <duration, <onset, <isFallback;

	*new { |epoch, index, pitch, velocity, duration, onset, isFallback = false|
		^super.newCopyArgs(epoch, index, pitch, velocity, duration, onset, isFallback)
	}

	*fromMsg { |msg|	// address, voice, epoch, index, pitch, velocity, duration, onset, fallback
		^this.new(*(msg[2..7] ++ (msg[8] == 1)))
	}

	*rest { |epoch, index, duration, onset|
		^this.new(epoch, index, -1, 0, duration, onset)
	}

	movedTo { |newOnset|
		^this.class.new(epoch, index, pitch, velocity, duration, newOnset, isFallback)
	}

	end { ^onset + duration }
	isRest { ^pitch < 0 }

	midinote { ^if(this.isRest) { Rest() } { pitch } }
	freq { ^if(this.isRest) { Rest() } { pitch.midicps } }
	dur { ^duration }
	amp { ^velocity * loudest }
	meloIndex { ^index ? -1 }

	asEvent {
		^(midinote: this.midinote, dur: duration, amp: this.amp, meloIndex: index)
	}

	heardMsg { |voice|
		^['/melo/heard', voice, pitch, velocity, duration, onset]
	}

	== { |that| ^this.compareObject(that) }
	hash { ^this.instVarHash }
	storeArgs { ^[epoch, index, pitch, velocity, duration, onset, isFallback] }
}
