import { expect, it } from 'vitest';
import { badgeOf } from '../../../src/extension/explorer/badge.ts';

it.each([
  ['sad', 'Sa'],
  ['ANGRY', 'An'],
  ['pleasant_surprise', 'Pl'],
  ['_x', 'X'],
  ['Ärger', 'Är'],
  ['😀 joy', 'Jo'],
  ['', undefined],
])('the badge of %j is %j', (emotion, badge) => expect(badgeOf(emotion)).toBe(badge));
