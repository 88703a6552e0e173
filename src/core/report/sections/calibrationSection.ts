import { N_CALIBRATION_BINS } from '../../evaluation/metrics/calibration.ts';
import { intervalText, shareText } from '../figureText.ts';
import { calibrationCurve } from '../pictures/calibrationCurve.ts';
import { namedColumns, text } from '../reportBlocks.ts';
import { repeatCommand } from '../repeatCommand.ts';
import { partId, type ReportedRun, type SectionOrReason } from '../reportedRun.ts';

/** Whether the learner's confidence can be taken at its word. */
export function calibrationSection(reported: ReportedRun): SectionOrReason {
  const { run } = reported;
  const { calibration, intervals } = run;
  if (!calibration) {
    if (run.probabilities === 'scores') return { missing: 'Calibration: this learner was fitted without probabilities, and its scores only rank the emotions. A run with probabilities:', command: repeatCommand({ ...run, params: { ...run.params, probability: true } }) };
    return { missing: 'Calibration: the record is of a version that kept no probabilities. The run anew:', command: repeatCommand(run) };
  }
  const bins = calibration.bins.map((bin) => ({ ...bin, interval: intervals?.calibration?.bins[Math.round(bin.from * N_CALIBRATION_BINS)] ?? null }));
  const rows = bins.map(({ from, to, nClips, confidence, accuracy, interval }) => [`${from.toFixed(1)} – ${to.toFixed(1)}`, String(nClips), shareText(confidence), shareText(accuracy), intervalText(interval)]);
  const description = `How often the prediction is right by how sure the learner is: ${bins.map(({ nClips, confidence, accuracy }) => `at ${confidence.toFixed(2)} right ${accuracy.toFixed(2)} of ${nClips}`).join('; ')}. The dashed diagonal is a learner that is right as often as it is sure.`;
  const picture = calibrationCurve({ id: `${partId(reported)}-calibration`, title: 'Calibration curve', description }, bins);
  const { error, temperature, logLossAtTemperature } = calibration;
  const lean = temperature > 1.05 ? 'too sure of itself' : temperature < 0.95 ? 'less sure than it could be' : 'about as sure as it may be';
  return {
    heading: 'Calibration',
    blocks: [
      text(`Expected calibration error ${shareText(error)} ${intervalText(intervals?.calibration?.error)} over ${N_CALIBRATION_BINS} bins. The best single temperature is ${temperature.toFixed(2)} (log-loss ${shareText(logLossAtTemperature)}, fitted on these clips): the learner is ${lean}.`),
      { kind: 'picture', picture, legend: 'Dashed: right as often as sure. Rings: fewer than 10 clips.', table: { caption: 'Held-out clips by the largest probability.', columns: namedColumns('confidence', 'clips', 'mean confidence', 'share right', 'interval'), rows } },
    ],
  };
}
