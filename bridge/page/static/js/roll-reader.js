// @ts-check
/**
 * Choosing a note on the roll, by pointer or arrows, and saying why it was chosen.
 *
 *   const reader = new Reader(canvas, place, {roll, scene, player, settings, messages, connection});
 *   reader.forThumb()       {voice, index} of the chosen note, else {voice} of the chosen voice
 */
import { beatsABar } from './bars.js';
import { lengthName, noteName, placeOf } from './names.js';
import { afterArrow } from './note-choice.js';
import { whyOf } from './notes.js';
import { WhyPanel } from './why-panel.js';

const isComposed = (/** @type {import('./scene.js').SceneVoice} */ voice) => voice.kind !== 'you';
const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

export class Reader {
  #parts;
  #panel;
  /** Called with the name of the voice whose note is chosen. */
  onvoice = (/** @type {string} */ _name) => {};

  /** @param {HTMLElement} canvas @param {HTMLElement} place @param {any} parts */
  constructor(canvas, place, parts) {
    this.#parts = parts;
    this.#panel = new WhyPanel(place, {
      ask: (chosen) => this.#ask(chosen),
      hear: (chosen, note) => this.#hear(chosen, note),
      flat: () => parts.scene.now().flat,
      onclose: () => {
        this.#choose(null);
        canvas.focus({ preventScroll: true });
      },
    });
    parts.roll.addEventListener('choose', (/** @type {any} */ event) => {
      this.#choose(event.detail);
      this.#open();
    });
    canvas.addEventListener('keydown', (event) => this.#key(event));
  }

  forThumb() {
    const chosen = this.#parts.scene.chosen();
    if (!chosen) return { voice: this.#parts.scene.chosenVoice };
    return { voice: chosen.voice.id, index: chosen.note.index };
  }

  #key(/** @type {KeyboardEvent} */ event) {
    const { scene, roll } = this.#parts;
    const now = scene.now();
    if (ARROWS.includes(event.key))
      this.#choose(afterArrow(now.voices.filter(isComposed), scene.selected, event.key, now.beat));
    else if (event.key === 'Enter') this.#open();
    else if (event.key === 'Escape') this.#choose(null);
    else if (event.key === 'Home') roll.home();
    else return;
    event.preventDefault();
  }

  #choose(/** @type {{voice: string, index: number}|null} */ choice) {
    const { scene, roll, messages } = this.#parts;
    scene.selected = choice;
    const chosen = scene.chosen();
    if (chosen) {
      messages.say(this.#words(chosen));
      this.onvoice(chosen.voice.id);
    }
    if (!choice) this.#panel.hide();
    else if (this.#panel.isOpen) this.#open();
    roll.wake();
  }

  #open() {
    const chosen = this.#parts.scene.chosen();
    if (chosen) this.#panel.show(chosen, beatsABar(this.#parts.settings.state.meter));
  }

  #words(/** @type {any} */ { voice, note }) {
    const { bar, beat } = placeOf(note.onset, beatsABar(this.#parts.settings.state.meter));
    return `${voice.name}: ${noteName(note.pitch, this.#parts.scene.now().flat)}, ${lengthName(note.duration)}, bar ${bar}, beat ${beat}`;
  }

  async #ask(/** @type {any} */ { voice, note }) {
    const { player, connection } = this.#parts;
    const own = player.voices.find((/** @type {any} */ one) => one.name === voice.id);
    if (own) return own.why(note.index);
    const [client, name] = voice.id.split(' ');
    return whyOf(await connection.ask('/melo/why', [name, note.index], { client }));
  }

  #hear(/** @type {any} */ { voice }, /** @type {any} */ note) {
    const { player, settings } = this.#parts;
    const index = settings.state.voices.findIndex((/** @type {any} */ one) => one.name === voice.id);
    player.hear(Math.max(0, index), note.pitch, note.duration);
  }
}
