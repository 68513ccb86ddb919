// How long replies take, and so how long to wait for one: RFC 6298 with bounds for a local network,
// the mean round trip plus four times its deviation. All in seconds but the percentiles.
MeloRoundTrip {
	const first = 0.1, least = 0.02, most = 0.25, kept = 1024;
	const quickTries = 8;	// after so many tries each one waits twice as long: before, the horizon counts
	var mean, deviation, samples, suspected = 0;

	*new { ^super.new.init }

	init { samples = RingBuffer(kept + 1) }

	// A request that was sent once was answered after so long.
	measured { |seconds|
		suspected = 0;
		if(mean.isNil) {
			mean = seconds;
			deviation = seconds / 2;
		} {
			deviation = deviation + (((seconds - mean).abs - deviation) / 4);
			mean = mean + ((seconds - mean) / 8);
		};
		samples.overwrite(seconds);
	}

	// One was answered so long after its first try, but to which one isn't known: the next request waits
	// as long, else a network that became slow would never be measured again.
	delayed { |seconds| suspected = seconds }

	// What a reply hardly ever takes longer than; 0 while nothing is known.
	likely { ^if(mean.isNil) { 0 } { mean + (4 * deviation) } }

	// When a request that was sent so many times is to be sent again.
	timeout { |tries = 1|
		var usual = if(mean.isNil) { first } { this.likely.max(least) };
		^(usual.max(suspected) * (2 ** (tries - quickTries).max(0))).min(most)
	}

	// Milliseconds that this share of the latest replies took at most; nil while nothing is known.
	percentile { |share = 0.5|
		var sorted = Array.new(samples.size);
		samples.do { |seconds| sorted = sorted.add(seconds) };
		^sorted.sort[(sorted.size * share).floor.min(sorted.size - 1).asInteger] !? { |s| s * 1000 }
	}
}
