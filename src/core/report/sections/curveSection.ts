import { curveWords } from '../../evaluation/studies/curveText.ts';
import type { EvaluationRun } from '../../evaluation/evaluationRun.ts';
import { DEFAULT_POINTS, type CurveUnit, type LearningCurve } from '../../evaluation/studies/learningCurve.ts';
import { parseProtocol, sharesSpeakers } from '../../evaluation/protocols/protocol.ts';
import { percentText, shareText, timeText, withInterval } from '../figureText.ts';
import { learningCurvePicture, sizeText } from '../pictures/learningCurves.ts';
import { namedColumns, text, type ReportBlock } from '../reportBlocks.ts';
import { paramWords, studyCommand } from '../repeatCommand.ts';
import { otherLearner } from './otherLearner.ts';
import { partId, type Dated, type ReportedRun, type SectionOrReason } from '../reportedRun.ts';

/** What more of the same data would bring. */
export function curveSection(reported: ReportedRun, by: CurveUnit, store: string | undefined): SectionOrReason {
  const { run, curves } = reported;
  const curve = curves[by];
  if (!curve) {
    if (by === 'speakers' && sharesSpeakers(parseProtocol(run.cv))) return { missing: `Learning curve by speakers: ${run.cv} tests voices that it trains on; a run with --cv speaker:6 can have one.` };
    const nPoints = by === 'speakers' ? fewestTrainingSpeakers(run) : DEFAULT_POINTS;
    if (nPoints < 2) return { missing: 'Learning curve by speakers: a fold trains on a single speaker, and a curve needs at least two.' };
    const points = nPoints < DEFAULT_POINTS ? ['--points', String(nPoints)] : [];
    return { missing: `Learning curve by ${by}: none of this learner on these data and features is stored. This makes one:`, command: studyCommand(run, 'curve', ['--by', by, ...points, '--cv', run.cv, ...paramWords(run)], store) };
  }
  return { heading: `Learning curve by ${by}`, blocks: [...curveBlocks(curve, `${partId(reported)}-curve-${by}`), ...otherLearner(run, curve.record.params)] };
}

/** A curve by speakers can have as many points. */
const fewestTrainingSpeakers = ({ nSpeakers, folds }: EvaluationRun): number => nSpeakers - Math.max(...folds.map(({ speakers }) => speakers.length));

function curveBlocks({ madeAt, record }: Dated<LearningCurve>, id: string): ReportBlock[] {
  const { by, cv, seed, nClasses, points } = record;
  const rows = points.map(({ share, nTrainClips, nTrainSpeakers, uar, uarInterval }) => [percentText(share), nTrainClips.toFixed(0), nTrainSpeakers === null ? '–' : sizeText(nTrainSpeakers), withInterval(uar, uarInterval)]);
  const table = { caption: `UAR on the unchanged test sides after learning from a share of the ${by} of each training side, with 95 % intervals over speakers; clips and speakers are means over the folds.`, columns: namedColumns('share', 'training clips', 'training speakers', 'UAR'), rows, label: `curve-${by}` };
  const description = `${points.map(({ share, uar }) => `${percentText(share)}: ${shareText(uar)}`).join('; ')}. Dashed: chance, ${shareText(1 / nClasses)}.`;
  return [
    text(curveWords(record)),
    text(`Protocol ${cv}, seed ${seed}, measured ${timeText(madeAt)}; smaller shares are parts of larger ones, and which ${by} they hold, the seed decides.`),
    { kind: 'picture', picture: learningCurvePicture({ id, title: `Learning curve by ${by}`, description }, record), legend: `Lines and band: 95 % intervals over speakers. Dashed: chance (${shareText(1 / nClasses)}).`, table },
  ];
}
