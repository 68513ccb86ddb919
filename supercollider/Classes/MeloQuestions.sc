// The questions to one server that are still open.
MeloQuestions {
	var link, open;

	*new { |link|
		^super.newCopyArgs(link, List[])
	}

	clear { open.clear }
	size { ^open.size }

	ask { |msg, isAnswer, action, isComplete(true), otherwise, mayRepeat = true|
		var question = MeloQuestion(msg, isAnswer, isComplete, action, otherwise, mayRepeat);
		open.add(question);
		question.ask(link);
	}

	// The server's /melo/value for what was asked of a voice.
	askValue { |msg, key, action, otherwise|
		this.ask(
			msg,
			{ |reply| reply[..2] == ['/melo/value', msg[1], key] },
			{ |replies| action.value(replies.first[3]) },
			otherwise: otherwise
		);
	}

	// A reply belongs to one question, the oldest that it answers: two thumbs get two answers.
	receive { |reply|
		var question = open.detect { |question| question.isAnswer(reply) };
		if(question.notNil and: { question.receive(reply) }) { open.remove(question) };
	}

	// The oldest question of this address, about this voice if it names one, is refused.
	refuse { |address, voice|
		var question = open.detect { |question| question.isAbout(address, voice) };
		if(question.notNil) { this.giveUp(question) };
	}

	tick { |now|
		open.copy.do { |question|
			if(question.isOver(now)) {
				"melobridge: no answer to %".format(question.address).warn;
				this.giveUp(question);
			} {
				question.tick(link, now);
			};
		};
	}

	// Private

	giveUp { |question|
		open.remove(question);
		question.giveUp;
	}
}
