// Counts since the bridge was made: asked, received, resent (notes), late (a voice had no note in
// time), stale (notes that came after the voice composed anew).
MeloStatistics {
	var counts;

	*new { ^super.new.clear }

	clear { counts = (asked: 0, received: 0, resent: 0, late: 0, stale: 0) }

	count { |what, number = 1|
		counts[what] = counts[what] + number;
	}

	asEvent { ^counts.copy }
}
