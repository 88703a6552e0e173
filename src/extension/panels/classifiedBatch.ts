import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { WrittenClip } from '../../core/interchange/estimateCsv.ts';
import type { Prediction } from '../../node/store/store.ts';
import { MOST_PROBLEMS, type BatchOrigin, type ClassifiedBatch, type ClassifiedProblem, type KeptBatch } from '../../protocol/classifiedView.ts';
import type { Corpora } from '../explorer/corpora.ts';
import { verdictOf } from '../explorer/grouping.ts';
import { inEditorLanguage } from '../inEditorLanguage.ts';

/** What the starter model was trained on, as corpora are recognised. */
const STARTER_CORPUS = 'ravdess';

/** What classifying several clips gave. */
export interface ClassifiedClips extends BatchOrigin {
  readonly predictions: readonly Prediction[];
  readonly problems: readonly ClassifiedProblem[];
  /** How many there were, where a page has kept the first of them only. */
  readonly nProblems?: number;
}

/** A path as people read it: within the workspace where it lies there. */
const shortPath = (path: string): string => vscode.workspace.asRelativePath(path);

/** What the page shows. */
export function toBatch({ predictions, problems, nProblems = problems.length, byStarter, synthetic }: ClassifiedClips, corpora: Corpora): ClassifiedBatch {
  return {
    byStarter, synthetic,
    models: [...new Set(predictions.map(({ model }) => model))],
    hasLearntFromThem: byStarter && predictions.some(({ path }) => corpora.clip(path)?.corpus === STARTER_CORPUS),
    nProblems,
    problems: problems.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({ path: shortPath(path), message: inEditorLanguage(message) })),
    clips: predictions.map(({ path, emotion, probabilities, uncertain, remark }) => {
      const label = corpora.clip(path)?.emotion;
      const verdict = verdictOf({ emotion, uncertain, remark }, label);
      return {
        path, emotion, name: basename(path), folder: dirname(shortPath(path)), probability: probabilities[emotion] ?? 0,
        ...(uncertain !== undefined && { uncertain }), ...(remark !== undefined && { remark: vscode.l10n.t(remark) }), ...(label !== undefined && { label }), ...(verdict && { verdict }),
      };
    }),
  };
}

/** The batch that a page kept, by what the store remembers of its clips. */
export function fromKept({ paths, problems, nProblems, byStarter, synthetic }: KeptBatch, prediction: (path: string) => Prediction | undefined): ClassifiedClips {
  return { byStarter, synthetic, problems, nProblems, predictions: paths.map(prediction).filter((found) => found !== undefined) };
}

/** Clips of a batch as they are written into a table, in the order of their numbers; numbers of no clip are passed over. */
export function writtenClips({ predictions }: ClassifiedClips, rows: readonly number[], corpora: Corpora): WrittenClip[] {
  return rows.flatMap((row): WrittenClip[] => {
    const found = predictions[row];
    if (found === undefined) return [];
    const label = corpora.clip(found.path)?.emotion;
    const verdict = verdictOf(found, label);
    return [{ ...found, path: shortPath(found.path), ...(label !== undefined && { label }), ...(verdict && { verdict }) }];
  });
}
