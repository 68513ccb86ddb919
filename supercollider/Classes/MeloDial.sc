// A knob with its name above it and its value below.
MeloDial {
	var name, most, default, <view, knob, number, <>action;

	*new { |name, most, default|
		^super.newCopyArgs(name, most, default).init
	}

	init {
		knob = Knob().mode_(\vert).fixedSize_(Size(38, 38)).action_ { |view| this.turn(view.value * most) };
		knob.color = [MeloPalette.raised, MeloPalette.accent, MeloPalette.back, MeloPalette.text];
		number = StaticText().align_(\center).stringColor_(MeloPalette.text);
		view = VLayout(
			[StaticText().string_(name).align_(\center).font_(Font.sansSerif(11)).minWidth_(78).stringColor_(MeloPalette.dim), align: \center],
			[knob, align: \center], [number, align: \center]
		).spacing_(1);
		this.show(default);
	}

	turn { |value|
		this.show(value);
		action.value(value);
	}

	show { |value|
		value = value ? default;
		knob.value = value / most;
		number.string = value.round(0.01);
	}
}
