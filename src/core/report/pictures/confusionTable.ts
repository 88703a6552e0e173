import { rowShares } from '../../evaluation/metrics/metrics.ts';
import type { EvaluationRun } from '../../evaluation/evaluationRun.ts';
import { count, percentText } from '../figureText.ts';
import { markup, type Markup } from '../markup.ts';
import { N_SHADES } from '../palette.ts';

/** The class that shades a cell by its share, 0 … 1; any share above none is seen. */
export const shadeClass = (share: number): string => `s${share > 0 ? Math.max(1, Math.round(share * N_SHADES)) : 0}`;

/** The confusion matrix as a table of HTML: in each cell the share of its row and the number of clips, shaded by the share. */
export function confusionTable({ classes, confusionMatrix }: Pick<EvaluationRun, 'classes' | 'confusionMatrix'>): Markup {
  const shares = rowShares(confusionMatrix);
  const rows = classes.map((truth, i) => {
    const cells = classes.map((predicted, j) => {
      const told = `${count(confusionMatrix[i][j], 'clip')} of ${truth} predicted as ${predicted}`;
      return markup`<td class="${shadeClass(shares[i][j])}${i === j ? ' hit' : ''}" title="${told}"><span class="share">${percentText(shares[i][j])}</span> <span class="n">${confusionMatrix[i][j]}</span></td>`;
    });
    return markup`<tr><th scope="row"><bdi>${truth}</bdi></th>${cells}<td class="total">${confusionMatrix[i].reduce((sum, n) => sum + n, 0)}</td></tr>`;
  });
  return markup`<table class="confusion">
<caption>Rows: the corpus’s label. Columns: the held-out prediction. Cells: percent of the row’s clips, and clips. Shading: the percent. Outlined: as labelled.</caption>
<thead><tr><td></td>${classes.map((name) => markup`<th scope="col"><bdi>${name}</bdi></th>`)}<th scope="col">clips</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
}
