import { toolButton } from '../shared/toolButton.ts';
import { element } from '../shared/element.ts';
import { words } from './words.ts';

/** What can be done to the part that is in sight. */
export interface ViewActions {
  /** Scales the part in sight around the playback position, or its own middle. */
  zoom(factor: number): void;
  showWhole(): void;
}

export interface ViewTools {
  readonly node: HTMLElement;
  /** Tells which part is in sight; it is apart from the buttons, which must not move under the pointer when its text grows. */
  readonly part: HTMLElement;
  show(text: string, isWhole: boolean): void;
}

export const zoomStep = 2;

/** Buttons to zoom, and the text that tells which part is in sight. */
export function createViewTools({ zoom, showWhole }: ViewActions): ViewTools {
  const part = element('span', { class: 'part muted', id: 'part' });
  const [closer, farther, whole] = [
    toolButton('zoomIn', words.zoomIn, () => zoom(1 / zoomStep)),
    toolButton('zoomOut', words.zoomOut, () => zoom(zoomStep)),
    toolButton('zoomWhole', words.zoomWhole, showWhole),
  ];
  return {
    node: element('div', { class: 'tools', role: 'group', 'aria-label': words.zoom }, closer, farther, whole),
    part,
    show(text, isWhole) {
      part.textContent = text;
      for (const button of [farther, whole]) button.setAttribute('aria-disabled', String(isWhole));
    },
  };
}
