/** What /protocol.json says, as far as the settings need it. */
export const protocol = {
  keys: [
    { name: 'tempo', low: 10, high: 400 }, { name: 'bars', low: 0, high: 1024 },
    { name: 'low', low: 0, high: 127 }, { name: 'high', low: 0, high: 127 },
    { name: 'follow', low: 0, high: 1 }, { name: 'density', low: 0, high: 8 },
    ...['syncopation', 'rests', 'swing'].map((name) => ({ name, low: 0, high: 1 })),
    ...['harmony', 'smoothness', 'variety', 'style', 'form', 'temperature', 'taste', 'colour'].map((name) => ({ name, low: 0, high: 2 })),
    { name: 'chord_tones', choices: ['free', 'strong', 'all'] },
    { name: 'outside', choices: ['chord', 'never'] },
  ],
  scales: ['major', 'minor', 'dorian'],
  meters: [{ name: '4/4' }, { name: '3/4' }, { name: '6/8' }, { name: '7/8' }],
  agents: [{ name: 'all', characters: ['any', 'fiddle'] }, { name: 'classic', characters: [] }],
};
