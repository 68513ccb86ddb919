// @ts-check
/**
 * MIDI messages that the page reads and writes. Pure. Channels are 1 to 16, velocities 0 to 1.
 *
 *   readMessage(bytes) -> {kind: 'on'|'off'|'control', channel, number, value}, or null
 *   noteOn(channel, pitch, velocity), noteOff(channel, pitch), allNotesOff(channel) -> bytes
 *
 * @typedef {{kind: 'on'|'off'|'control', channel: number, number: number, value: number}} MidiMessage
 *     number: pitch or controller; value: velocity or position, 0 to 127
 */

const NOTE_OFF = 0x80;
const NOTE_ON = 0x90;
const CONTROL_CHANGE = 0xb0;
const ALL_NOTES_OFF = 123;
/** @type {Record<number, MidiMessage['kind']>} */
const KINDS = { [NOTE_OFF]: 'off', [NOTE_ON]: 'on', [CONTROL_CHANGE]: 'control' };

/** @returns {MidiMessage|null} null: no note and no controller */
export function readMessage(/** @type {ArrayLike<number>} */ bytes) {
  const kind = KINDS[bytes[0] & 0xf0];
  if (bytes.length !== 3 || kind === undefined || bytes[1] > 127 || bytes[2] > 127) return null;
  const [status, number, value] = Array.from(bytes);
  const isOff = kind === 'on' && value === 0;
  return { kind: isOff ? 'off' : kind, channel: (status & 0x0f) + 1, number, value };
}

export function noteOn(
  /** @type {number} */ channel, /** @type {number} */ pitch, /** @type {number} */ velocity,
) {
  const value = Math.min(Math.max(Math.round(velocity * 127), 1), 127);
  return [NOTE_ON | (channel - 1), pitch, value];
}

export function noteOff(/** @type {number} */ channel, /** @type {number} */ pitch) {
  return [NOTE_OFF | (channel - 1), pitch, 0];
}

export function allNotesOff(/** @type {number} */ channel) {
  return [CONTROL_CHANGE | (channel - 1), ALL_NOTES_OFF, 0];
}
