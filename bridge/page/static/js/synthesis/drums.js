// @ts-check
/** Pitches of the kit, as General MIDI has them on channel 10. */

export const KICK = 36;
export const STICK = 37;
export const TAP = 38;
export const SWEEP = 40;
export const HAT = 42;
export const PEDAL = 44;
export const RIDE = 51;
