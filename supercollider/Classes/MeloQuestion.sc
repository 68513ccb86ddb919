// A request whose answer somebody waits for. It is sent again until the answer is there, if that does
// no harm. isAnswer tells which messages belong to it, isComplete whether they are all; otherwise runs
// if there is no answer.
MeloQuestion {
	const <patience = 2, pause = 0.1;	// seconds until it is given up, until it is sent again
	var msg, isAnswer, isComplete, action, otherwise, mayRepeat, replies, asked, sent;

	*new { |msg, isAnswer, isComplete, action, otherwise, mayRepeat = true|
		^super.newCopyArgs(msg, isAnswer, isComplete, action, otherwise, mayRepeat)
	}

	ask { |link|
		replies = List[];
		asked = sent = link.now;
		link.send(*msg);
	}

	isAbout { |address, voice|
		^msg[0] == address and: { voice == '' or: { msg[1] == voice } }
	}

	// There will be no answer.
	giveUp { otherwise.value }

	address { ^msg[0] }

	isOver { |now| ^now - asked > patience }

	tick { |link, now|
		if(mayRepeat and: { now - sent > pause }) {
			sent = now;
			link.send(*msg);
		};
	}

	isAnswer { |reply| ^isAnswer.value(reply) }

	// Takes what belongs to the answer. Gives whether that is complete; the action then runs on AppClock.
	receive { |reply|
		if(replies.any { |known| known == reply }.not) { replies.add(reply) };
		if(isComplete.value(replies).not) { ^false };
		{ action.value(replies) }.fork(AppClock);
		^true
	}
}
