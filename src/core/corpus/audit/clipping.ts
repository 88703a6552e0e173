import type { AuditCheck } from './check.ts';

/** Share of the samples from which on clipping is more than a few peaks. */
const MUCH = 0.001;

/** Tops that are cut off: at least three equal samples in a row at full scale (0.98 and more, what µ-law can hold). */
export const clipping: AuditCheck = {
  id: 'clipping',
  title: 'runs of samples at full scale',
  find: ({ clips }) =>
    clips.filter(({ measures }) => measures.nClipped > 0).map(({ path, measures: { nClipped }, durationSec, sampleRate, channels }) => {
      const share = nClipped / Math.max(1, Math.round(durationSec * sampleRate) * channels);
      return {
        severity: share >= MUCH ? 'warning' : 'note',
        paths: [path],
        message: `${nClipped} samples (${(100 * share).toPrecision(2)} %) stand in runs at full scale: the sound is clipped.`,
        details: { nClipped, share },
      };
    }),
};
