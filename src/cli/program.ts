import { Argument, Command, CommanderError, Option } from 'commander';
import { DEFAULT_WINDOWS } from '../core/audio/slidingWindows.ts';
import { isSerError } from '../core/errors.ts';
import { shuffleUnits } from '../core/evaluation/studies/importanceStudy.ts';
import { DEFAULT_POINTS } from '../core/evaluation/studies/learningCurve.ts';
import { mapMethods } from '../core/map/mapMethod.ts';
import { checkedSet, csvFile, parseNames, parsePair, parseRuns, parseShare, runName, seconds, wholeNumber } from './argumentValues.ts';
import { audit } from './commands/audit.ts';
import { classify } from './commands/classify.ts';
import { compare } from './commands/compare.ts';
import { curve } from './commands/curve.ts';
import { demo } from './commands/demo.ts';
import { evaluate } from './commands/evaluate.ts';
import { exportFormats, exportModel } from './commands/exportModel.ts';
import { explain } from './commands/explain.ts';
import { extract } from './commands/extract.ts';
import { features } from './commands/features.ts';
import { importance } from './commands/importance.ts';
import { importModel } from './commands/importModel.ts';
import { leak } from './commands/leak.ts';
import { map } from './commands/map.ts';
import { pairs } from './commands/pairs.ts';
import { report } from './commands/report.ts';
import { robustness } from './commands/robustness.ts';
import { runs } from './commands/runs.ts';
import { sample } from './commands/sample.ts';
import { scan } from './commands/scan.ts';
import { test } from './commands/test.ts';
import { timeline, type TimelineOptions } from './commands/timeline.ts';
import { train } from './commands/train.ts';
import { isCsvPath } from './csvText.ts';
import { augment, cv, degrade, jobs, json, labels, learning, model, models, normalize, out, param, rate, seed, set, setOfRows, store } from './options.ts';
import { refuseWrongLearning, refuseWrongOut, refuseWrongReport, refuseWrongWindows } from './refusals.ts';
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
    .hook('preAction', (_program, command) => refuseWrongReport(command))
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
