import { intervalText, shareText, withInterval } from '../figureText.ts';
import { classFigurePoints } from '../pictures/classFigures.ts';
import { namedColumns, type ReportSection } from '../reportBlocks.ts';
import { partId, type ReportedRun } from '../reportedRun.ts';

/** Precision, recall and F1 of each class. */
export function classSection(reported: ReportedRun): ReportSection {
  const { classes, perClass, intervals } = reported.run;
  const rows = classes.map((name) => {
    const { precision, recall, f1, support } = perClass[name];
    const found = intervals?.perClass[name];
    return [name, withInterval(precision, found?.precision), withInterval(recall, found?.recall), withInterval(f1, found?.f1), String(support)];
  });
  const mean = (pick: 'precision' | 'recall' | 'f1'): number => classes.reduce((sum, name) => sum + perClass[name][pick], 0) / classes.length;
  rows.push(['mean of the classes', shareText(mean('precision')), shareText(mean('recall')), shareText(mean('f1')), String(classes.reduce((sum, name) => sum + perClass[name].support, 0))]);
  const description = classes.map((name) => `${name}: precision ${shareText(perClass[name].precision)}, recall ${shareText(perClass[name].recall)} ${intervalText(intervals?.perClass[name]?.recall)}, F1 ${shareText(perClass[name].f1)}`).join('; ');
  const picture = classFigurePoints({ id: `${partId(reported)}-classes`, title: 'Precision, recall and F1 of each class', description: `${description}.` }, reported.run);
  const table = { caption: `Precision, recall and F1 of each class${intervals ? ', with intervals over speakers' : ''}.`, columns: namedColumns('class', 'precision', 'recall', 'F1', 'clips'), rows, label: 'classes' };
  return { heading: 'Classes', blocks: [{ kind: 'picture', picture, legend: intervals ? 'Lines: intervals over speakers.' : 'No intervals are known.', table }] };
}
