"""The style sheet of a report: light and dark, for wide and narrow screens, self-contained."""

from __future__ import annotations

STYLE = """
:root { --paper: #fbfaf7; --ink: #1d2433; --soft: #667085; --rule: #e1e3ea; --card: #ffffff;
  --take: #d9481f; --real: #8fb3c9; --chord: #2e7196; --black: #eef0f4; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14171e; --ink: #e8eaf0; --soft: #99a2b3; --rule: #2b313d; --card: #1b202a;
    --take: #ff7a50; --real: #4c7189; --chord: #7cc0e4; --black: #222834; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 860px; padding: 28px 18px 80px; background: var(--paper);
  color: var(--ink); font: 17px/1.6 Charter, "Bitstream Charter", Georgia, serif; }
h1 { font-size: 2.1em; line-height: 1.15; margin: 0.2em 0 0.3em; }
h2 { font-size: 1.35em; margin: 2.4em 0 0.4em; padding-top: 0.7em;
  border-top: 1px solid var(--rule); }
h3 { font-size: 1em; margin: 0; }
p { margin: 0.5em 0 0.9em; }
a { color: var(--chord); }
.lead { font-size: 1.1em; }
.small, figcaption, td, th, summary { font: 14px/1.45 system-ui, sans-serif; }
.quiet, figcaption { color: var(--soft); }
figure { margin: 0; }
figcaption { margin-top: 4px; }
svg { width: 100%; height: auto; display: block; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: 14px;
  margin: 18px 0; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 10px;
  padding: 14px 16px; }
.card p { font: 14px/1.45 system-ui, sans-serif; margin: 4px 0 0; color: var(--soft); }
.figure { font: 600 1.9em/1.1 system-ui, sans-serif; }
.figure small { font-size: 0.5em; font-weight: 400; color: var(--soft); }
.roll { margin: 22px 0 30px; }
.roll .head { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; }
.take-player { font: 14px/1 system-ui, sans-serif; padding: 6px 12px; cursor: pointer;
  color: var(--paper); background: var(--take); border: 0; border-radius: 999px; }
.take-player:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.roll .sounding { fill: var(--ink); opacity: 1; }
.scroll { overflow-x: auto; }
.roll svg { min-width: 560px; }
table { border-collapse: collapse; margin: 10px 0; width: 100%; }
th, td { padding: 4px 10px 4px 0; text-align: right; border-bottom: 1px solid var(--rule);
  white-space: nowrap; font-variant-numeric: tabular-nums; }
th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 150px; }
td.mark { width: 120px; min-width: 100px; }
td.ours { font-weight: 600; }
th.quiet, td.quiet { font-weight: 400; }
summary { cursor: pointer; color: var(--chord); margin: 10px 0; }
.key { display: inline-block; width: 22px; height: 9px; border-radius: 2px; margin: 0 5px 0 12px; }
.key.real { background: var(--real); } .key.take { background: var(--take); }
.take { fill: var(--take); } .real { fill: var(--real); } .area { opacity: 0.75; }
.take.outline { fill: none; stroke: var(--take); stroke-width: 2; }
.take.bar { stroke: var(--take); stroke-width: 1.5; opacity: 0.5; }
.black { fill: var(--black); } .grid { stroke: var(--rule); stroke-width: 0.7; }
.axis { stroke: var(--soft); stroke-width: 0.9; }
.label { fill: var(--soft); font: 11px system-ui, sans-serif; }
.label.chord { fill: var(--chord); font-weight: 600; }
"""
