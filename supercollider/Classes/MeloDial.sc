// A knob with its name above it and its value below.
MeloDial {
	var name, most, default, <view, knob, number, <>action;

	*new { |name, most, default|
		^super.newCopyArgs(name, most, default).init
	}

	init {
		knob = Knob().mode_(\vert).fixedSize_(Size(38, 38)).canFocus_(false);
		knob.color = [MeloPalette.raised, MeloPalette.accent, MeloPalette.back, MeloPalette.text];
		knob.action = { this.turn(knob.value * most) };
		number = MeloPalette.label.align_(\center);
		view = VLayout(
			[MeloPalette.label(name, 11, MeloPalette.dim).minWidth_(74).align_(\center), align: \center],
			[knob, align: \center],
			[number, align: \center]
		).spacing_(2);
		this.show(default);
	}

	turn { |value|
		this.show(value);
		action.value(value);
	}

	show { |value|
		value = value ? default;
		knob.value = value / most;
		number.string = value.asFloat.round(0.01);
	}
}
