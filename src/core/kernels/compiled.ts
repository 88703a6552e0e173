/** A compiled module of src/kernels. Every plan and every fit that uses one makes its own instance, so that nothing is shared. */
export interface CompiledKernels {
  readonly module: WebAssembly.Module;
}

/** @returns undefined where WebAssembly or its SIMD is missing; everything then runs on the plain twins */
export function createKernels(bytes: Uint8Array<ArrayBuffer>): CompiledKernels | undefined {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) return undefined;
  return { module: new WebAssembly.Module(bytes) };
}

/** What every module of kernels exports beside its loops. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: WebAssembly.Global;
}

const PAGE_BYTES = 65_536;
/** Addresses stay below the sign bit of an int32. */
const MAX_BYTES = 2 ** 31 - PAGE_BYTES;

/**
 * One instance of compiled kernels with its memory, which is handed out from the bottom up: first the tables of plans, which
 * stay; after `mark`, what one piece of work needs, which `release` gives back. Views end when the memory grows: make them
 * after the last `allocate`.
 *
 * @typeParam Calls the exports of the module; addresses are bytes from the start of the memory
 */
export class KernelInstance<Calls extends KernelExports> {
  readonly calls: Calls;
  private top: number;

  constructor({ module }: CompiledKernels) {
    this.calls = new WebAssembly.Instance(module).exports as unknown as Calls;
    this.top = this.calls.heapBase.value as number;
  }

  /**
   * Space of `bytes`, aligned to a vector; its content is what was there.
   *
   * @throws RangeError beyond 2 GB, and where the machine has no more
   */
  allocate(bytes: number): number {
    const address = (this.top + 15) & ~15;
    if (address + bytes > MAX_BYTES) throw new RangeError(`The kernels' memory cannot hold ${address + bytes} bytes.`);
    this.top = address + bytes;
    const missing = this.top - this.calls.memory.buffer.byteLength;
    if (missing > 0) this.calls.memory.grow(Math.ceil(missing / PAGE_BYTES));
    return address;
  }

  mark(): number {
    return this.top;
  }

  release(mark: number): void {
    this.top = mark;
  }

  place(table: Float32Array | Float64Array | Int32Array | Uint8Array | Uint16Array): number {
    const address = this.allocate(table.byteLength);
    new Uint8Array(this.calls.memory.buffer).set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), address);
    return address;
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.calls.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.calls.memory.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.calls.memory.buffer, address, length);
  }

  clear(address: number, bytes: number): void {
    new Uint8Array(this.calls.memory.buffer, address, bytes).fill(0);
  }
}
