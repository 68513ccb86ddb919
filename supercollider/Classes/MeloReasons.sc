// What the server's replies to a question why say.
MeloReasons {
	const <addresses = #['/melo/because', '/melo/alternative'];
	const facts = #[\pitch, \duration, \probability, \rank, \allowed, \candidates, \alternatives];

	*areComplete { |replies|
		var because = this.because(replies);
		^because.notNil and: { replies.size > because[\alternatives] }
	}

	// An Event: pitch, duration, probability, rank, ..., and alternatives, an array of Events.
	*asEvent { |replies|
		^this.because(replies).put(\alternatives, this.alternatives(replies))
	}

	*because { |replies|
		var reply = replies.detect { |reply| reply[0] == addresses[0] };
		^reply !? { ().putPairs(reply.drop(3)) }
	}

	*alternatives { |replies|
		^replies.select { |reply| reply[0] == addresses[1] }
		.sort { |a, b| a[3] < b[3] }
		.collect { |reply| (pitch: reply[4], duration: reply[5], probability: reply[6]) }
		.asArray
	}

	// For a person to read: the note, what spoke for and against it in nats, what else might have come.
	*lines { |reasons|
		^[
			"%: rank % of %, %".format(
				this.note(reasons, " beats"), reasons[\rank], reasons[\allowed], this.percent(reasons)
			),
			this.parts(reasons),
			"instead: " ++ reasons[\alternatives].collect { |other|
				"% %".format(this.note(other), this.percent(other))
			}.join(", ")
		]
	}

	*note { |event, unit = ""|
		var name = if(event[\pitch] < 0) { "rest" } { event[\pitch] };
		^"% for %%".format(name, event[\duration].round(0.001), unit)
	}

	*percent { |event| ^"% %".format((event[\probability] * 100).round(0.1), "%") }

	*parts { |reasons|
		var parts = reasons.keys.reject { |key| facts.includes(key) }.asArray
		.collect { |key| [key, reasons[key].round(0.01)] }
		.reject { |part| part[1] == 0 }
		.sort { |a, b| a[1].abs > b[1].abs };
		^parts.collect { |part| "% %%".format(part[0], if(part[1] > 0) { "+" } { "" }, part[1]) }.join(", ")
	}
}
