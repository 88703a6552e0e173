import { floatsField, intField, intsField, joinMessage, messageField, textField, type Message } from './protobufWriter.ts';

/** The value of an attribute: a text, a whole number, whole numbers, float32s, or texts. */
export type OnnxAttribute = string | number | Int32Array | Float32Array | readonly string[];

/** A step of a graph: an operator, the names of the tensors that it reads and writes, and its attributes. */
export interface OnnxNode {
  readonly op: string;
  /** '' for ONNX's own operators. */
  readonly domain: '' | 'ai.onnx.ml';
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** A tensor that enters or leaves: a row for each clip, and its columns; without `columns` one value a clip. */
export interface OnnxTensor {
  readonly name: string;
  readonly type: 'float' | 'text';
  readonly columns?: number;
}

/** A constant, row-major; an empty shape is a single number. */
export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly OnnxTensor[];
  readonly outputs: readonly OnnxTensor[];
  readonly doc: string;
  /** Texts that travel along. */
  readonly metadata: Readonly<Record<string, string>>;
}

// IR 7 with opsets 13 and 2 is of 2020: every runtime of today reads it.
const IR_VERSION = 7;
const OPSET = 13;
const ML_OPSET = 2;
const FLOAT = 1;
const STRING = 8;

/**
 * A graph as an ONNX file.
 *
 * @see ONNX, onnx.proto (field numbers) and docs/IR.md
 */
export function encodeOnnx(graph: OnnxGraph): Uint8Array {
  const opset = (domain: string, version: number): Message => messageField(8, [...textField(1, domain), ...intField(2, version)]);
  return joinMessage([
    ...intField(1, IR_VERSION),
    ...textField(2, 'speech-emotion-lab'),
    ...messageField(7, [
      ...graph.nodes.flatMap((node, i) => messageField(1, nodeMessage(node, i))),
      ...textField(2, 'speech_emotion'),
      ...graph.constants.flatMap(({ name, shape, values }) => messageField(5, [...intsField(1, shape), ...intField(2, FLOAT), ...floatsField(4, values), ...textField(8, name)])),
      ...textField(10, graph.doc),
      ...graph.inputs.flatMap((tensor) => messageField(11, tensorMessage(tensor))),
      ...graph.outputs.flatMap((tensor) => messageField(12, tensorMessage(tensor))),
    ]),
    ...opset('', OPSET),
    ...opset('ai.onnx.ml', ML_OPSET),
    ...Object.entries(graph.metadata).flatMap(([key, value]) => messageField(14, [...textField(1, key), ...textField(2, value)])),
  ]);
}

function nodeMessage({ op, domain, inputs, outputs, attributes }: OnnxNode, i: number): Message {
  return [
    ...inputs.flatMap((name) => textField(1, name)),
    ...outputs.flatMap((name) => textField(2, name)),
    ...textField(3, `${op}_${i}`),
    ...textField(4, op),
    ...Object.entries(attributes).flatMap(([name, value]) => messageField(5, [...textField(1, name), ...attributeValue(value)])),
    ...textField(7, domain),
  ];
}

/** The value and, as field 20, its type: 2 INT, 3 STRING, 6 FLOATS, 7 INTS, 8 STRINGS. */
function attributeValue(value: OnnxAttribute): Message {
  if (typeof value === 'string') return [...textField(4, value), ...intField(20, 3)];
  if (typeof value === 'number') return [...intField(3, value), ...intField(20, 2)];
  if (value instanceof Float32Array) return [...floatsField(7, value), ...intField(20, 6)];
  if (value instanceof Int32Array) return [...intsField(8, value), ...intField(20, 7)];
  return [...value.flatMap((text) => textField(9, text)), ...intField(20, 8)];
}

function tensorMessage({ name, type, columns }: OnnxTensor): Message {
  const clips = messageField(1, textField(2, 'clips'));
  const shape = columns === undefined ? clips : [...clips, ...messageField(1, intField(1, columns))];
  return [...textField(1, name), ...messageField(2, messageField(1, [...intField(1, type === 'float' ? FLOAT : STRING), ...messageField(2, shape)]))];
}
