import { count, shareText } from '../figureText.ts';
import { speakerBars } from '../pictures/speakerBars.ts';
import { namedColumns, text } from '../reportBlocks.ts';
import { partId, type ReportedRun, type SectionOrReason } from '../reportedRun.ts';
import { speakerFigures } from '../speakerFigures.ts';

/** How much the figures depend on who speaks. */
export function speakerSection(reported: ReportedRun): SectionOrReason {
  const { run } = reported;
  const speakers = speakerFigures(run);
  if (speakers.length === 0) return { missing: 'Figures by speaker: no clip tells its speaker; a folder whose names or labels tell it, or a CSV with --labels EMOTION,SPEAKER, has them.' };
  const chance = 1 / run.classes.length;
  const [best, worst] = [speakers[0], speakers[speakers.length - 1]];
  const nUnknown = run.predictions.filter(({ speaker }) => speaker === '').length;
  const nAtChance = speakers.filter(({ uar }) => uar <= chance).length;
  const sentence = `The UAR of single speakers goes from ${shareText(worst.uar)} (${worst.speaker}) to ${shareText(best.uar)} (${best.speaker}); ${nAtChance === 0 ? 'none' : nAtChance} of the ${count(speakers.length, 'speaker')} ${nAtChance < 2 ? 'is' : 'are'} at the level of chance or below.`;
  const picture = speakerBars({ id: `${partId(reported)}-speakers`, title: 'UAR and accuracy of each speaker', description: `UAR as bars, best first, and accuracy. ${sentence}` }, speakers, chance);
  const rows = speakers.map(({ speaker, nClips, nClasses, accuracy, uar }) => [speaker, shareText(uar), shareText(accuracy), String(nClips), String(nClasses)]);
  const table = { caption: 'Each speaker’s held-out clips, best UAR first.', columns: namedColumns('speaker', 'UAR', 'accuracy', 'clips', 'emotions'), rows };
  return {
    heading: 'Speakers',
    blocks: [
      text(`${sentence}${nUnknown > 0 ? ` ${count(nUnknown, 'clip')} of unknown speaker ${nUnknown === 1 ? 'is' : 'are'} left out.` : ''}`),
      { kind: 'picture', picture, legend: `Bars: UAR over the emotions of the speaker’s clips. Rings: accuracy. Dashed: chance (${shareText(chance)}).`, table },
    ],
  };
}
