// A text field for a setting that takes effect at Return; empty is none.
MeloField {
	const none = "none";
	var <view, <>action;

	*new { ^super.new.init }

	init {
		view = TextField().font_(MeloPalette.font).fixedSize_(Size(180, 24));
		view.action = { action.value(if(view.string.isEmpty) { none } { view.string }) };
	}

	// Not while somebody writes there.
	show { |value|
		var text = (value ? none).asString;
		if(view.hasFocus.not) { view.string = if(text == none) { "" } { text } };
	}
}
