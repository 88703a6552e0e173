import { join, relative, sep } from 'node:path';
import { auditCorpusMaterial } from '../core/corpus/audit/checks.ts';
import type { Finding } from '../core/corpus/audit/finding.ts';
import type { AuditedClip, AuditProblem, OutOfFoldEstimates } from '../core/corpus/audit/subject.ts';
import { isSerError } from '../core/errors.ts';
import { createRecipe } from '../core/features/recipe.ts';
import type { ClipAudit } from '../protocol/analysis.ts';
import { AUDIT_KEY, packAudit, unpackAudit } from './auditRecord.ts';
import { estimateOutOfFold } from './estimateOutOfFold.ts';
import { extractFeatures, hashClip, toFeatureTable } from './extractFeatures.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import type { CorpusScan, ScannedClip } from './scanCorpus.ts';
import { throwIfCancelled, toProblem, type Problem, type TaskOptions } from './task.ts';

export interface AuditRequest {
  /** Whether to look for wrong labels, for which features are extracted and models fitted. */
  readonly mislabels: boolean;
}

export interface CorpusAudit {
  /** Paths are absolute. The order is the same for every number of workers. */
  readonly findings: readonly Finding[];
  /** Clips that were decoded, of all audio files. */
  readonly nClips: number;
  readonly nFiles: number;
}

/**
 * Puts all checks of the core to the clips of a folder. What is read from the samples of a clip is stored by the hash of its
 * file, so a second audit reads only what has changed.
 *
 * @throws SerError `cancelled`; what was finished stays in the store
 */
export async function auditCorpus(lab: Lab, scan: CorpusScan, { mislabels }: AuditRequest, task: TaskOptions = {}): Promise<CorpusAudit> {
  const inside = (path: string): string => relative(scan.root, path).split(sep).join('/');
  const { clips, problems } = await auditClips(lab, scan, inside, task);
  const toAudited = ({ path, code, message }: Problem): AuditProblem => ({ path: inside(path), code, message });
  const estimates = mislabels ? await estimatesOf(lab, scan, task) : undefined;
  const findings = auditCorpusMaterial({
    clips,
    problems: [...scan.problems, ...problems].map(toAudited).sort((a, b) => (a.path < b.path ? -1 : 1)),
    labelProblems: scan.labelProblems.map(toAudited),
    ...(estimates !== undefined && { estimates: typeof estimates === 'string' ? estimates : { ...estimates, paths: estimates.paths.map(inside) } }),
  });
  return {
    findings: findings.map((finding) => ({ ...finding, paths: finding.paths.map((path) => join(scan.root, path)) })),
    nClips: clips.length,
    nFiles: scan.clips.length + scan.problems.length,
  };
}

async function auditClips(lab: Lab, { clips }: CorpusScan, inside: (path: string) => string, { signal, onProgress }: TaskOptions): Promise<{ clips: AuditedClip[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  let done = 0;
  // Twice as many clips under way as there are workers keeps each of them busy.
  const audited = await mapConcurrently(clips, 2 * lab.pool.size, async (clip): Promise<AuditedClip | undefined> => {
    throwIfCancelled(signal);
    try {
      const fileHash = lab.store.hashOf(clip) ?? (await hashClip(lab, clip, signal));
      return { ...labelsOf(clip), path: inside(clip.path), fileHash, ...(await auditOf(lab, clip, fileHash, signal)) };
    } catch (error) {
      problems.push(toProblem(clip.path, error));
      return undefined;
    } finally {
      onProgress?.({ phase: 'check', done: ++done, total: clips.length });
    }
  });
  const found = audited.filter((clip) => clip !== undefined);
  return { clips: found.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}

async function auditOf({ store, pool }: Lab, { path }: ScannedClip, fileHash: string, signal: AbortSignal | undefined): Promise<ClipAudit> {
  const stored = store.features(fileHash, AUDIT_KEY);
  if (stored) return unpackAudit(stored);
  const audit = await pool.run('auditClip', { path }, { signal });
  store.saveFeatures(fileHash, AUDIT_KEY, packAudit(audit));
  return audit;
}

/** An empty label is an unknown one. */
const labelsOf = ({ corpus, emotion, speaker, sex, sentence, intensity, durationSec, sampleRate, channels }: ScannedClip): Omit<AuditedClip, 'path' | 'fileHash' | keyof ClipAudit> => ({
  corpus,
  emotion: emotion || undefined,
  speaker: speaker || undefined,
  sex,
  sentence: sentence || undefined,
  intensity,
  durationSec,
  sampleRate,
  channels,
});

/** Probabilities of the clips with both labels by models of the other speakers, or why there are none. */
async function estimatesOf(lab: Lab, { clips }: CorpusScan, task: TaskOptions): Promise<OutOfFoldEstimates | string> {
  try {
    const recipe = createRecipe();
    const { extracted } = await extractFeatures(lab, clips.filter(({ emotion, speaker }) => emotion && speaker), recipe, task);
    return await estimateOutOfFold(lab, toFeatureTable(extracted, recipe), task);
  } catch (error) {
    if (!isSerError(error) || error.code === 'cancelled' || error.code === 'internal') throw error;
    return error.message;
  }
}
