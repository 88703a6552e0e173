import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createColourMap } from '../../../src/webviews/shared/colourMap.ts';

const { maps } = JSON.parse(readFileSync(join(import.meta.dirname, '../../golden/colourMaps/colourMaps.json'), 'utf8')) as { maps: Record<'viridis' | 'magma' | 'cividis', string> };

describe('colour maps', () => {
  it.each(Object.keys(maps) as (keyof typeof maps)[])('%s is the published table', (name) => {
    const table = createColourMap(name);
    const text = Array.from({ length: 256 }, (_, i) => [...table.slice(4 * i, 4 * i + 3)].map((value) => value.toString(16).padStart(2, '0')).join('')).join('');
    expect(text).toBe(maps[name]);
    expect(table.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
  });

  it.each(['viridis', 'magma', 'cividis', 'grey'] as const)('%s grows lighter from level to level', (name) => {
    const table = createColourMap(name);
    const lightness = Array.from({ length: 32 }, (_, i) => 0.2126 * (table[32 * i] ?? 0) + 0.7152 * (table[32 * i + 1] ?? 0) + 0.0722 * (table[32 * i + 2] ?? 0));
    for (let i = 1; i < lightness.length; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1] ?? 0);
  });
});
