import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { createWindowLengths, DEFAULT_WINDOWS } from '../core/audio/slidingWindows.ts';
import { degradationKind, degradationKinds, parseDegradations, type Degradation } from '../core/audio/degrade/degradation.ts';
import { isSerError } from '../core/errors.ts';
import { shuffleUnits } from '../core/evaluation/studies/importanceStudy.ts';
import { DEFAULT_POINTS } from '../core/evaluation/studies/learningCurve.ts';
import { DEFAULT_PROTOCOL, parseProtocol, protocolForms } from '../core/evaluation/protocols/protocol.ts';
import { featureSetById, featureSets } from '../core/features/featureSet.ts';
import { DEFAULT_RATE, parseRate } from '../core/features/recipe.ts';
import { learnerById, learners } from '../core/learn/learners.ts';
import { mapMethods } from '../core/map/mapMethod.ts';
import { MIN_CLIPS_A_SPEAKER } from '../core/learn/preparation/speakerNormaliser.ts';
import { audit } from './commands/audit.ts';
import { classify } from './commands/classify.ts';
import { compare } from './commands/compare.ts';
import { curve } from './commands/curve.ts';
import { demo } from './commands/demo.ts';
import { evaluate } from './commands/evaluate.ts';
import { exportFormats, exportModel } from './commands/exportModel.ts';
import { explain } from './commands/explain.ts';
import { extract, type ExtractOptions } from './commands/extract.ts';
import { features } from './commands/features.ts';
import { importance } from './commands/importance.ts';
import { importModel } from './commands/importModel.ts';
import { leak } from './commands/leak.ts';
import { map } from './commands/map.ts';
import { pairs } from './commands/pairs.ts';
import { refuseReportOut, report } from './commands/report.ts';
import { robustness } from './commands/robustness.ts';
import { runs } from './commands/runs.ts';
import { sample } from './commands/sample.ts';
import { scan } from './commands/scan.ts';
import { test } from './commands/test.ts';
import { timeline, type TimelineOptions } from './commands/timeline.ts';
import { train } from './commands/train.ts';
import { refuseOut } from './commands/writeFeatures.ts';
import { isCsvPath } from './csvText.ts';
import { readLearningOptions, type LearningOptions } from './learningOptions.ts';
import { DEFAULT_STORE, type RunName } from './storedRuns.ts';
import { STARTER } from './usableModel.ts';
import { VERSION } from './version.ts';

const EXIT_MISTAKE = 1;
const EXIT_USAGE = 2;
const EXIT_DEFECT = 70;

/** Runs the command line and sets the exit code: 0 done, 1 a mistake or an incomplete result that the message explains, 2 wrong usage. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (isSerError(error)) {
    process.stderr.write(`ser: ${error.message}\n`);
    return error.code === 'cancelled' ? 130 : EXIT_MISTAKE;
  }
  process.stderr.write(`ser: this is a defect, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT_DEFECT;
}

function createProgram(): Command {
  const program = new Command('ser')
    .description('Speech Emotion Lab: features, training and honest evaluation of speech emotion models.\nEmotion labels are labels of a corpus or estimates, never facts about a person.')
    .version(VERSION)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });
  // A value that is refused comes with its rule; what a command is missing or does not know, its help tells.
  const helpHint = (text: string): string => (/^error: (unknown|missing|required|too many)/.test(text) ? 'With --help a command tells what it takes.\n' : '');
  program.configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'ser: ') + helpHint(text)) });

  const store = () => new Option('--store <file>', 'where features, models and runs are kept').default(DEFAULT_STORE);
  const jobs = () => new Option('--jobs <n>', 'worker threads (default: one for each core)').argParser(wholeNumber(1, 64));
  const json = () => new Option('--json', 'print one JSON document');
  const rate = () => new Option('--rate <hz>', 'sample rate of the features: a number of Hz, or native').default(DEFAULT_RATE).argParser((text: string) => asUsage(() => parseRate(text)));
  const model = () => new Option('--model <id>', 'learner').choices(learners.map(({ id }) => id)).makeOptionMandatory();
  const models = () => new Option('--model <ids>', `learners, separated by commas: ${learners.map(({ id }) => id).join(', ')}`).default(['svm', 'rf', 'xgboost'], 'svm,rf,xgboost').argParser(parseModels);
  const cv = () => new Option('--cv <protocol>', `who is held out: ${protocolForms.map(([form, meaning]) => `${form} (${meaning})`).join(', ')}`).default(DEFAULT_PROTOCOL).argParser(checkedProtocol);
  const augment = (what: string) => new Option('--augment <kinds>', `${what} on degraded copies of the training clips as well, as white:10,reverb:0.6; no babble, which would carry voices of the test side`).argParser(parseAugment);
  const degrade = () => new Option('--degrade <kinds>', `what to test, each with all its levels or one, as white,reverb:0.6 (default: all): ${degradationKinds.map(({ id }) => id).join(', ')}`).argParser((text: string) => asUsage(() => parseDegradations(text)));
  const seed = () => new Option('--seed <n>', 'seed of everything random').default(0).argParser(wholeNumber(0, 2 ** 32 - 1));
  const param = () => new Option('--param <name=value>', 'a parameter of the learner, as C=10; can be repeated').argParser((text: string, before: readonly string[] = []) => [...before, text]);
  const learning = () => [
    param(),
    new Option('--search <method>', 'choose parameters by inner folds by speaker of the training clips: grid, or random:N for N candidates'),
    new Option('--space <values>', 'what the search tries (default: by learner), as "C=1,10,100;gamma=scale,0.001"; for random:N also ranges, as C=0.1..1000'),
    new Option('--balance <how>', 'let all emotions count alike: by the class weights of the learner, or by new rows between those of the rarer ones (SMOTE), on the training side alone').choices(['weights', 'smote']),
    new Option('--select <n>', 'learn from the n columns of the largest ANOVA F on the training side alone').argParser(wholeNumber(1, 1_000_000)),
  ];
  const labels = () => new Option('--labels <emotion,speaker>', 'for a CSV: its columns of the emotion and of the speaker (default: read from RAVDESS-style names)').argParser(parseLabels);
  const out = (flags: string, description: string) => new Option(flags, description).makeOptionMandatory().argParser(namedFile);
  const set = () => new Option('--set <id>', `feature set: ${featureSets.map(({ id }) => id).join(', ')}, or families of one, as rich/f0+formants (see ser features)`).default('conventional').argParser(checkedSet);
  const setOfRows = () => set().argParser(checkedSetOfRows);
  const normalize = () =>
    new Option('--normalize <by>', `speaker: measure each voice against its own mean and spread. Needs at least ${MIN_CLIPS_A_SPEAKER} clips of each speaker, also of a new one, with a similar mix of emotions; their labels are not used`).choices(['speaker']);
  const add = (spec: string, description: string, options: readonly Option[]): Command => {
    const command = program.command(spec).description(description);
    for (const option of options) command.addOption(option);
    return command;
  };

  add('scan <dir>', 'corpora, clips, emotions, speakers, hours and rates in a folder, and what cannot be read', [json()]).action(scan);
  add('audit <dir>', 'faults of a corpus: damaged files, clipping, copies, contradicting and doubtful labels, imbalance. Exits with 0 when it ran, whatever it found', [
    new Option('--no-mislabels', 'do not look for doubtful labels, which takes features and models'),
    new Option('--all', 'print all findings, not 20 a check').conflicts('json'),
    jobs(), store(), json(),
  ]).action(audit);
  add('sample <dir>', 'write the synthetic sample corpus', [jobs()]).action(sample);
  add('extract <dir>', 'features of every clip as CSV, Parquet or NumPy array', [out('--out <file>', 'the .csv, .parquet or .npy to write; for a set of frames, a folder of .npy'), set(), rate(), jobs(), store()])
    .hook('preAction', (_program, command) => refuseWrongOut(command))
    .action(extract);
  add('features', 'feature sets and their families, or the columns of one with their units', [json()])
    .addArgument(new Argument('[set]').argParser(checkedSet))
    .action(features);
  add('evaluate <dir|csv>', 'cross-validate a learner', [
    model(),
    cv(),
    ...learning(), setOfRows(), normalize(), augment('train'), seed(), rate(), labels(), jobs(), store(), json(),
  ])
    .hook('preAction', (_program, command) => refuseWrongLearning(command))
    .action(evaluate);
  add('leak <dir|csv>', 'the leak meter: one learner under random, by-sentence and by-speaker splits and on other corpora, side by side', [
    models(),
    new Option('--external <dirs...>', 'other corpora: folders or CSVs of features'),
    setOfRows(), normalize(), seed(), rate(), labels(), jobs(), store(), json(),
    new Option('--markdown', 'print a Markdown table').conflicts('json'),
  ]).action(leak);
  add('robustness <dir>', 'how a learner does on held-out voices in noise, in rooms, over lines: UAR against the level of each', [
    models(),
    degrade(),
    augment('train a second model'),
    cv(), setOfRows(), normalize(), seed(), rate(), jobs(), store(), json(),
    new Option('--markdown', 'print a Markdown table').conflicts('json'),
  ]).action(robustness);
  add('curve <dir|csv>', 'a learning curve: UAR on unchanged test sides after learning from growing shares of the training side', [
    model(),
    new Option('--by <unit>', 'what there is more of from point to point').choices(['clips', 'speakers']).makeOptionMandatory(),
    new Option('--points <n>', 'how many shares, in equal steps up to all').default(DEFAULT_POINTS).argParser(wholeNumber(2, 20)),
    cv(), param(), setOfRows(), normalize(), seed(), rate(), labels(), jobs(), store(), json(),
  ])
    .hook('preAction', (_program, command) => refuseWrongLearning(command))
    .action(curve);
  add('pairs <dir|csv>', 'which emotions a learner confuses on new voices, what separates them, which clips, and whether an expert for the two helps', [
    model(),
    new Option('--pair <a,b>', 'the two emotions to look at (default: the pairs that are confused most)').argParser(parsePair).conflicts('worst'),
    new Option('--worst <n>', 'how many of the most confused pairs to look at').default(3).argParser(wholeNumber(1, 100)),
    cv(), param(), setOfRows(), normalize(), seed(), rate(), labels(), jobs(), store(), json(),
  ])
    .hook('preAction', (_program, command) => refuseWrongLearning(command))
    .action(pairs);
  add('runs', 'the stored cross-validations with their numbers, newest first', [store(), json()]).action(runs);
  add('compare', 'two stored cross-validations of the same clips and folds side by side: the second less the first with intervals, tests, and the clips that are judged otherwise', [store(), json()])
    .addArgument(new Argument('<first>', 'the number of a stored run, as ser runs lists it, or last').argParser(runName))
    .addArgument(new Argument('<second>', 'the run to look at from there').argParser(runName))
    .action(compare);
  add('report', 'a report of a stored cross-validation, or of several beside each other: pictures, tables and all that repeats it', [out('--out <file>', 'the .html, .md or .tex (tables alone) to write'), store()])
    .addArgument(new Argument('<runs...>', 'numbers of stored runs, as ser runs lists them, or last').argParser(parseRuns))
    .hook('preAction', (_program, command) => {
      const refusal = refuseReportOut(command.opts<{ out: string }>().out);
      if (refusal) command.error(`error: ${refusal}`);
    })
    .action(report);
  add('train <dir|csv>', 'train a model', [
    model(),
    out('--out <file>', 'the model file to write'),
    ...learning(),
    new Option('--calibrate', 'calibrate its confidence by a temperature, fitted on held-out speakers'),
    new Option('--certain <precision>', 'the same, and answer "uncertain" below the confidence from which on this share of the answers is right on held-out speakers, as 0.7').argParser(parseShare).implies({ calibrate: true }),
    new Option('--title <text>', 'what to call the model'),
    setOfRows(), normalize(), augment('train'), seed(), rate(), labels(), jobs(), store(),
  ])
    .hook('preAction', (_program, command) => refuseWrongLearning(command))
    .action(train);
  add('classify <model> <files...>', 'estimate the emotion of audio files or of all in a folder; the model is a file, or "starter"', [
    jobs(), store(), json(),
    new Option('--csv', 'print a CSV with a row a file').conflicts('json'),
  ]).action(classify);
  add('timeline <file> [model]', 'estimate the emotion over a recording in sliding windows, each judged as a clip of its own; the model is a file, or "starter" (the default)', [
    new Option('--window <s>', 'length of a window in seconds').default(DEFAULT_WINDOWS.windowSec).argParser(seconds),
    new Option('--hop <s>', 'seconds from one window to the next').default(DEFAULT_WINDOWS.hopSec).argParser(seconds),
    jobs(), store(), json(),
    new Option('--csv', 'print a CSV with a row a window').conflicts('json'),
  ])
    .hook('preAction', (_program, command) => refuseWrongWindows(command))
    .action((file: string, model: string | undefined, options: TimelineOptions) => timeline(file, model ?? STARTER, options));
  add('explain <model> <files...>', 'what of an audio file, or of each in a folder, speaks for the estimate of a model and what against it: exact contributions of boosting, forests and logistic regression, occlusion for the others', [jobs(), store(), json()]).action(explain);
  add('importance <model> [source]', 'which columns matter to a model: by what its trees tell, and on a folder of clips or a CSV of features by what its UAR loses when a column is shuffled', [
    new Option('--repeats <n>', 'how often each column is shuffled').argParser(wholeNumber(1, 100)).default(5),
    new Option('--by <unit>', 'shuffle each column by itself, or the columns of each family of features together').choices(shuffleUnits).default('column'),
    seed(), labels(), jobs(), store(), json(),
  ]).action(importance);
  add('map <dir|csv>', 'a place in two dimensions for each clip by its features, as CSV: by the first two principal components, or by UMAP', [
    new Option('--method <method>', 'how').choices(mapMethods).default('pca'),
    new Option('--out <file>', 'the .csv to write (default: to stdout)').argParser(csvFile),
    setOfRows(), seed(), rate(), labels(), jobs(), store(), json(),
  ]).action(map);
  add('test <model> <dirs...>', 'test a model on corpora that it was not trained on: folders, or CSVs of features', [
    new Option('--robustness', 'also with the recordings of the corpora made worse: UAR against the level of each degradation'),
    degrade().implies({ robustness: true }),
    seed(), labels(), jobs(), store(), json(),
    new Option('--markdown', 'print the robustness as a Markdown table').conflicts('json').implies({ robustness: true }),
  ]).action(test);
  add('export <model>', 'write a model for other programs', [
    new Option('--to <format>', 'format').choices(exportFormats).makeOptionMandatory(),
    out('--out <file>', 'the file to write'),
  ]).action(exportModel);
  add('import <file>', 'read a model of xgboost (JSON, UBJ) or LIBSVM', [
    out('--out <model>', 'the model file to write'),
    new Option('--classes <names>', 'names of its classes in the order of the file, separated by commas').argParser(parseNames),
    new Option('--columns <set|csv>', 'names of its columns: a feature set, or a CSV with their header').argParser((text: string) => (isCsvPath(text) ? text : checkedSet(text))),
    rate(),
  ]).action(importModel);
  add('demo [dir]', 'the whole path on the sample corpus, or on your own folder', [jobs(), store()]).action(demo);
  return program;
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(value) || value < min || value > max) throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    return value;
  };
}

function parseShare(text: string): number {
  const share = /^(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError('It must be a share above 0 and at most 1, as 0.7.');
  return share;
}

function checkedSet(text: string): string {
  return asUsage(() => featureSetById(text).id);
}

/** A set that the learners can take. */
function checkedSetOfRows(text: string): string {
  const { id, shape } = asUsage(() => featureSetById(text));
  if (shape === 'frames') throw new InvalidArgumentError(`The set ${id} has a matrix for each clip, and the learners here want one row; choose another set.`);
  return id;
}

function namedFile(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

function csvFile(text: string): string {
  if (!/\.csv$/i.test(namedFile(text))) throw new InvalidArgumentError('It must end in .csv.');
  return text;
}

/** What `--out` may be depends on another option. */
function refuseWrongOut(command: Command): void {
  const { set, out } = command.opts<ExtractOptions>();
  const refusal = refuseOut(featureSetById(set), out);
  if (refusal) command.error(`error: ${refusal}`);
}

function seconds(text: string): number {
  const value = /^(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number of seconds, as 2.5.');
  return value;
}

/** How long a hop may be depends on the window. */
function refuseWrongWindows(command: Command): void {
  const { window, hop } = command.opts<TimelineOptions>();
  try {
    createWindowLengths(window, hop);
  } catch (error) {
    if (isSerError(error)) command.error(`error: ${error.message}`);
    throw error;
  }
}

/** What a parameter may be depends on the learner. */
function refuseWrongLearning(command: Command): void {
  try {
    readLearningOptions(command.opts<LearningOptions>());
  } catch (error) {
    if (isSerError(error)) command.error(`error: ${error.message}`);
    throw error;
  }
}

function checkedProtocol(text: string): string {
  asUsage(() => parseProtocol(text));
  return text;
}

function parseLabels(text: string): { emotion: string; speaker: string } {
  const [emotion, speaker, ...rest] = text.split(',');
  if (!emotion || !speaker || rest.length > 0) throw new InvalidArgumentError('It must name two columns: EMOTION,SPEAKER.');
  return { emotion, speaker };
}

const runName = (text: string): RunName => (text === 'last' ? text : wholeNumber(1, Number.MAX_SAFE_INTEGER)(text));

const parseRuns = (text: string, before: readonly RunName[] = []): RunName[] => [...before, runName(text)];

function parseModels(text: string): string[] {
  return parseNames(text).map((id) => asUsage(() => learnerById(id).id));
}

function parsePair(text: string): readonly [string, string] {
  const [first, second, ...rest] = parseNames(text);
  if (first === undefined || second === undefined || rest.length > 0) throw new InvalidArgumentError('It must name two emotions: A,B.');
  return [first, second];
}

function parseAugment(text: string): Degradation[] {
  const degradations = asUsage(() => parseDegradations(text));
  // Copies are made before the folds are known, and a voice in the background is a voice.
  if (degradations.some(({ kind }) => degradationKind(kind).needsVoices)) throw new InvalidArgumentError('Babble is made of other clips, which would carry voices of the test side into the training side.');
  return degradations;
}

function parseNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('') || new Set(names).size !== names.length) throw new InvalidArgumentError('It must be different names, separated by commas.');
  return names;
}

/** A refused option is wrong usage. */
function asUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (isSerError(error)) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
