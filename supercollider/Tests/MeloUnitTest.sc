// A test with a bridge to a server that is faked inside sclang.
MeloUnitTest : UnitTest {
	var server, bridge, voice;

	setUp {
		server = MeloFakeServer();
		bridge = MeloBridge(\test, server.addr.ip, server.addr.port);
		voice = bridge.voice(\lead);
	}

	tearDown {
		bridge.free;
		server.free;
		0.03.wait;	// what is under way arrives nowhere
	}

	// Waits until something is so, for as long as a busy machine may take.
	until { |condition, what = "it never came so far", seconds = 3|
		var end = Main.elapsedTime + seconds;
		while { condition.value.not and: { Main.elapsedTime < end } } { 0.005.wait };
		^this.assert(condition.value, what)
	}

	// A voice with notes ready.
	begin { |name = \lead|
		bridge.voice(name).prefetch;
		this.until({ bridge.voice(name).isReady }, "notes are ready");
		^bridge.voice(name)
	}

	// What a pattern gives so many times.
	play { |pattern, count = 1|
		var stream = pattern.asStream;
		^count.collect { stream.next(Event.default) }
	}

	// As a server that isn't there any more: it neither answers nor is it known again.
	lose {
		server.isDeaf = true;
		this.until({ bridge.online.not }, "the server is lost");
	}
}
