import { isSerError, SerError } from '../core/errors.ts';

/** Does `work` on the file at `path`; what is wrong with the file is told with its path before it. */
export async function ofFile<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isSerError(error) || error.code === 'cancelled' || error.code === 'internal') throw error;
    throw new SerError(error.code, `${path}: ${error.message}`, error.details);
  }
}
