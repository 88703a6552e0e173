import { basename } from 'node:path';
import * as vscode from 'vscode';
import { degradationKinds, type Degradation } from '../../core/audio/degrade/degradation.ts';
import { DEFAULT_POINTS, type CurveUnit } from '../../core/evaluation/studies/learningCurve.ts';
import { createRecipe } from '../../core/features/recipe.ts';
import { degradedFeatures } from '../../node/degradedFeatures.ts';
import { labelledClips } from '../../node/extractFeatures.ts';
import { measureLearningCurve } from '../../node/measureLearningCurve.ts';
import { measurePairs } from '../../node/measurePairs.ts';
import { measureRobustness } from '../../node/measureRobustness.ts';
import type { StudyRecords } from '../../node/store/study.ts';
import type { TaskOptions } from '../../node/task.ts';
import { commands } from '../contributions.ts';
import type { Row } from '../explorer/rows.ts';
import { learnerName } from '../learnerName.ts';
import { askValidationPlan, type LearningPlan } from '../questions/learningPlan.ts';
import { SEED } from '../seed.ts';
import { formatExcluded, readCorpusFeatures, type CorpusFeatures } from './corpusFeatures.ts';
import type { CommandParts } from './parts.ts';
import { createPlanQuestions } from './planQuestions.ts';
import { warnOfUnread } from './unreadFiles.ts';

type Plan = Omit<LearningPlan, 'answers'>;

/** What a command measures of a learner on a corpus. */
interface StudyOf<K extends 'curve' | 'robustness' | 'pairs', Choice> {
  readonly kind: K;
  /** Over the questions. */
  readonly title: string;
  /** While it runs. */
  running(learner: string, corpus: string): string;
  /** What is asked after the plan; undefined when the reader gives up. */
  choose(): Promise<Choice | undefined>;
  measure(features: CorpusFeatures, request: Pick<Plan, 'model' | 'cv'> & { readonly seed: number; readonly normalize?: 'speaker'; readonly data: CorpusFeatures['data'] }, choice: Choice, task: TaskOptions): Promise<StudyRecords[K]>;
}

/** How many of the most confused pairs are looked at. */
const N_WORST = 3;

/** Noise, a room and a line, checked to begin with: all kinds with all their levels take minutes. */
const FIRST_KINDS = ['white', 'reverb', 'telephone'];

/** "Learning Curve…", "Robustness…" and "Confusable Pairs…": what a cross-validation alone does not tell of a learner. */
export function registerStudyCommands(parts: CommandParts): vscode.Disposable {
  const { lab, tasks } = parts;
  const { questions, knownRoot } = createPlanQuestions(parts);

  const start = async <K extends 'curve' | 'robustness' | 'pairs', Choice>(study: StudyOf<K, Choice>, row: Row | undefined): Promise<void> => {
    const known = await knownRoot(row);
    const plan = known === 'none' ? undefined : await askValidationPlan(questions, known, study.title);
    const choice = plan && (await study.choose());
    if (!plan || choice === undefined) return;
    const { root, model, cv, normalize, featureSet } = plan;
    const measured = await tasks.runInTurn(study.running(learnerName(model), basename(root)), async (task) => {
      const features = await readCorpusFeatures(parts, root, task, createRecipe(featureSet));
      const { data, nExcluded, problems } = features;
      const record = await study.measure(features, { model, cv, seed: SEED, data, ...(normalize && { normalize }) }, choice, task);
      return { id: lab.get().store.saveStudy({ kind: study.kind, data, record }), nExcluded, problems };
    });
    if (!measured) return;
    parts.didEvaluate.fire();
    parts.showResult({ kind: study.kind, id: measured.id });
    if (measured.nExcluded > 0) void vscode.window.showInformationMessage(vscode.l10n.t('{0} was measured.', basename(root)) + formatExcluded(measured.nExcluded));
    warnOfUnread(measured.problems);
  };

  const curve: StudyOf<'curve', CurveUnit> = {
    kind: 'curve',
    title: vscode.l10n.t('Learning Curve'),
    running: (learner, corpus) => vscode.l10n.t('Measuring the learning curve of {0} on {1}', learner, corpus),
    choose: chooseUnit,
    measure: ({ table }, request, by, task) => measureLearningCurve(lab.get(), table, { ...request, by, nPoints: DEFAULT_POINTS }, task),
  };
  const robustness: StudyOf<'robustness', readonly Degradation[]> = {
    kind: 'robustness',
    title: vscode.l10n.t('Robustness'),
    running: (learner, corpus) => vscode.l10n.t('Measuring the robustness of {0} on {1}', learner, corpus),
    choose: chooseDegradations,
    measure: async ({ table, extracted, recipe }, request, degradations, task) => {
      const tested = await degradedFeatures(lab.get(), labelledClips(extracted), recipe, degradations, SEED, task);
      return measureRobustness(lab.get(), table, { tested, augment: [] }, request, task);
    },
  };
  const pairs: StudyOf<'pairs', 'worst'> = {
    kind: 'pairs',
    title: vscode.l10n.t('Confusable Pairs'),
    running: (learner, corpus) => vscode.l10n.t('Looking at what {0} confuses on {1}', learner, corpus),
    choose: async () => 'worst',
    measure: ({ table }, request, _choice, task) => measurePairs(lab.get(), table, { ...request, nWorst: N_WORST }, task),
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.measureCurve, (row?: Row) => start(curve, row)),
    vscode.commands.registerCommand(commands.measureRobustness, (row?: Row) => start(robustness, row)),
    vscode.commands.registerCommand(commands.measurePairs, (row?: Row) => start(pairs, row)),
  );
}

async function chooseUnit(): Promise<CurveUnit | undefined> {
  const items: (vscode.QuickPickItem & { by: CurveUnit })[] = [
    { label: vscode.l10n.t('By clips'), detail: vscode.l10n.t('What more clips of the same voices would bring.'), by: 'clips' },
    { label: vscode.l10n.t('By speakers'), detail: vscode.l10n.t('What more voices would bring; each training side needs at least {0} speakers.', DEFAULT_POINTS), by: 'speakers' },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Learning Curve'), placeHolder: vscode.l10n.t('What is there more of from point to point?') }))?.by;
}

async function chooseDegradations(): Promise<readonly Degradation[] | undefined> {
  const items = degradationKinds.map(({ id, name, unit, levels }) => ({ label: name, description: unit === '' ? '' : `${levels.join(', ')} ${unit}`, picked: FIRST_KINDS.includes(id), degradations: levels.map((level) => ({ kind: id, level })) }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Robustness'), placeHolder: vscode.l10n.t('How are the recordings made worse? Each level takes as long as extracting the features once.'), canPickMany: true });
  return chosen && chosen.length > 0 ? chosen.flatMap(({ degradations }) => degradations) : undefined;
}
