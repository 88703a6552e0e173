import { remarkOnExtent } from '../../audio/clipSound.ts';
import type { AuditCheck } from './check.ts';

/** Clips with a peak under −60 dB of full scale around their mean: nothing can be heard in them. */
export const silence: AuditCheck = {
  id: 'silence',
  title: 'clips without sound',
  find: ({ clips }) =>
    clips.filter(({ durationSec, measures: { peak } }) => remarkOnExtent({ durationSec: Math.max(1, durationSec), peak }) === 'no sound').map(({ path, measures: { peak } }) => ({
      severity: 'error',
      paths: [path],
      message: peak === 0 ? 'All samples are equal: there is no sound.' : `The largest sample is ${(20 * Math.log10(peak)).toFixed(0)} dB of full scale: there is no sound.`,
      details: { peak },
    })),
};
