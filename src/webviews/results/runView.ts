import type { ResultChoice, ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { classSection } from './classTable.ts';
import type { CellClips } from './clips/cellClips.ts';
import { confusionSection, type UnitOfCells } from './confusionTable.ts';
import { foldSection } from './foldTable.ts';
import { headlineSection } from './headline.ts';
import { lossSection } from './losses/lossSection.ts';
import { probabilitySection } from './probabilitySection.ts';
import type { ResultsActions } from './resultSelect.ts';
import { runHeading } from './runHeading.ts';
import { speakerSection } from './speakerSection.ts';

/** A cross-validation: the figures to compare by, who was taken for whom, each class, speaker and fold, how it learnt, and the worth of its confidence. */
export function runView(shown: ShownRun, choices: readonly ResultChoice[], actions: ResultsActions, cells: UnitOfCells, clips: CellClips): HTMLElement[] {
  const { run } = shown;
  const speakers = speakerSection(shown);
  const losses = lossSection(run);
  const confidence = probabilitySection(run);
  return [
    runHeading(shown, choices, actions),
    headlineSection(run),
    element('div', { class: 'tables' }, confusionSection(run, cells, clips), classSection(run)),
    ...(speakers ? [speakers] : []),
    foldSection(run),
    ...(losses ? [losses] : []),
    ...(confidence ? [confidence] : []),
  ];
}
