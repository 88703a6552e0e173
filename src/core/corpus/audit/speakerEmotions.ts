import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import { countOf, groupClips } from './subject.ts';

/** When more than this share of the speakers lacks emotions, one finding says so of all. */
const MANY = 0.5;

/** Emotions that only one speaker has, which no split by speaker can test, and speakers without some of the emotions. */
export const speakerEmotions: AuditCheck = {
  id: 'speaker-emotions',
  title: 'speakers without some of the emotions',
  find: ({ clips }) => {
    const known = clips.filter(({ speaker, emotion }) => speaker !== undefined && emotion !== undefined);
    const bySpeaker = groupClips(known, ({ speaker }) => speaker);
    if (bySpeaker.size < 2) return [];
    const byEmotion = groupClips(known, ({ emotion }) => emotion);
    const lonely = [...byEmotion].flatMap(([emotion, group]): Fault[] => {
      const speakers = [...groupClips(group, ({ speaker }) => speaker).keys()];
      if (speakers.length > 1) return [];
      return [{ severity: 'error', paths: [], message: `Only speaker ${speakers[0]} has clips of ${emotion} (${group.length}): a split by speaker has it on one side alone.`, details: { emotion, speakers, nClips: group.length } }];
    });
    const lacking = [...bySpeaker].flatMap(([speaker, group]) => {
      const own = new Set(group.map(({ emotion }) => emotion));
      const missing = [...byEmotion.keys()].filter((emotion) => !own.has(emotion));
      return missing.length > 0 ? [{ speaker, missing, nClips: group.length }] : [];
    });
    if (lacking.length > Math.max(1, MANY * bySpeaker.size)) {
      const counts = Object.fromEntries([...byEmotion.keys()].map((emotion) => [emotion, lacking.filter(({ missing }) => missing.includes(emotion)).length]).filter(([, n]) => n !== 0));
      return [...lonely, { severity: 'warning', paths: [], message: `${lacking.length} of ${bySpeaker.size} speakers lack some of the ${byEmotion.size} emotions; folds by speaker differ in what they test.`, details: { nSpeakers: bySpeaker.size, nLacking: lacking.length, speakersWithout: counts } }];
    }
    return [
      ...lonely,
      ...lacking.map(({ speaker, missing, nClips }): Fault => ({ severity: 'warning', paths: [], message: `Speaker ${speaker} (${countOf(nClips, 'clip')}) has none of ${missing.join(', ')}.`, details: { speaker, missing, nClips } })),
    ];
  },
};
