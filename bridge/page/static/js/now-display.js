// @ts-check
/** Big words for a stage: bar, chord, and the notes that sound. */
import { element } from './dom.js';
import { noteName } from './names.js';
import { voiceColour } from './palette.js';
import { soundingNote } from './scene.js';

export class NowDisplay {
  #shown = '';
  #place;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
  }

  /** @param {import('./scene.js').Scene} scene */
  show(scene) {
    const bar = Math.floor(scene.beat / scene.barBeats + 1e-6);
    const notes = scene.playing ? scene.voices.map((voice) => soundingNote(voice, scene.beat)) : [];
    const key = `${bar} ${scene.bars} ${scene.chordAt(bar)} ${notes}`;
    if (key === this.#shown) return;
    this.#shown = key;
    const names = notes.flatMap((pitch, number) => (pitch === null ? [] : [nameOf(pitch, scene, number)]));
    this.#place.style.setProperty('--count', String(Math.max(2, names.length)));
    this.#place.replaceChildren(
      ...row('Bar', 'at', [
        `${bar + 1}`,
        ...(scene.bars ? [element('small', { text: ` of ${scene.bars}` })] : []),
      ]),
      ...row('Chord', 'over', [scene.chordAt(bar) || '·']),
      ...row('Notes', 'sounds', names.length ? names : ['·']),
    );
  }
}

/** @param {number} pitch @param {import('./scene.js').Scene} scene @param {number} number */
function nameOf(pitch, scene, number) {
  const name = element('span', { text: noteName(pitch, scene.flat) });
  name.style.color = voiceColour(scene.voices[number].colour);
  return name;
}

/** @param {string} term @param {string} kind @param {Array<string|Node>} value */
const row = (term, kind, value) => [element('dt', { text: term }), element('dd', { class: kind }, ...value)];
