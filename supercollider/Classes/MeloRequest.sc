// Notes that were asked for in one datagram, and which of them are still missing.
MeloRequest {
	var <missing, <tries = 1, began, since, hasNews = false;

	*new { |first, count, now|
		^super.new.init(first, count, now)
	}

	init { |first, count, now|
		missing = Array.series(count, first);
		began = since = now;
	}

	isDone { ^missing.isEmpty }
	size { ^missing.size }

	// A note came. The first one of the request tells how long answers take.
	receive { |index, now, roundTrip|
		if(missing.includes(index).not) { ^this };
		if(hasNews.not) { this.learn(now, roundTrip) };
		missing.remove(index);
		hasNews = true;
		since = now;
	}

	learn { |now, roundTrip|
		if(tries == 1) { roundTrip.measured(now - began) } { roundTrip.delayed(now - began) };
	}

	isOverdue { |now, roundTrip| ^(now - since) > roundTrip.timeout(tries) }

	resent { |now|
		tries = tries + 1;
		since = now;
	}

	// The missing indices as [first, count] of each run without a gap.
	runs {
		^missing.separate { |a, b| b - a > 1 }.collect { |run| [run.first, run.size] }
	}
}
