import type { PairFinding } from '../../../core/evaluation/pairs/pairStudy.ts';
import { element } from '../../shared/element.ts';
import { wideTable } from '../wideTable.ts';
import { plainTable, signedText } from './plainTable.ts';
import { words } from './words.ts';

interface SeparatingColumn {
  readonly column: string;
  readonly d?: number | undefined;
  readonly p: number | null;
  readonly shap?: number | undefined;
}

/** What tells the two emotions of a pair apart, and the clips for which that was not enough. */
export function separatingSection(pair: PairFinding, nColumns: number, place: number): HTMLElement {
  const { emotions, nComparedSpeakers, shap, clips } = pair;
  const heading = `separates-${place}`;
  const title = words.separates(emotions);
  const columns = separatingColumns(pair);
  const rows = columns.map(({ column, d, p, shap: mean }) => [column, d === undefined || d === 0 ? '–' : emotions[d < 0 ? 0 : 1], d === undefined ? '–' : signedText(d), p === null ? '–' : pText(p), mean === undefined ? '–' : mean.toFixed(3)]);
  const explained = !shap ? undefined : 'refused' in shap ? shap.refused : words.shap(shap.nClips, shap.uar);
  return element(
    'section',
    { 'aria-labelledby': heading },
    element('h2', { id: heading }, title),
    element('p', {}, [nComparedSpeakers > 0 ? words.effects(nComparedSpeakers) : words.noEffects, explained].filter((text) => text !== undefined).join(' ')),
    rows.length > 0 ? wideTable(title, plainTable(`columns-${place}`, words.separatingCaption(nColumns), [words.column, words.lowerIn, words.d, words.p, words.meanShap], rows, [1])) : undefined,
    clips.length > 0 ? confusedClips(clips, place) : undefined,
  );
}

/** The columns of the largest effects, then those that SHAP names and effects do not. */
function separatingColumns({ features, shap }: PairFinding): SeparatingColumn[] {
  const used = shap && !('refused' in shap) ? shap.features : [];
  // An infinite effect is null in JSON.
  const known = (d: number | null): number | undefined => (typeof d === 'number' && Number.isFinite(d) ? d : undefined);
  const named = new Set(features.map(({ column }) => column));
  return [...features, ...used.filter(({ column }) => !named.has(column))].map(({ column, d, p, shap: mean }) => ({ column, d: known(d), p, shap: mean }));
}

const pText = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

function confusedClips(clips: PairFinding['clips'], place: number): HTMLElement {
  const rows = clips.map(({ file, speaker, emotion, takenFor, confidence }) => [file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1), speaker, emotion, takenFor, confidence.toFixed(2)]);
  const name = words.confused(clips.length);
  return element('details', {}, element('summary', {}, name), wideTable(name, plainTable(`confused-${place}`, words.confusedCaption, [words.clip, words.speaker, words.labelled, words.takenFor, words.confidence], rows, [1, 2, 3])));
}
