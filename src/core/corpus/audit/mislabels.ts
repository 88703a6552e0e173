import { findLabelIssues } from '../../evaluation/confidentLearning.ts';
import type { AuditCheck } from './check.ts';
import type { AuditSubject } from './subject.ts';

/** At most this share of the clips is named, and at least so many: further down the list a weak model's own errors prevail. */
const MOST_SHARE = 0.05;
const AT_LEAST = 10;

/**
 * Clips whose label models of other speakers contradict, the surest first: candidates to listen to, since speech emotion
 * models are wrong about many clips themselves.
 *
 * @see findLabelIssues
 */
export const mislabels: AuditCheck = {
  id: 'mislabels',
  title: 'labels that models of the other speakers contradict',
  find: ({ estimates }: AuditSubject) => {
    if (estimates === undefined) return [];
    if (typeof estimates === 'string') return [{ severity: 'note', paths: [], message: `Wrong labels could not be looked for: ${estimates}`, details: {} }];
    const { classes, paths, labels, probabilities } = estimates;
    const nClasses = classes.length;
    const { issues } = findLabelIssues(probabilities, labels, nClasses);
    const listed = issues.slice(0, Math.max(AT_LEAST, Math.floor(MOST_SHARE * labels.length)));
    return listed.map(({ row, suggested, margin }, rank) => {
      const [label, other] = [probabilities[row * nClasses + labels[row]], probabilities[row * nClasses + suggested]];
      return {
        severity: 'note',
        paths: [paths[row]],
        message: `Labelled ${classes[labels[row]]} (estimated at ${label.toFixed(2)}), but nearer to ${classes[suggested]} (${other.toFixed(2)}) by a model of the other speakers: worth listening to.`,
        details: { label: classes[labels[row]], suggested: classes[suggested], labelProbability: label, suggestedProbability: other, margin, rank: rank + 1, nCandidates: issues.length },
      };
    });
  },
};
