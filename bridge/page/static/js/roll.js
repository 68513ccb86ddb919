// @ts-check
/**
 * The piano roll: a canvas that shows a scene, scrolls with the present, and lets a note be chosen.
 *
 *   const roll = new Roll(canvas, () => scene, (scene) => {});   // the latter after each frame
 *   roll.wake()                 // something changed: paint (again and again while something moves)
 *   roll.repaint()              // the colours changed
 * Events: choose {voice, index} or null; pan {away: whether it shows another place than the present}.
 *
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('./roll-layout.js').View} View
 */
import { reducedMotion } from './dom.js';
import { readPalette } from './palette.js';
import { beatsShown, noteAt, paged, rowsFor, scrolled } from './roll-layout.js';
import * as paint from './roll-paint.js';
import { paintGround, paintNames } from './roll-rows.js';
import { soundingNote } from './scene.js';

const MARGIN = 48;
const HEAD = 60;
const NARROW_PIXELS = 700;
const STAGE_ZOOM = 1.7;
// Share of the way that the rows go to their new place in a frame.
const EASE = 0.12;
const DRAG_PIXELS = 5;

export class Roll extends EventTarget {
  #canvas;
  #scene;
  #onframe;
  #palette = readPalette();
  #frame = 0;
  #pan = 0;
  #rows = { low: 58, high: 82 };
  /** @type {View|null} */
  #view = null;

  /** @param {HTMLCanvasElement} canvas @param {() => Scene} scene @param {(scene: Scene) => void} onframe */
  constructor(canvas, scene, onframe) {
    super();
    this.#canvas = canvas;
    this.#scene = scene;
    this.#onframe = onframe;
    new ResizeObserver(() => this.wake()).observe(canvas);
    this.#listen();
  }

  wake() {
    if (!this.#frame) this.#frame = requestAnimationFrame((time) => this.#paint(time / 1000));
  }

  repaint() {
    this.#palette = readPalette();
    this.wake();
  }

  /** Show the present again. */
  home() {
    this.#panTo(0);
  }

  #paint(/** @type {number} */ now) {
    this.#frame = 0;
    const scene = this.#scene();
    const isMoving = this.#settle(scene, now);
    const view = this.#viewOf(scene);
    const ctx = this.#context();
    paintGround(ctx, view, scene, this.#palette);
    paint.belowHead(ctx, view, () => {
      for (const voice of scene.voices) paint.paintPhrases(ctx, view, scene, voice, this.#palette);
    });
    paint.paintBars(ctx, view, scene, this.#palette);
    paint.belowHead(ctx, view, () => {
      for (const voice of scene.voices) paint.paintNotes(ctx, view, scene, voice, this.#palette, now);
      for (const voice of scene.voices) paint.paintMarks(ctx, view, voice, scene, this.#palette);
    });
    paint.paintNow(ctx, view, scene, this.#palette);
    paintNames(ctx, view, scene, this.#palette, this.#sounding(scene));
    this.#view = view;
    this.#onframe(scene);
    if (isMoving || scene.playing) this.wake();
  }

  /** Let rows and fades go on their way; whether something still moves. */
  #settle(/** @type {Scene} */ scene, /** @type {number} */ now) {
    for (const voice of scene.voices) voice.fading.update(voice.notes, now, scene.beat);
    const wanted = rowsFor(scene.pitches);
    const share = reducedMotion() ? 1 : EASE;
    let isMoving = scene.voices.some((voice) => voice.fading.isMoving);
    for (const side of /** @type {const} */ (['low', 'high'])) {
      const way = wanted[side] - this.#rows[side];
      this.#rows[side] = Math.abs(way) < 0.02 ? wanted[side] : this.#rows[side] + way * share;
      isMoving ||= this.#rows[side] !== wanted[side];
    }
    return isMoving;
  }

  /** @returns {View} */
  #viewOf(/** @type {Scene} */ scene) {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const zoom = this.#canvas.closest('.stage') ? STAGE_ZOOM : 1;
    const left = (width > NARROW_PIXELS ? MARGIN : MARGIN - 12) * zoom;
    const beats = beatsShown(width - left, scene.barBeats, zoom);
    const first = reducedMotion() ? paged(scene.beat, beats, scene.barBeats) : scrolled(scene.beat, beats);
    return { width, height, left, top: HEAD * zoom, start: first + this.#pan, beats, zoom, ...this.#rows };
  }

  #context() {
    const { clientWidth, clientHeight } = this.#canvas;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const ctx = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext('2d', { alpha: false }));
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    return ctx;
  }

  /** The pitches that sound now, each with its voice's colour. */
  #sounding(/** @type {Scene} */ scene) {
    const sounding = new Map();
    if (!scene.playing) return sounding;
    for (const voice of scene.voices) {
      const pitch = soundingNote(voice, scene.beat);
      if (pitch !== null) sounding.set(pitch, this.#palette.voices[voice.colour]);
    }
    return sounding;
  }

  #panTo(/** @type {number} */ pan) {
    this.#pan = pan;
    this.dispatchEvent(new CustomEvent('pan', { detail: { away: pan !== 0 } }));
    this.wake();
  }

  #listen() {
    const canvas = this.#canvas;
    canvas.addEventListener('pointerdown', (event) => this.#drag(event));
    canvas.addEventListener(
      'wheel',
      (event) => {
        const way = event.shiftKey ? event.deltaY : event.deltaX;
        if (!way || !this.#view) return;
        event.preventDefault();
        this.#panTo(this.#pan + (way / this.#view.width) * this.#view.beats);
      },
      { passive: false },
    );
  }

  /** A drag moves the roll; without one, a press chooses a note. */
  #drag(/** @type {PointerEvent} */ down) {
    const view = this.#view;
    if (!view || down.button !== 0) return;
    const from = this.#pan;
    let isDrag = false;
    const ended = new AbortController();
    const { signal } = ended;
    this.#canvas.setPointerCapture(down.pointerId);
    this.#canvas.addEventListener(
      'pointermove',
      (event) => {
        const way = event.clientX - down.clientX;
        isDrag ||= Math.abs(way) > DRAG_PIXELS;
        if (isDrag) this.#panTo(from - (way / view.width) * view.beats);
      },
      { signal },
    );
    this.#canvas.addEventListener(
      'pointerup',
      () => {
        ended.abort();
        if (!isDrag) this.#choose(down.offsetX, down.offsetY);
      },
      { signal },
    );
    this.#canvas.addEventListener('pointercancel', () => ended.abort(), { signal });
  }

  #choose(/** @type {number} */ x, /** @type {number} */ y) {
    const view = /** @type {View} */ (this.#view);
    let detail = null;
    for (const voice of this.#scene().voices) {
      const note = voice.kind === 'you' ? null : noteAt(view, voice.notes, x, y);
      if (note) detail = { voice: voice.id, index: note.index };
    }
    this.dispatchEvent(new CustomEvent('choose', { detail }));
  }
}
