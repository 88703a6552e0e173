import { timeText } from './figureText.ts';
import { MISSING_HEADING, type Report, type ReportBlock, type ReportPart } from './reportBlocks.ts';
import { extrasOf, learnerName, partId, type ReportedRun, type ReportMaker, type SectionOrReason } from './reportedRun.ts';
import { calibrationSection } from './sections/calibrationSection.ts';
import { classSection } from './sections/classSection.ts';
import { comparisonPart } from './sections/comparisonPart.ts';
import { confusionSection } from './sections/confusionSection.ts';
import { curveSection } from './sections/curveSection.ts';
import { externalSection } from './sections/externalSection.ts';
import { headlineSection } from './sections/headlineSection.ts';
import { leakSection } from './sections/leakSection.ts';
import { pairsSection } from './sections/pairsSection.ts';
import { protocolSection } from './sections/protocolSection.ts';
import { robustnessSection } from './sections/robustnessSection.ts';
import { speakerSection } from './sections/speakerSection.ts';

/** Said in every report. */
export const LABELS_ARE_ESTIMATES = 'Emotion labels are labels of a corpus, what speakers were asked to act or what listeners heard, and predictions are estimates of such labels: neither is a fact about what a person feels.';

/**
 * A report of one stored run or of several, the first of which the others are compared with. What a run lacks is named at the end
 * of its part with the command that makes it.
 *
 * @param runs at least one
 */
export function createReport(runs: readonly ReportedRun[], maker: ReportMaker): Report {
  const [first] = runs;
  const notes: ReportBlock[] = [{ kind: 'text', text: LABELS_ARE_ESTIMATES }];
  if (runs.length > 1 && runs.some(({ run }) => run.data.synthetic)) notes.push({ kind: 'warning', text: `${runs.every(({ run }) => run.data.synthetic) ? 'The data are' : 'Some of the data are'} synthetic speech, made by rules: figures on them say nothing about human speech.` });
  notes.push({ kind: 'text', text: `Made with Speech Emotion Lab ${maker.version}, ${timeText(maker.madeAt)}.` });
  return {
    title: runs.length === 1 ? titleOf(first) : `${runs.length} runs on ${[...new Set(runs.map(({ run }) => run.data.name))].join(', ')}`,
    notes,
    parts: [...(runs.length > 1 ? [comparisonPart(runs)] : []), ...runs.map((run) => runPart(run, maker))],
  };
}

const titleOf = ({ run }: ReportedRun): string => `${learnerName(run.model)} on ${run.data.name}`;

const contextOf = (reported: ReportedRun): string =>
  `${[titleOf(reported), ...extrasOf(reported.run)].join(', ')}, features ${reported.run.data.featureSet}${reported.run.normalize ? ' normalised by speaker' : ''}, protocol ${reported.run.cv}, seed ${reported.run.seed}${reported.run.data.synthetic ? '; synthetic speech' : ''}.`;

function runPart(reported: ReportedRun, maker: ReportMaker): ReportPart {
  const { store } = maker;
  const parts: readonly SectionOrReason[] = [
    headlineSection(reported.run),
    confusionSection(reported),
    classSection(reported),
    speakerSection(reported),
    calibrationSection(reported),
    pairsSection(reported, store),
    leakSection(reported, store),
    externalSection(reported),
    robustnessSection(reported, store),
    curveSection(reported, 'speakers', store),
    curveSection(reported, 'clips', store),
    protocolSection(reported, maker),
  ];
  const missing = parts.flatMap((part): ReportBlock[] => {
    if (!('missing' in part)) return [];
    return [{ kind: 'text', text: part.missing }, ...(part.command === undefined ? [] : [{ kind: 'command', text: part.command } as const])];
  });
  const sections = parts.flatMap((part) => ('missing' in part ? [] : [part]));
  return {
    id: partId(reported),
    heading: `Run ${reported.id}: ${titleOf(reported)}`,
    context: contextOf(reported),
    sections: [...sections, ...(missing.length > 0 ? [{ heading: MISSING_HEADING, blocks: missing }] : [])],
  };
}
