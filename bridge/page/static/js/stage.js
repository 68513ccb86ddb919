// @ts-check
/** The view for a projector: the roll, and big words. `?stage` begins with it. */

/** @param {HTMLElement} button @param {() => void} onchange */
export function stageView(button, onchange) {
  const show = (/** @type {boolean} */ isStage) => {
    document.body.classList.toggle('stage', isStage);
    button.setAttribute('aria-pressed', String(isStage));
    button.textContent = isStage ? 'Leave the stage' : 'Stage';
    onchange();
  };
  button.addEventListener('click', () => show(!document.body.classList.contains('stage')));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.body.classList.contains('stage')) show(false);
  });
  show(new URLSearchParams(location.search).has('stage'));
}
