/** The encoded fields of a message, in order. */
export type Message = readonly Uint8Array[];

const VARINT = 0;
const MEASURED = 2;

/** A whole number from 0 to 2⁵³ in groups of seven bits, the lowest first. */
function writeVarint(value: number, bytes: number[]): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
}

function tag(field: number, wireType: number): number[] {
  const bytes: number[] = [];
  writeVarint(field * 8 + wireType, bytes);
  return bytes;
}

function measured(field: number, content: Uint8Array): Message {
  const head = tag(field, MEASURED);
  writeVarint(content.length, head);
  return [Uint8Array.from(head), content];
}

/** A field of a whole number that is not negative. */
export function intField(field: number, value: number): Message {
  const bytes = tag(field, VARINT);
  writeVarint(value, bytes);
  return [Uint8Array.from(bytes)];
}

export const textField = (field: number, text: string): Message => measured(field, new TextEncoder().encode(text));

export const messageField = (field: number, message: Message): Message => measured(field, joinMessage(message));

/** A repeated field of floats, packed. */
export function floatsField(field: number, values: ArrayLike<number>): Message {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i], true);
  return measured(field, new Uint8Array(view.buffer));
}

/** A repeated field of whole numbers that are not negative, packed. */
export function intsField(field: number, values: ArrayLike<number>): Message {
  const bytes: number[] = [];
  for (let i = 0; i < values.length; i++) writeVarint(values[i], bytes);
  return measured(field, Uint8Array.from(bytes));
}

/**
 * The bytes of a message.
 *
 * @see Protocol Buffers, "Encoding" (protobuf.dev/programming-guides/encoding)
 */
export function joinMessage(message: Message): Uint8Array {
  const bytes = new Uint8Array(message.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of message) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
