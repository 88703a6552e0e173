import type { ColourMapName } from '../../protocol/clipSettings.ts';
import { trackNames, type TrackName } from '../../protocol/clipTracks.ts';
import { createColourMap } from '../shared/colourMap.ts';
import { element } from '../shared/element.ts';
import type { Theme } from '../shared/theme.ts';
import { watchCanvas } from '../shared/watchCanvas.ts';
import { drawTrack } from './drawTrack.ts';
import { createOverlay, type Marks } from './overlay.ts';
import { plotFrame, readPlotMargins } from './plotArea.ts';
import type { Scene } from './scene.ts';
import { piecesInSight, rangeOfValues } from './trackPieces.ts';
import { words } from './words.ts';
import { tracksInSight } from './wantedTracks.ts';

/** The tracks below the spectrogram, of which those are in sight that were chosen. */
export interface TrackPlots {
  readonly nodes: readonly HTMLElement[];
  redraw(): void;
  mark(marks: Marks): void;
}

export function createTrackPlots(sceneOf: () => Scene | undefined, themeOf: () => Theme): TrackPlots {
  let marks: Marks = { position: -1, selection: undefined, height: undefined };

  let colours: { readonly name: ColourMapName; readonly table: Uint8ClampedArray } | undefined;
  const coloursOf = (name: ColourMapName): Uint8ClampedArray => {
    if (colours?.name !== name) colours = { name, table: createColourMap(name) };
    return colours.table;
  };

  const createPlot = (track: TrackName): { readonly node: HTMLElement; readonly redraw: () => void; readonly place: () => void } => {
    const canvas = element('canvas', { class: 'track', id: track, role: 'img', 'aria-label': words.trackNames[track] });
    const overlay = createOverlay();
    const remark = element('p', { class: 'remark muted', hidden: true });
    const node = element('div', { class: 'plot', hidden: true }, canvas, overlay.node, remark);
    const place = (): void => {
      if (!node.hidden) overlay.place(plotFrame(readPlotMargins(canvas), canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio), { ...marks, height: undefined });
    };
    const draw = watchCanvas(canvas, (surface) => {
      const scene = sceneOf();
      if (scene === undefined) return;
      const frame = plotFrame(readPlotMargins(canvas), surface.width, surface.height, surface.ratio);
      drawTrack(surface, frame, scene, track, coloursOf(scene.settings.colours), themeOf());
      const pieces = piecesInSight(scene, track);
      const range = rangeOfValues(pieces, 0);
      const text = range === undefined ? words.trackNames[track] : words.trackText(words.trackNames[track], range.low, range.high);
      if (canvas.getAttribute('aria-label') !== text) canvas.setAttribute('aria-label', text);
      const problem = tracksInSight(scene).length === 0 ? words.tooLongForTracks : pieces.length === 0 ? words.computing : pieces.find(({ piece }) => piece.problem !== undefined)?.piece.problem;
      remark.hidden = problem === undefined;
      remark.textContent = problem === undefined ? '' : `${words.trackNames[track]}: ${problem}`;
      place();
    });
    return {
      node,
      place,
      redraw() {
        node.hidden = !(sceneOf()?.settings.tracks.includes(track) ?? false);
        if (!node.hidden) draw();
      },
    };
  };
  const plots = trackNames.map(createPlot);

  return {
    nodes: plots.map(({ node }) => node),
    redraw() {
      for (const { redraw } of plots) redraw();
    },
    mark(next) {
      marks = next;
      for (const { place } of plots) place();
    },
  };
}
