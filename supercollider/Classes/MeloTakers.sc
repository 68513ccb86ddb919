// Who waits for notes of a voice: each gets one, or nil when its time is over.
MeloTakers {
	var waiting;

	*new { ^super.new.clear }

	clear { waiting = List[] }
	size { ^waiting.size }
	add { |action, end| waiting.add([action, end]) }

	// Hands out what line.take gives for as long as it is ready.
	serve { |line|
		while { waiting.notEmpty and: { line.isReady } } {
			waiting.removeAt(0)[0].value(line.take);
		};
	}

	giveUp { |now|
		var late = waiting.select { |taker| taker[1] < now };
		waiting.removeAll(late);
		late.do { |taker| taker[0].value(nil) };
	}
}
