import type { FromResultsPage, ResultsPageState, ToResultsPage } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { keepSpaceFromScrolling } from '../shared/spaceKey.ts';
import { onThemeChange } from '../shared/theme.ts';
import { connectToHost } from '../shared/vscodeApi.ts';
import { adoptCellShades } from './cellShades.ts';
import { classSection } from './classTable.ts';
import { confusionSection } from './confusionTable.ts';
import { emptyView } from './emptyView.ts';
import { foldSection } from './foldTable.ts';
import { headlineSection } from './headline.ts';
import { runHeading } from './runHeading.ts';
import { words } from './words.ts';

interface PageState extends ResultsPageState {
  readonly unit: 'counts' | 'percent';
}

const main = document.querySelector('main');
const host = connectToHost<ToResultsPage, FromResultsPage, PageState>(receive);
let unit: PageState['unit'] = host.restored.unit === 'percent' ? 'percent' : 'counts';

const actions = {
  show: (id: number) => host.post({ type: 'show', id }),
  crossValidate: () => host.post({ type: 'crossValidate' }),
};

function receive(message: ToResultsPage): void {
  if (message.type === 'empty') {
    main?.replaceChildren(emptyView(actions.crossValidate));
    return;
  }
  const { id, run } = message.shown;
  const keep = (): void => host.keep({ id, unit });
  const confusion = confusionSection(run, unit, (next) => {
    unit = next;
    keep();
  });
  // Another run replaces the page: the reader stays on the control that chose it.
  const chooses = document.activeElement?.id === 'runs';
  main?.replaceChildren(runHeading(message.shown, message.choices, actions), headlineSection(run), element('div', { class: 'tables' }, confusion, classSection(run)), foldSection(run));
  // Its inner control exists only once the element library has rendered it.
  if (chooses) requestAnimationFrame(() => document.getElementById('runs')?.focus());
  keep();
}

main?.replaceChildren(element('p', { class: 'muted', role: 'status' }, words.reading));
onThemeChange(adoptCellShades());
keepSpaceFromScrolling();
host.post({ type: 'ready' });
