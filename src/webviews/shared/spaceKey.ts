/** Keeps the space bar from scrolling the page when it presses one of the element library's buttons, which do not do that themselves. */
export function keepSpaceFromScrolling(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key === ' ' && event.target instanceof HTMLElement && event.target.matches('vscode-button')) event.preventDefault();
  });
}
