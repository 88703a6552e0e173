import { SerError } from '../../core/errors.ts';
import { formatLibsvm, formatSvmRange } from '../../core/interchange/libsvmWriter.ts';
import { parseModelFile } from '../../core/interchange/modelFile.ts';
import { encodeOnnxFile } from '../../core/interchange/onnxFile.ts';
import { encodeXgboostFile } from '../../core/interchange/xgboostFile.ts';
import type { GradientBoostingModel } from '../../core/learn/boosting/boostingModel.ts';
import type { SvmModel } from '../../core/learn/svm/svmModel.ts';
import type { EmotionModel } from '../../core/model/emotionModel.ts';
import { modelName } from '../../core/model/modelName.ts';
import { readBytes } from '../../node/readClip.ts';
import { checkOutFile } from '../checkOut.ts';
import { ofFile } from '../ofFile.ts';
import { note, print } from '../session.ts';
import { writeWhole } from '../writeWhole.ts';

export const exportFormats = ['xgboost-json', 'xgboost-ubj', 'libsvm', 'onnx'] as const;

interface ExportOptions {
  readonly to: (typeof exportFormats)[number];
  readonly out: string;
}

const onnxLearners = ['svm', 'rf', 'xgboost'];

/** Files that stand beside a LIBSVM model: what its format has no place for. */
export const RANGE_ENDING = '.range';
export const DESCRIPTION_ENDING = '.description.json';

export async function exportModel(path: string, { to, out }: ExportOptions): Promise<void> {
  await checkOutFile(out, path);
  const { description: { decision, ...description }, pipeline } = await ofFile(path, async () => parseModelFile(await readBytes(path)));
  const model: EmotionModel = { description, pipeline };
  const files = filesOf(model, to);
  for (const { ending, content } of files) await writeWhole(out + ending, content);
  print(`Wrote ${modelName(model)} as ${to} to ${files.map(({ ending }) => out + ending).join(', ')}.`);
  if (model.description.normalize) note('The model expects rows that are standardised within each speaker; no format but our own knows of that.');
  if (decision) note(`The model has a temperature${decision.threshold === undefined ? '' : ' and a threshold for "uncertain"'}, which no format but our own knows of: this file gives the learner's own probabilities.`);
  if (to === 'libsvm') note(`The machine expects standardised features: scale rows with svm-scale -r ${out}${RANGE_ENDING} first. Its labels are ${model.description.classes.map((name, k) => `${k} ${name}`).join(', ')}.`);
}

function filesOf({ description, pipeline }: EmotionModel, to: ExportOptions['to']): { ending: string; content: string | Uint8Array }[] {
  const { classifier, columns, select } = description;
  if (select !== undefined) throw new SerError('format-unsupported', `This model learnt from ${select} of its ${columns.length} columns (--select), which no format but our own knows of; train it without to write it as ${to}.`);
  switch (to) {
    case 'onnx':
      if (!onnxLearners.includes(classifier)) throw new SerError('format-unsupported', `This is a model of the learner ${classifier}, which no format of other programs holds here; onnx takes ${onnxLearners.join(', ')}.`);
      return [{ ending: '', content: encodeOnnxFile({ description, pipeline }) }];
    case 'libsvm':
      if (classifier !== 'svm' || !pipeline.scaler) return refuse(classifier, to, 'an SVM');
      if ((pipeline.model as { kind?: unknown }).kind !== 'svm') throw new SerError('format-unsupported', 'This SVM has a machine for each class (one-vs-rest), as is the default on the set rich; libsvm holds machines by pairs alone.');
      return [
        { ending: '', content: formatLibsvm(pipeline.model as SvmModel) },
        { ending: RANGE_ENDING, content: formatSvmRange(pipeline.scaler) },
        { ending: DESCRIPTION_ENDING, content: `${JSON.stringify(description, null, 2)}\n` },
      ];
    case 'xgboost-json':
    case 'xgboost-ubj':
      if (classifier !== 'xgboost') return refuse(classifier, to, 'gradient boosting');
      return [{ ending: '', content: encodeXgboostFile(pipeline.model as GradientBoostingModel, description, to === 'xgboost-json' ? 'json' : 'ubj') }];
  }
}

function refuse(classifier: string, to: string, kind: string): never {
  throw new SerError('format-unsupported', `This is a model of the learner ${classifier}; ${to} holds ${kind} alone.${onnxLearners.includes(classifier) ? ' It can be written as onnx.' : ''}`);
}
