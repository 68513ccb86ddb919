// The tempo of whoever plays a voice, and where the voice stands while it plays its own rhythm.
MeloTempo {
	const step = 0.01;	// changes below this share aren't worth telling
	const tolerance = 0.01;	// beats
	const idle = 1;	// seconds after the end of the last note: nobody plays any more
	var <tempo = 1, told = 1, clock, beats, seconds, <duration, isInStep = false;

	// A note of so many beats is taken now, by the thread that plays.
	took { |newDuration|
		var due = beats !? { beats + duration };
		isInStep = due.isNil or: { (thisThread.beats - due).abs < tolerance };
		clock = thisThread.clock;
		tempo = if(clock.isKindOf(TempoClock)) { clock.tempo } { 1 };
		beats = thisThread.beats;
		seconds = thisThread.seconds;
		duration = newDuration;
	}

	// Nobody plays any more: its clock goes on.
	pause { seconds = nil }

	stop { beats = seconds = nil }

	// Seconds until the next note is taken; nil while nobody plays.
	secondsLeft { |now|
		var left = seconds !? { seconds + (duration / tempo) - now };
		^if(left.notNil and: { left > idle.neg }) { left.max(0) }
	}

	// Beats since the last note began; nil where that doesn't tell how far the voice is.
	beatsSince { |time|
		^if(isInStep and: { beats.notNil } and: { clock.isKindOf(TempoClock) } and: { clock.isRunning }) {
			clock.secs2beats(time) - beats
		}
	}

	// Whether a note was taken at this very moment.
	isNow { ^beats == thisThread.beats }

	clock { ^if(clock.isKindOf(TempoClock) and: { clock.isRunning }) { clock } { TempoClock.default } }

	// Quarters a minute, for the server.
	perMinute {
		if((tempo - told).abs > (told * step)) { told = tempo };
		^(told * 60).clip(10, 400)
	}
}
