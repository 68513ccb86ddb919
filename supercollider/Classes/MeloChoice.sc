// A menu for a setting. What isn't in it is shown all the same: code can set more.
MeloChoice {
	var items, <view, <>action;

	*new { |items|
		^super.newCopyArgs(items).init
	}

	// It takes no keys: they are for the window.
	init {
		view = PopUpMenu().font_(MeloPalette.font).fixedSize_(Size(180, 24)).canFocus_(false);
		view.action = { action.value(view.item) };
		this.show;
	}

	items_ { |newItems|
		items = newItems;
		this.show(view.item);
	}

	// The first item stands for nil.
	show { |item|
		var text = (item ? items.first ? "").asString;
		view.items = if(items.includesEqual(text)) { items } { items ++ [text] };
		view.value = view.items.indexOfEqual(text);
	}
}
