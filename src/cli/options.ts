import { Option } from 'commander';
import { degradationKinds, parseDegradations } from '../core/audio/degrade/degradation.ts';
import { DEFAULT_PROTOCOL, protocolForms } from '../core/evaluation/protocols/protocol.ts';
import { featureSets } from '../core/features/featureSet.ts';
import { DEFAULT_RATE, parseRate } from '../core/features/recipe.ts';
import { learners } from '../core/learn/learners.ts';
import { MIN_CLIPS_A_SPEAKER } from '../core/learn/preparation/speakerNormaliser.ts';
import { asUsage, checkedProtocol, checkedSet, checkedSetOfRows, namedFile, parseAugment, parseLabels, parseModels, wholeNumber } from './argumentValues.ts';
import { DEFAULT_STORE } from './storedRuns.ts';

// Options that several commands have; each call makes one of its own.

export const store = (): Option => new Option('--store <file>', 'where features, models and runs are kept').default(DEFAULT_STORE);
export const jobs = (): Option => new Option('--jobs <n>', 'worker threads (default: one for each core)').argParser(wholeNumber(1, 64));
export const json = (): Option => new Option('--json', 'print one JSON document');
export const rate = (): Option => new Option('--rate <hz>', 'sample rate of the features: a number of Hz, or native').default(DEFAULT_RATE).argParser((text: string) => asUsage(() => parseRate(text)));
export const model = (): Option => new Option('--model <id>', 'learner').choices(learners.map(({ id }) => id)).makeOptionMandatory();
export const models = (): Option => new Option('--model <ids>', `learners, separated by commas: ${learners.map(({ id }) => id).join(', ')}`).default(['svm', 'rf', 'xgboost'], 'svm,rf,xgboost').argParser(parseModels);
export const cv = (): Option => new Option('--cv <protocol>', `who is held out: ${protocolForms.map(([form, meaning]) => `${form} (${meaning})`).join(', ')}`).default(DEFAULT_PROTOCOL).argParser(checkedProtocol);
export const augment = (what: string): Option => new Option('--augment <kinds>', `${what} on degraded copies of the training clips as well, as white:10,reverb:0.6; no babble, which would carry voices of the test side`).argParser(parseAugment);
export const degrade = (): Option => new Option('--degrade <kinds>', `what to test, each with all its levels or one, as white,reverb:0.6 (default: all): ${degradationKinds.map(({ id }) => id).join(', ')}`).argParser((text: string) => asUsage(() => parseDegradations(text)));
export const seed = (): Option => new Option('--seed <n>', 'seed of everything random').default(0).argParser(wholeNumber(0, 2 ** 32 - 1));
export const param = (): Option => new Option('--param <name=value>', 'a parameter of the learner, as C=10; can be repeated').argParser((text: string, before: readonly string[] = []) => [...before, text]);
/** How a learner is set up, beside what it is. */
export const learning = (): Option[] => [
  param(),
  new Option('--search <method>', 'choose parameters by inner folds by speaker of the training clips: grid, or random:N for N candidates'),
  new Option('--space <values>', 'what the search tries (default: by learner), as "C=1,10,100;gamma=scale,0.001"; for random:N also ranges, as C=0.1..1000'),
  new Option('--balance <how>', 'let all emotions count alike: by the class weights of the learner, or by new rows between those of the rarer ones (SMOTE), on the training side alone').choices(['weights', 'smote']),
  new Option('--select <n>', 'learn from the n columns of the largest ANOVA F on the training side alone').argParser(wholeNumber(1, 1_000_000)),
];
export const labels = (): Option => new Option('--labels <emotion,speaker>', 'for a CSV: its columns of the emotion and of the speaker (default: read from RAVDESS-style names)').argParser(parseLabels);
export const out = (flags: string, description: string): Option => new Option(flags, description).makeOptionMandatory().argParser(namedFile);
export const set = (): Option => new Option('--set <id>', `feature set: ${featureSets.map(({ id }) => id).join(', ')}, or families of one, as rich/f0+formants (see ser features)`).default('conventional').argParser(checkedSet);
export const setOfRows = (): Option => set().argParser(checkedSetOfRows);
export const normalize = (): Option =>
  new Option('--normalize <by>', `speaker: measure each voice against its own mean and spread. Needs at least ${MIN_CLIPS_A_SPEAKER} clips of each speaker, also of a new one, with a similar mix of emotions; their labels are not used`).choices(['speaker']);
