// @ts-check
/**
 * Paints the rows of the roll: those of the scale are tinted, the tonic's more, and have their names.
 * @typedef {import('./roll-layout.js').View} View
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {CanvasRenderingContext2D} Context
 */
import { className, noteName } from './names.js';
import { rowHeight, yOf } from './roll-layout.js';

// Below this height of a row only tonics are named.
const NAMED_ROW = 12;
const NAME_HEIGHT = 13;

/** @param {Context} ctx @param {View} view @param {Scene} scene @param {any} palette */
export function paintGround(ctx, view, scene, palette) {
  ctx.fillStyle = palette.sheet;
  ctx.fillRect(0, 0, view.width, view.height);
  const height = rowHeight(view);
  for (let pitch = Math.ceil(view.low) - 1; pitch <= view.high + 1; pitch += 1) {
    const step = (((pitch - scene.tonic) % 12) + 12) % 12;
    if (!scene.scale.has(step)) continue;
    ctx.fillStyle = step === 0 ? palette.tonic : palette.row;
    const top = Math.max(yOf(view, pitch), view.top);
    ctx.fillRect(view.left, top, view.width - view.left, yOf(view, pitch) + height - top - 1);
  }
}

/** Names of the rows, in the margin. */
export function paintNames(
  /** @type {Context} */ ctx,
  /** @type {View} */ view,
  /** @type {Scene} */ scene,
  /** @type {any} */ palette,
  /** @type {Map<number, string>} */ sounding,
) {
  ctx.fillStyle = palette.sheet;
  ctx.fillRect(0, 0, view.left, view.height);
  const row = rowHeight(view);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'right';
  for (let pitch = Math.ceil(view.low); pitch <= view.high; pitch += 1) {
    const step = (((pitch - scene.tonic) % 12) + 12) % 12;
    const colour = sounding.get(pitch);
    if (!colour && isCrowded(pitch, sounding, (NAME_HEIGHT * view.zoom) / row)) continue;
    if (!colour && (!scene.scale.has(step) || (row < NAMED_ROW * view.zoom && step !== 0))) continue;
    ctx.fillStyle = colour ?? (step === 0 ? palette.ink : palette.soft);
    ctx.font = `${step === 0 || colour ? 700 : 400} ${12 * view.zoom}px ${palette.type}`;
    const name = step === 0 ? noteName(pitch, scene.flat) : className(pitch, scene.flat);
    ctx.fillText(name, view.left - 10, yOf(view, pitch) + row / 2);
  }
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
}

/** Whether a sounding pitch is nearer than so many rows. */
function isCrowded(
  /** @type {number} */ pitch,
  /** @type {Map<number, string>} */ sounding,
  /** @type {number} */ rows,
) {
  return [...sounding.keys()].some((other) => Math.abs(other - pitch) < rows);
}
