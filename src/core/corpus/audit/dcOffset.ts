import type { AuditCheck } from './check.ts';

/** −40 dB of full scale. */
const LARGE = 0.01;
/** Also a smaller offset (from −60 dB on) matters beside a quiet sound: 20 dB under its level. */
const SMALL = 0.001;
const BESIDE_LEVEL = 0.1;

/** Samples whose mean is not 0: the level, and with it what is measured of quiet frames, is wrong. */
export const dcOffset: AuditCheck = {
  id: 'dc-offset',
  title: 'a constant offset of the samples',
  find: ({ clips }) =>
    clips
      .filter(({ measures: { offset, rms } }) => Math.abs(offset) >= LARGE || (Math.abs(offset) >= SMALL && Math.abs(offset) >= BESIDE_LEVEL * rms))
      .map(({ path, measures: { offset, rms } }) => ({
        severity: 'warning',
        paths: [path],
        message: `The samples lie around ${offset.toPrecision(2)} of full scale instead of 0; the sound's own level is ${rms.toPrecision(2)}.`,
        details: { offset, rms },
      })),
};
