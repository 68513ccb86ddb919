// @ts-check
/**
 * The keys that go with each `/melo/next` of a voice: pure.
 *
 *   keysOf(state, name) -> ['agent', 'all', 'harmony', 1, ...]
 *
 * All of them go every time, so that a server that began anew plays on alike.
 */

/** @param {import('./settings.js').State} state @returns {Array<string|number>} */
export function keysOf(state, /** @type {string} */ name) {
  const voice = state.voices.find((one) => one.name === name);
  if (!voice) throw new Error(`there is no voice ${name}`);
  const { knobs } = voice;
  return Object.entries({
    agent: voice.agent,
    character: voice.character || 'any',
    key: state.key,
    scale: state.scale,
    chords: state.chords || 'none',
    meter: state.meter,
    bars: state.bars,
    tempo: state.tempo,
    low: Math.min(voice.low, voice.high),
    high: Math.max(voice.low, voice.high),
    ...knobs,
    durations: knobs.durations || 'any',
    follow: voice.follow,
    listen: voice.listen ?? 'none',
    seed: voice.seed,
  }).flat();
}
