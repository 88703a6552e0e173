import { SerError } from '../errors.ts';
import type { GradientBoostingModel } from '../learn/boosting/boostingModel.ts';
import type { RandomForestModel } from '../learn/forest/forestModel.ts';
import type { SvmModel } from '../learn/svm/svmModel.ts';
import type { EmotionModel } from '../model/emotionModel.ts';
import { encodeOnnx, type OnnxGraph, type OnnxNode } from './onnxGraph.ts';
import { scalerNodes, svmSteps } from './onnxSvm.ts';
import { boostingNode, forestNode } from './onnxTrees.ts';

const INPUT = 'features';
const LABEL = 'label';
const PROBABILITIES = 'probabilities';

/**
 * A model with its scaler and its class names as one ONNX file (ai.onnx.ml), for onnxruntime and its like.
 *
 * Input `features`: float32, clips × columns, not standardised. Outputs `label`: the class of each clip, the first of the
 * most probable; `probabilities`: float32, clips × classes. The operators compute in float32, so probabilities agree with
 * ours to about 1e-6. The names of columns and classes and our description travel as metadata (JSON).
 *
 * @throws SerError `format-unsupported` for an SVM without probabilities or with a machine for each class, and for the other learners
 */
export function encodeOnnxFile({ description, pipeline: { scaler, model } }: EmotionModel): Uint8Array {
  const { columns, trainedOn } = description;
  const classes = classesOf(description.classes, model);
  const scaled = scaler ? 'standardised' : INPUT;
  const { nodes, constants } = learnerSteps(model, classes, scaled);
  return encodeOnnx({
    nodes: [...(scaler ? scalerNodes(scaler, INPUT, scaled) : []), ...nodes, ...labelNodes(classes)],
    constants,
    inputs: [{ name: INPUT, type: 'float', columns: columns.length }],
    outputs: [
      { name: LABEL, type: 'text' },
      { name: PROBABILITIES, type: 'float', columns: classes.length },
    ],
    doc: [
      `Estimates the emotion of speech clips from features of the set ${description.recipe.featureSet}. Estimates, never facts about a person.`,
      ...(description.normalize ? ['Rows must be standardised within each speaker first.'] : []),
      ...(trainedOn.synthetic ? ['Trained on synthetic speech.'] : []),
    ].join(' '),
    metadata: { classes: JSON.stringify(classes), columns: JSON.stringify(columns), speech_emotion_lab: JSON.stringify(description) },
  });
}

/** An SVM knows only the classes of its training rows. */
function classesOf(classes: readonly string[], model: unknown): readonly string[] {
  return isKind<SvmModel>(model, 'svm') ? Array.from(model.classes, (k) => classes[k]) : classes;
}

function learnerSteps(model: unknown, classes: readonly string[], input: string): Pick<OnnxGraph, 'nodes' | 'constants'> {
  if (isKind<SvmModel>(model, 'svm')) return svmSteps(model, classes, input, PROBABILITIES);
  if (isKind<GradientBoostingModel>(model, 'xgboost')) return { nodes: [boostingNode(model, classes, input, PROBABILITIES)], constants: [] };
  if (isKind<RandomForestModel>(model, 'rf')) return { nodes: [forestNode(model, classes, input, PROBABILITIES)], constants: [] };
  const kind = (model as { readonly kind?: unknown } | null)?.kind;
  throw new SerError('format-unsupported', `A model of the kind ${String(kind)} cannot be written as ONNX; support vector machines by pairs, Random Forests and gradient boosting can.`);
}

/**
 * The name of the first largest probability. The classifiers' own labels are not used: that of an SVM goes by votes, and
 * onnxruntime's for two classes of a forest by a threshold of its own.
 */
function labelNodes(classes: readonly string[]): OnnxNode[] {
  return [
    { op: 'ArgMax', domain: '', inputs: [PROBABILITIES], outputs: ['class_index'], attributes: { axis: 1, keepdims: 0, select_last_index: 0 } },
    { op: 'LabelEncoder', domain: 'ai.onnx.ml', inputs: ['class_index'], outputs: [LABEL], attributes: { keys_int64s: Int32Array.from(classes.keys()), values_strings: classes } },
  ];
}

const isKind = <M extends { readonly kind: string }>(model: unknown, kind: M['kind']): model is M => typeof model === 'object' && model !== null && (model as { kind?: unknown }).kind === kind;
