import type { MadeWith } from '../core/evaluation/evaluationRun.ts';
import packageJson from '../../package.json' with { type: 'json' };

export const VERSION: string = packageJson.version;

/** What a record is made with. */
export const madeWith: MadeWith = { version: VERSION, node: process.versions.node };
