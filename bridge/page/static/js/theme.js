// @ts-check
/** Light or dark: as the system has it, until the button says otherwise. */

const STORED = 'melobridge.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** @param {HTMLElement} button @param {() => void} onchange */
export function themeButton(button, onchange) {
  const root = document.documentElement;
  const show = () => {
    const isDark = (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
    button.textContent = isDark ? 'Light' : 'Dark';
    onchange();
    return isDark;
  };
  const kept = read();
  if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
  button.addEventListener('click', () => {
    root.dataset.theme = show() ? 'light' : 'dark';
    keep(root.dataset.theme);
    show();
  });
  dark.addEventListener('change', show);
  show();
}

function read() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function keep(/** @type {string} */ theme) {
  try {
    localStorage.setItem(STORED, theme);
  } catch {
    // A browser that keeps nothing shows its own theme again next time.
  }
}
