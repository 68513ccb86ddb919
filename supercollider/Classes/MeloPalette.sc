// The colours and letters of the window, for a dark stage.
MeloPalette {
	*back { ^Color.gray(0.13) }
	*deep { ^Color.gray(0.1) }
	*raised { ^Color.gray(0.24) }
	*text { ^Color.gray(0.88) }
	*dim { ^Color.gray(0.58) }
	*line { ^Color.gray(0.19) }
	*note { ^Color.gray(0.5) }
	*accent { ^Color.new255(94, 196, 182) }
	*good { ^Color.new255(46, 96, 88) }
	*bad { ^Color.new255(104, 58, 58) }
	*warning { ^Color.new255(240, 150, 110) }

	*font { |size = 12| ^Font.sansSerif(size) }

	*label { |text = "", size = 12, colour|
		^StaticText().string_(text).font_(this.font(size)).stringColor_(colour ?? { this.text })
	}

	*qt {
		^QPalette.dark.window_(this.back).windowText_(this.text).base_(this.raised).baseText_(this.text)
		.button_(this.raised).buttonText_(this.text).highlight_(this.accent)
	}
}
