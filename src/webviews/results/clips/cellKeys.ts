type Step = readonly [rows: number, columns: number];

const steps: Readonly<Record<string, Step>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * The place that an arrow key leads to in a matrix of which some cells can be entered: the next one in that direction, from a
 * cell whose row or column has no more of them, itself.
 */
export function nextCell(canEnter: readonly (readonly boolean[])[], from: Step, key: string): Step {
  const step = steps[key];
  if (!step) return from;
  for (let [row, column] = [from[0] + step[0], from[1] + step[1]]; canEnter[row]?.[column] !== undefined; row += step[0], column += step[1]) {
    if (canEnter[row]?.[column]) return [row, column];
  }
  return from;
}

/**
 * Makes one tab stop of the buttons of a matrix: arrow keys lead from one to the next.
 *
 * @param buttons by row and column; cells without one are skipped
 */
export function leadByArrows(buttons: readonly (readonly (HTMLButtonElement | undefined)[])[], first: HTMLButtonElement | undefined): void {
  const canEnter = buttons.map((row) => row.map((button) => button !== undefined));
  let stop = first ?? buttons.flat().find((button) => button !== undefined);
  if (stop) stop.tabIndex = 0;
  const moveTo = (button: HTMLButtonElement): void => {
    if (stop) stop.tabIndex = -1;
    stop = button;
    button.tabIndex = 0;
  };
  buttons.forEach((row, i) =>
    row.forEach((button, j) => {
      button?.addEventListener('focus', () => moveTo(button));
      button?.addEventListener('keydown', (event) => {
        if (!(event.key in steps)) return;
        event.preventDefault();
        const [nextRow, nextColumn] = nextCell(canEnter, [i, j], event.key);
        buttons[nextRow]?.[nextColumn]?.focus();
      });
    }),
  );
}
