import { systemReason } from '../node/systemReason.ts';

const EXIT_UNWRITTEN = 1;
/** 128 + SIGPIPE, as of any program that a closed pipe ends: with pipefail, a result that was cut is not taken for a whole one. */
const EXIT_PIPE_CLOSED = 141;

/** Ends the program when its results find no reader or no room; without this Node ends it with a stack trace. */
export function watchOutputStreams(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT_PIPE_CLOSED);
    process.stderr.write(`ser: The output cannot be written: ${systemReason(error)}.\n`);
    process.exit(EXIT_UNWRITTEN);
  });
  // Progress and remarks that nobody reads are no reason to lose the work.
  process.stderr.on('error', () => undefined);
}
