/** Every way in which the product refuses an input; the extension maps a code to a sentence and an action. */
export type SerErrorCode =
  | 'audio-corrupt'
  | 'audio-empty'
  | 'audio-too-long'
  | 'audio-too-short'
  | 'cancelled'
  | 'cv-invalid'
  | 'directory-unreadable'
  | 'feature-mismatch'
  | 'feature-not-finite'
  | 'file-unreadable'
  | 'file-unwritable'
  | 'format-unsupported'
  | 'internal'
  | 'model-invalid'
  | 'no-audio'
  | 'no-labels'
  | 'no-model'
  | 'parameter-invalid'
  | 'store-unusable'
  | 'table-invalid'
  | 'too-few-classes'
  | 'too-few-clips'
  | 'too-few-speakers'
  | 'wav-invalid'
  | 'wav-truncated'
  | 'worker-failed';

/** Plain values that an error carries across threads and into JSON. */
export type SerErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * A refusal that its user can act on. The message holds the value that was met and the rule that it breaks;
 * `code` is stable across versions and threads.
 */
export class SerError extends Error {
  readonly code: SerErrorCode;
  readonly details: SerErrorDetails;

  constructor(code: SerErrorCode, message: string, details: SerErrorDetails = {}) {
    super(message);
    this.name = 'SerError';
    this.code = code;
    this.details = details;
  }
}

/** Whether a value is a {@link SerError}, also one built by another bundle of the product. */
export function isSerError(value: unknown): value is SerError {
  return value instanceof Error && value.name === 'SerError' && typeof (value as Partial<SerError>).code === 'string';
}
