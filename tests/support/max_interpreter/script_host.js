// Runs a script of Max's `js` object in Node: a JSON line in for each message, one out with what
// the script sent. The script sees what js gives it, and nothing of Node.
"use strict";

const fs = require("fs");
const readline = require("readline");
const vm = require("vm");

const [, , file, ...words] = process.argv;
let effects = [];

function flat(values) {
  return values.flatMap((value) => (Array.isArray(value) ? flat(value) : [value]));
}

const sandbox = {
  inlets: 1,
  outlets: 1,
  inlet: 0,
  messagename: "",
  autowatch: 0,
  jsarguments: [file, ...words.map((word) => JSON.parse(word))],
  arrayfromargs: (...values) => flat(values.map((v) => (v && v.length >= 0 && typeof v === "object" ? [...v] : v))),
  outlet: (number, ...values) => effects.push(["out", number, flat(values)]),
  messnamed: (name, ...values) => effects.push(["send", name, flat(values)]),
  post: (...values) => effects.push(["post", values.join(" ")]),
  error: (...values) => effects.push(["error", values.join(" ")]),
  setinletassist: () => {},
  setoutletassist: () => {},
};
sandbox.global = sandbox;
vm.createContext(sandbox);

function handler(name) {
  const found = sandbox[name];
  return typeof found === "function" && !found.local ? found : null;
}

function call({ inlet, kind, name, values }) {
  sandbox.inlet = inlet;
  sandbox.messagename = name;
  const found = handler(kind) || handler(name) || handler("anything");
  if (!found) throw new Error(`the script has no function ${name}`);
  found.apply(sandbox, values);
}

function answer(work) {
  effects = [];
  try {
    work();
  } catch (fault) {
    effects.push(["fault", String(fault)]);
  }
  const { inlets, outlets } = sandbox;
  process.stdout.write(JSON.stringify({ inlets, outlets, effects }) + "\n");
}

answer(() => vm.runInContext(fs.readFileSync(file, "utf8"), sandbox, { filename: file }));
readline
  .createInterface({ input: process.stdin })
  .on("line", (line) => answer(() => call(JSON.parse(line))));
