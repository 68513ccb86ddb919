// The way to one server: sends, listens, and knows whether the server is there. Its responders and
// its watch survive Cmd-period.
MeloLink {
	const period = 0.02, pingPeriod = 0.2;	// seconds between two looks, two pings
	const patience = 0.6;	// seconds without any answer after which the server is lost
	var <addr, listener, <roundTrip, <stats, <isLost = false, <online = false;
	var responders, watch, lastLook, lastPing = 0, silence = 0;

	// listener gets linkReceived(msg), linkBack, linkLost and linkTick(now).
	*new { |addr, listener|
		^super.newCopyArgs(addr, listener).init
	}

	init {
		roundTrip = MeloRoundTrip();
		stats = MeloStatistics();
		lastLook = this.now;
		responders = [
			'/melo/note', '/melo/welcome', '/melo/pong', '/melo/value', '/melo/learned', '/melo/because',
			'/melo/alternative', '/melo/agent', '/melo/statistics', '/melo/error'
		].collect { |path| OSCFunc({ |msg| this.receive(msg) }, path, addr).permanent_(true) };
		watch = SkipJack({ this.look }, period, name: "melobridge", clock: SystemClock);
	}

	free {
		responders.do(_.free);
		watch.stop;
	}

	now { ^Main.elapsedTime }

	// At the end of this logical moment.
	soon { |action|
		SystemClock.sched(0, { action.value; nil });
	}

	send { |... msg| addr.sendMsg(*msg) }

	// In one datagram, so that the server does them one right after the other.
	sendAll { |msgs|
		if(msgs.size == 1) { addr.sendMsg(*msgs.first) } { addr.sendBundle(nil, *msgs) };
	}

	ping {
		lastPing = this.now;
		this.send('/melo/ping', 0);
	}

	// Private

	receive { |msg|
		silence = 0;
		if(online.not) { this.back };
		listener.linkReceived(msg);
	}

	look {
		var now = this.now;
		// Time during which sclang itself was busy doesn't count: answers may lie unread.
		silence = silence + (now - lastLook).min(2 * period);
		lastLook = now;
		if(silence > patience and: { isLost.not }) { this.lose };
		if(now - lastPing > pingPeriod) { this.ping };
		listener.linkTick(now);
	}

	lose {
		online = false;
		isLost = true;
		listener.linkLost;
	}

	back {
		var wasLost = isLost;
		online = true;
		isLost = false;
		listener.linkBack(wasLost);
	}
}
