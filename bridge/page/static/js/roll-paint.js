// @ts-check
/**
 * Paints a scene onto the rows of a canvas: returning phrases, bars and chords, notes, the present.
 * Pencil and ink: what may still change is an outline, what sounded is solid.
 * @typedef {import('./roll-layout.js').View} View
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('./scene.js').SceneVoice} SceneVoice
 * @typedef {import('./scene.js').SceneNote} SceneNote
 * @typedef {CanvasRenderingContext2D} Context
 */
import { barsOf, rowHeight, visible, xOf, yOf } from './roll-layout.js';

// So that the first phrases of two voices look different.
const PHRASES_A_VOICE = 2;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const HOLLOW = 0.13;
// Heights of a note in pixels, where rows are thin and where they are thick.
const LEAST_NOTE = 10;
const MOST_NOTE = 20;
// Above the notes of a phrase there is room for its letter.
const LETTER_ROOM = 20;

/** Paints what must not reach into the names of bars and chords. */
export function belowHead(
  /** @type {Context} */ ctx,
  /** @type {View} */ view,
  /** @type {() => void} */ paint,
) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(view.left, view.top, view.width - view.left, view.height - view.top);
  ctx.clip();
  paint();
  ctx.restore();
}

/** Where a phrase returns, the ground of its notes has one colour and a letter. */
export function paintPhrases(
  /** @type {Context} */ ctx,
  /** @type {View} */ view,
  /** @type {Scene} */ scene,
  /** @type {SceneVoice} */ voice,
  /** @type {any} */ palette,
) {
  for (const { bar, bars, phrase } of voice.phrases) {
    const start = bar * scene.barBeats;
    const end = start + bars * scene.barBeats;
    const inside = visible({ ...view, start, beats: end - start }, voice.notes).filter((n) => n.pitch >= 0);
    if (end < view.start || start > view.start + view.beats || !inside.length) continue;
    const pitches = inside.map((note) => note.pitch);
    const top = yOf(view, Math.max(...pitches)) - LETTER_ROOM * view.zoom;
    const bottom = yOf(view, Math.min(...pitches)) + rowHeight(view) + 6;
    const [left, right] = [Math.max(xOf(view, start), view.left) + 2, xOf(view, end) - 2];
    ctx.globalAlpha = start > scene.beat ? 0.6 : 1;
    ctx.fillStyle = palette.phrases[(phrase + PHRASES_A_VOICE * voice.colour) % palette.phrases.length];
    ctx.beginPath();
    ctx.roundRect(left, top, right - left, bottom - top, 6);
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.fillStyle = palette.ink;
    ctx.font = `700 ${12 * view.zoom}px ${palette.type}`;
    ctx.fillText(LETTERS[phrase % LETTERS.length], left + 7, top + 14 * view.zoom);
  }
}

/** Bar lines with numbers, beats, and the chord above each bar. */
export function paintBars(
  /** @type {Context} */ ctx,
  /** @type {View} */ view,
  /** @type {Scene} */ scene,
  /** @type {any} */ palette,
) {
  const [chordSize, numberSize] = [22 * view.zoom, 13 * view.zoom];
  for (const bar of barsOf(view, scene.barBeats)) {
    const x = Math.round(xOf(view, bar * scene.barBeats)) + 0.5;
    const isOver = scene.bars > 0 && bar >= scene.bars;
    if (x < view.left - 1) continue;
    line(
      ctx,
      x,
      8 * view.zoom,
      view.height,
      bar === scene.bars && isOver ? palette.ink : palette.rule,
      isOver ? 3 : 1,
    );
    if (isOver) break;
    const isNow = Math.floor(scene.beat / scene.barBeats + 1e-6) === bar;
    ctx.fillStyle = isNow ? palette.ink : palette.soft;
    ctx.font = `400 ${numberSize}px ${palette.type}`;
    ctx.fillText(String(bar + 1), x + 7, 20 * view.zoom);
    ctx.font = `700 ${chordSize}px ${palette.type}`;
    ctx.fillText(scene.chordAt(bar), x + 7, 44 * view.zoom);
    for (const beat of scene.beats.slice(1)) {
      line(
        ctx,
        Math.round(xOf(view, bar * scene.barBeats + beat)) + 0.5,
        view.top,
        view.top + 5,
        palette.rule,
        1,
      );
    }
  }
}

/** The notes of a voice. */
export function paintNotes(
  /** @type {Context} */ ctx,
  /** @type {View} */ view,
  /** @type {Scene} */ scene,
  /** @type {SceneVoice} */ voice,
  /** @type {any} */ palette,
  /** @type {number} */ now,
) {
  const colour = palette.voices[voice.colour];
  const fade = voice.muted ? 0.35 : 1;
  for (const { note, alpha } of voice.fading.leaving(now)) {
    paintNote(ctx, view, scene, /** @type {any} */ (note), colour, alpha * fade);
  }
  for (const note of visible(view, voice.notes)) {
    if (note.pitch < 0) continue;
    paintNote(ctx, view, scene, note, colour, voice.fading.alpha(note, now) * fade);
  }
  ctx.globalAlpha = 1;
}

/** @param {Context} ctx @param {View} view @param {Scene} scene @param {SceneNote} note @param {string} colour @param {number} alpha */
function paintNote(ctx, view, scene, note, colour, alpha) {
  const row = rowHeight(view);
  const sounds = scene.playing && note.onset <= scene.beat && scene.beat < note.onset + note.duration;
  const grown = sounds ? Math.min(3, row * 0.2) : 0;
  const height = Math.min(Math.max(row - 2, LEAST_NOTE), MOST_NOTE * view.zoom) + 2 * grown;
  const left = Math.max(xOf(view, note.onset) + 1, view.left);
  const width = Math.max(xOf(view, note.onset + note.duration) - 2 - left, 2);
  const top = yOf(view, note.pitch) + (row - height) / 2;
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, Math.min(3, height / 2, width / 2));
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  if (note.onset > scene.beat || (!scene.playing && note.onset === scene.beat)) {
    ctx.globalAlpha = alpha * HOLLOW;
    ctx.fill();
    ctx.globalAlpha = alpha;
    ctx.lineWidth = 1.75;
    ctx.stroke();
  } else {
    ctx.globalAlpha = alpha * (sounds ? 1 : 0.55 + 0.45 * note.velocity);
    ctx.fill();
  }
}

/** What was chosen, and what a thumb was given for. */
export function paintMarks(
  /** @type {Context} */ ctx,
  /** @type {View} */ view,
  /** @type {SceneVoice} */ voice,
  /** @type {Scene} */ scene,
  /** @type {any} */ palette,
) {
  const row = rowHeight(view);
  for (const note of visible(view, voice.notes)) {
    const [x, y] = [xOf(view, note.onset), yOf(view, note.pitch)];
    const thumb = voice.thumbs.get(note.index);
    if (thumb) {
      ctx.fillStyle = palette.ink;
      ctx.font = `700 ${16 * view.zoom}px ${palette.type}`;
      ctx.fillText(thumb > 0 ? '+' : '−', x + 1, y - 5);
    }
    if (scene.selected?.voice === voice.id && scene.selected.index === note.index) {
      ctx.strokeStyle = palette.ink;
      ctx.lineWidth = 2;
      ctx.beginPath();
      ctx.roundRect(x - 3, y - 3, xOf(view, note.onset + note.duration) - x + 5, row + 6, 6);
      ctx.stroke();
    }
  }
}

/** The present: a line with a point on top. */
export function paintNow(
  /** @type {Context} */ ctx,
  /** @type {View} */ view,
  /** @type {Scene} */ scene,
  /** @type {any} */ palette,
) {
  const x = Math.round(xOf(view, Math.max(scene.beat, 0)));
  if (x < view.left) return;
  line(ctx, x, view.top - 6, view.height, palette.ink, 2);
  ctx.fillStyle = palette.ink;
  ctx.beginPath();
  ctx.arc(x, view.top - 6, 5, 0, 2 * Math.PI);
  ctx.fill();
}

/** @param {Context} ctx @param {number} x @param {number} top @param {number} bottom @param {string} colour @param {number} width */
function line(ctx, x, top, bottom, colour, width) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
  ctx.stroke();
}
