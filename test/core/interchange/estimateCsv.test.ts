import { describe, expect, it } from 'vitest';
import { formatClipCsv, formatTimelineCsv } from '../../../src/core/interchange/estimateCsv.ts';
import { formatClipMarkdown } from '../../../src/core/interchange/estimateMarkdown.ts';

const estimate = { emotion: 'angry', probabilities: { angry: 0.75, sad: 0.25 } };

describe('estimates as CSV', () => {
  it('of clips: what is not known is an empty cell, and classes of several models stand side by side', () => {
    expect(formatClipCsv([
      { path: 'a.wav', ...estimate, label: 'sad', model: 'SVM on x', uncertain: false },
      { path: 'b, "c".wav', ...estimate, model: 'SVM on x', uncertain: true, remark: 'no speech' },
      { path: 'd.wav', emotion: 'calm', probabilities: { calm: 1 / 3 }, model: 'other' },
    ])).toBe([
      'file,label,estimate,probability,uncertain,remark,p_angry,p_sad,p_calm,model',
      'a.wav,sad,angry,0.75,no,,0.75,0.25,,SVM on x',
      '"b, ""c"".wav",,angry,0.75,yes,no speech,0.75,0.25,,SVM on x',
      'd.wav,,calm,0.333333,,,,,0.333333,other',
      '',
    ].join('\n'));
  });

  it('of clips that were compared with their labels, tell last who was right', () => {
    expect(formatClipCsv([{ path: 'a.wav', ...estimate, label: 'anger', model: 'm', verdict: 'right' }, { path: 'b.wav', ...estimate, model: 'm' }])).toBe(
      'file,label,estimate,probability,uncertain,remark,p_angry,p_sad,model,verdict\na.wav,anger,angry,0.75,,,0.75,0.25,m,right\nb.wav,,angry,0.75,,,0.75,0.25,m,\n',
    );
  });

  it('of windows of a recording', () => {
    expect(formatTimelineCsv([{ fromSec: 0, toSec: 3, ...estimate }, { fromSec: 1 / 3, toSec: 10 / 3, ...estimate, remark: 'no sound' }], ['angry', 'sad'])).toBe(
      'from_s,to_s,estimate,probability,uncertain,remark,p_angry,p_sad\n0,3,angry,0.75,,,0.75,0.25\n0.3333,3.3333,angry,0.75,,no sound,0.75,0.25\n',
    );
  });

  it('of names that a spreadsheet would run, escapes them', () => {
    expect(formatClipCsv([{ path: '=HYPERLINK(1).wav', ...estimate, model: 'm' }])).toContain('"\'=HYPERLINK(1).wav",,angry');
  });
});

describe('estimates as Markdown', () => {
  it('have a column of labels only where there are any, and no cell ends early', () => {
    expect(formatClipMarkdown([{ path: 'a|b_*.wav', ...estimate, model: 'm', uncertain: true, remark: 'no speech' }])).toBe(
      '| file | estimate | probability | remark |\n| --- | --- | --: | --- |\n| a\\|b\\_\\*.wav | uncertain (angry) | 75 % | no speech |\n',
    );
    expect(formatClipMarkdown([{ path: 'a.wav', ...estimate, model: 'm', label: 'sad' }, { path: 'b.wav', ...estimate, model: 'm' }])).toBe(
      '| file | label | estimate | probability | remark |\n| --- | --- | --- | --: | --- |\n| a.wav | sad | angry | 75 % |  |\n| b.wav |  | angry | 75 % |  |\n',
    );
  });
});
