// @ts-check
/**
 * What sounded, to be kept: the last bars as a MIDI file, and a link to the settings.
 *
 *   lastBars(played, beat, bars, barBeats)                  those notes, from the start of their first bar
 *   await midiFile({player, settings, bars, address})       a File; rejects with a sentence
 *   linkOf(settings)
 */
import { beatsABar } from './bars.js';

/** @typedef {import('./performance.js').Played} Played */

const NOTHING = 'Nothing has sounded yet: press play first.';
const FAILED = "The server couldn't make a MIDI file of it.";
/** Channels count from 0. */
const DRUMS = 9;
const CHANNELS = 16;
/** Programs of General MIDI, from 0, by instrument. */
const PROGRAMS = /** @type {Record<string, number>} */ ({ piano: 0, pluck: 24, pad: 89, bass: 32, kit: 0 });
const BACKING = /** @type {Record<string, string>} */ ({
  'backing pad': 'pad',
  'backing bass': 'bass',
  'backing kit': 'kit',
});

/**
 * The notes of the last whole bars, the one that sounds included.
 * @param {Played[]} played
 * @param {number} beat
 * @param {number} bars
 * @param {number} barBeats
 */
export function lastBars(played, beat, bars, barBeats) {
  const end = Math.ceil(Math.max(beat, barBeats) / barBeats - 1e-6) * barBeats;
  const start = Math.max(0, end - bars * barBeats);
  return played
    .filter((note) => note.onset >= start && note.onset < end)
    .map((note) => ({ ...note, onset: note.onset - start }));
}

/**
 * What POST /midi takes: a track for each voice that sounded. Where there are more of them than
 * channels, some share one.
 * @param {Played[]} notes
 * @param {any} state
 */
export function scoreOf(notes, { tempo, meter, key, scale, voices }) {
  const names = [...new Set(notes.map((note) => note.voice))];
  const free = Array.from({ length: CHANNELS }, (_, channel) => channel).filter(
    (channel) => channel !== DRUMS,
  );
  const tracks = names.map((name, number) => {
    const voice = voices.find((/** @type {any} */ one) => one.name === name);
    const instrument = voice?.instrument ?? BACKING[name] ?? 'piano';
    const own = notes.filter((note) => note.voice === name && note.duration > 0);
    return {
      name,
      program: PROGRAMS[instrument],
      channel: instrument === 'kit' ? DRUMS : free[number % free.length],
      notes: own.map(({ pitch, velocity, onset, duration }) => ({ pitch, velocity, onset, duration })),
    };
  });
  return { tempo, meter, key, scale, tracks };
}

/** @param {{player: any, settings: any, bars: number, address: string}} wanted @returns {Promise<File>} */
export async function midiFile({ player, settings, bars, address }) {
  const { state } = settings;
  const notes = lastBars(player.played, player.beat(), bars, beatsABar(state.meter));
  if (!notes.length) throw new Error(NOTHING);
  const body = JSON.stringify(scoreOf(notes, state));
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).error ?? FAILED);
  return new File([await response.blob()], 'melobridge.mid', { type: 'audio/midi' });
}

/** The token of a server that is open to the network is nothing to be passed on. @param {any} settings */
export function linkOf(settings) {
  const link = new URL(location.href);
  link.searchParams.delete('token');
  link.hash = settings.toHash();
  return link.href;
}
