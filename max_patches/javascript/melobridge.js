/**
 * What the device shows: status line, reason of the last note, names of the agents.
 *
 * Only the interface: notes never pass through here. ES5, for [js] of Max 8.6 and later.
 * In, from the client's right outlet: online, latency, late, agent, because, learned, fault.
 * Out: status TEXT, reason TEXT, dot R G B A, agents NAME... (for the menu).
 */
autowatch = 0;
inlets = 1;
outlets = 1;

// The items of the menu keep their places in every Live Set: see controls.py.
var SHIPPED = ["all", "classic", "fiddle", "hymn", "lied", "pop", "song"];
var SLOTS = 16;
var NO_AGENT = "-";
var GREEN = [0.35, 0.75, 0.4, 1.0];
var GREY = [0.6, 0.6, 0.6, 1.0];
// A problem gives way to the usual status after so many heartbeats, seconds apart.
var SHOWN_BEATS = 5;
// The parts of the policy that may speak for a note, in words.
var PARTS = {
	prior: "as real tunes go on",
	follow: "follows you",
	harmony: "harmony",
	smoothness: "smoothness",
	variety: "variety",
	style: "style",
	form: "form",
	taste: "your thumbs"
};

var state = { online: 0, latency: 0, late: 0, problem: "", beats: 0 };
var others = [];

function online(value) {
	state.online = value;
	state.problem = "";
	showStatus();
	outlet(0, ["dot"].concat(value ? GREEN : GREY));
	if (!value) {
		outlet(0, "reason", "");
	}
}

function latency(milliseconds) {
	state.latency = milliseconds;
	state.beats += 1;
	if (state.beats >= SHOWN_BEATS) {
		state.problem = "";
	}
	showStatus();
}

function late(count) {
	state.late = count;
	showStatus();
}

function learned(notes, thumbs) {
	outlet(0, "reason", plural(thumbs, "thumb") + " learned");
}

function fault(address, code, text) {
	state.problem = String(text);
	state.beats = 0;
	showStatus();
}

/** One agent of `count`: the menu is written when the last one is in. */
function agent(name, task, number, count) {
	if (number === 0) {
		others = [];
	}
	if (SHIPPED.indexOf(name) < 0 && others.indexOf(name) < 0) {
		others.push(name);
	}
	if (number === count - 1) {
		showAgents();
	}
}

/** Why a note was chosen: the part of the policy that said the most for it. */
function because() {
	var best = "", most = 0, rank = 0, name, value;
	for (var i = 1; i + 1 < arguments.length; i += 2) {
		name = arguments[i];
		value = arguments[i + 1];
		if (name === "rank") {
			rank = value;
		}
		if (PARTS.hasOwnProperty(name) && value > most) {
			best = name;
			most = value;
		}
	}
	outlet(0, "reason", reasonOf(best, rank));
}

function reasonOf(part, rank) {
	var place = rank > 1 ? "choice " + rank : "first choice";
	return part ? place + ": " + PARTS[part] : place;
}
reasonOf.local = 1;

function showStatus() {
	outlet(0, "status", state.problem || (state.online ? onlineText() : "offline: melobridge serve?"));
}
showStatus.local = 1;

function onlineText() {
	var text = "online  " + state.latency.toFixed(1) + " ms";
	return state.late ? text + "  " + plural(state.late, "late note") : text;
}
onlineText.local = 1;

function showAgents() {
	var names = SHIPPED.concat(others).slice(0, SLOTS);
	while (names.length < SLOTS) {
		names.push(NO_AGENT);
	}
	outlet(0, ["agents"].concat(names));
}
showAgents.local = 1;

function plural(number, word) {
	return number + " " + word + (number === 1 ? "" : "s");
}
plural.local = 1;
