import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseYamlSubset, type YamlValue } from '../../../../src/core/corpus/labels/yamlSubset.ts';
import { isSerError } from '../../../../src/core/errors.ts';

type Plain = string | null | Plain[] | { map: [Plain, Plain][] };
/** Documents by PyYAML's dumper in its styles and widths, and what its composer reads in them: test/golden/corpora/make.py. */
const { documents } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../golden/corpora/yaml.json'), 'utf8')) as { documents: [string, Plain][] };

const plain = (value: YamlValue): Plain => (value instanceof Map ? { map: [...(value as ReadonlyMap<string, YamlValue>)].map(([key, item]) => [key, plain(item)]) } : Array.isArray(value) ? (value as readonly YamlValue[]).map(plain) : (value as string | null));
const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

describe('parseYamlSubset', () => {
  it('reads 120 documents as PyYAML does', () => {
    expect(documents).toHaveLength(120);
    for (const [text, value] of documents) expect(plain(parseYamlSubset(text)), text).toEqual(value);
  });

  it('reads lists at the level of their key, comments, block scalars and a document mark', () => {
    const text = '---\n# about\nlist:\n- a # one\n- - b\n  - c\n-\n  d: 1\nfolded: >-\n  two\n  lines\n\n  more\nkept: |\n    two\n      lines\nnone:\nquoted: \'it\'\'s\'\nlast: "x"   # done\n';
    expect(plain(parseYamlSubset(text))).toEqual({ map: [['list', ['a', ['b', 'c'], { map: [['d', '1']] }]], ['folded', 'two lines\nmore'], ['kept', 'two\n  lines'], ['none', null], ['quoted', "it's"], ['last', 'x']] });
    expect(parseYamlSubset('')).toBeNull();
  });

  it('refuses with the line what it does not read', () => {
    const refusals: [string, RegExp][] = [
      ['a: &x 1\nb: *x\n', /^Line 1 .*anchor/],
      ['a: 1\nb: *x\n', /^Line 2 .*alias/],
      ['a: !!python/object:os.system x\n', /tag/],
      ['base:\n  <<: x\n', /^Line 2 .*merges maps/],
      ['? a\n: b\n', /complex key|no "key: value"/],
      ['a: 1\n---\nb: 2\n', /second document|no "key: value"/],
      ['a: 1\na: 2\n', /^Line 2 .*has a key again/],
      ['a: {b: 1, b: 2}\n', /has a key again/],
      ['a: [1, 2\n', /ends before a bracket is closed|neither a comma nor a closing bracket/],
      ['a: "x\n', /ends before a quote is closed/],
      ['a: "\\q"\n', /escape/],
      ['a: b: c\n', /": "/],
      ['a: 1\n   b: 2\n', /": "|further in/],
      [`${'- '.repeat(40)}x`, /nested more than 16 deep/],
      ['['.repeat(1e5), /nested more than 16 deep/],
    ];
    for (const [text, message] of refusals) expect(() => parseYamlSubset(text), text.slice(0, 40)).toThrowError(expect.objectContaining({ code: 'table-invalid', message: expect.stringMatching(message) as string }) as Error);
  });

  it('takes a key for a key, and ends in a coded error or a value wherever a document is cut or changed', () => {
    expect(plain(parseYamlSubset('__proto__: {polluted: 1}\nconstructor: 2\n'))).toEqual({ map: [['__proto__', { map: [['polluted', '1']] }], ['constructor', '2']] });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    for (const [text] of documents.filter((_, i) => i % 12 === 0)) {
      for (let at = 0; at < text.length; at += 3) {
        for (const hostile of [text.slice(0, at), `${text.slice(0, at)}${'[{"\'|&:-\n'[at % 9] ?? ''}${text.slice(at)}`]) {
          try {
            expect(isDefined(parseYamlSubset(hostile))).toBe(true);
          } catch (error) {
            expect(isSerError(error) && error.code, hostile).toBe('table-invalid');
          }
        }
      }
    }
  });
});
