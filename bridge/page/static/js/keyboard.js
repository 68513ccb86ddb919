// @ts-check
/**
 * The piano of the page: pressed by pointers, lit by what sounds, lettered for the computer's keys.
 *
 *   const keyboard = new Keyboard(place, {press: (pitch, velocity) => {}, release: (pitch) => {}});
 *   keyboard.light(new Map([[60, 'red']]))     the pitches that sound
 *   keyboard.key('a', true)                    a computer's key goes down; whether it is one of ours
 *   keyboard.shift(1)                          an octave higher
 *   keyboard.letters(true)                     whether the computer's keys play
 */
import { element } from './dom.js';
import { HIGHEST, keyOfPitch, keysBetween, LOWEST, pitchOfKey } from './piano-keys.js';

const VELOCITY = 0.75;
const OCTAVES_WIDE = 3;
const OCTAVES_NARROW = 2;
const NARROW_PIXELS = 640;

export class Keyboard {
  #place;
  #parts;
  #base = 60;
  #withLetters = false;
  /** @type {Map<number, HTMLElement>} */
  #keys = new Map();
  /** Pitches that are held, by pointer or by key. @type {Map<string|number, number>} */
  #held = new Map();

  /** @param {HTMLElement} place @param {{press: (pitch: number, velocity: number) => void, release: (pitch: number) => void}} parts */
  constructor(place, parts) {
    this.#place = place;
    this.#parts = parts;
    this.#build();
    place.addEventListener('pointerdown', (event) => this.#down(event));
    place.addEventListener('pointermove', (event) => this.#held.has(event.pointerId) && this.#down(event));
    for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
      place.addEventListener(end, (/** @type {any} */ event) => this.#up(event.pointerId));
    }
    matchMedia(`(max-width: ${NARROW_PIXELS}px)`).addEventListener('change', () => this.#build());
    addEventListener('blur', () => [...this.#held.keys()].forEach((by) => this.#up(by)));
  }

  key(/** @type {string} */ key, /** @type {boolean} */ down) {
    const pitch = pitchOfKey(key, this.#base);
    if (pitch === null) return false;
    if (down && !this.#held.has(key)) this.#press(key, pitch);
    if (!down) this.#up(key);
    return true;
  }

  shift(/** @type {number} */ octaves) {
    this.#base = Math.max(LOWEST + 12, Math.min(HIGHEST - 24, this.#base + 12 * octaves));
    this.#build();
  }

  letters(/** @type {boolean} */ shown) {
    this.#withLetters = shown;
    this.#build();
  }

  light(/** @type {Map<number, string>} */ sounding) {
    for (const [pitch, key] of this.#keys) {
      const colour = sounding.get(pitch) ?? '';
      if (key.style.getPropertyValue('--lit') !== colour) key.style.setProperty('--lit', colour);
      key.classList.toggle('lit', colour !== '');
    }
  }

  #build() {
    const octaves = innerWidth > NARROW_PIXELS ? OCTAVES_WIDE : OCTAVES_NARROW;
    const low = this.#base - (octaves === OCTAVES_WIDE ? 12 : 0);
    this.#keys.clear();
    const keys = keysBetween(low, low + 12 * octaves).map(({ pitch, black, left, width }) => {
      const letter = this.#withLetters ? keyOfPitch(pitch, this.#base) : '';
      const name = pitch % 12 === 0 ? `C${pitch / 12 - 1}` : '';
      const key = element(
        'span',
        { class: black ? 'key black' : 'key white', 'data-pitch': pitch },
        element('i', { text: letter || name }),
      );
      key.style.left = `${left * 100}%`;
      key.style.width = `${width * 100}%`;
      this.#keys.set(pitch, key);
      return key;
    });
    this.#place.replaceChildren(...keys);
  }

  #down(/** @type {PointerEvent} */ event) {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest('.key');
    const pitch = under instanceof HTMLElement ? Number(under.dataset.pitch) : null;
    if (pitch === null || this.#held.get(event.pointerId) === pitch) return;
    event.preventDefault();
    this.#up(event.pointerId);
    this.#press(event.pointerId, pitch);
  }

  #press(/** @type {string|number} */ by, /** @type {number} */ pitch) {
    this.#held.set(by, pitch);
    this.#keys.get(pitch)?.classList.add('down');
    this.#parts.press(pitch, VELOCITY);
  }

  #up(/** @type {string|number} */ by) {
    const pitch = this.#held.get(by);
    if (pitch === undefined) return;
    this.#held.delete(by);
    this.#keys.get(pitch)?.classList.remove('down');
    this.#parts.release(pitch);
  }
}
