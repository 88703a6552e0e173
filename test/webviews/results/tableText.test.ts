import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../../../src/webviews/results/copy/fileName.ts';
import { toCsv, toMarkdown, type TextTable } from '../../../src/webviews/results/copy/tableText.ts';

const cell = (text: string, note = '') => ({ text, note });
const table = (rows: readonly string[][], head = ['a', 'b']): TextTable => ({ caption: 'What | it is', head, noteHeads: head, rows: rows.map((texts) => texts.map((text) => cell(text))) });

describe('toCsv', () => {
  it('is read back by another reader, whatever is in the cells', () => {
    const rows = [['plain', 'with, comma'], ['with "quotes"', 'two\nlines'], ['', 'ends\r\n'], ['Straße', '日本']];
    expect(Papa.parse<string[]>(toCsv(table(rows)).trimEnd(), { delimiter: ',' }).data).toEqual([['a', 'b'], ...rows]);
  });

  it('lets no cell be taken for a formula, and leaves numbers with a sign alone', () => {
    expect(toCsv(table([['=SUM(A1)', '@cmd'], ['+x', '-1+2'], ['-3.5', '+5.3 %'], ['\tx', 'a=b']]))).toBe("a,b\n'=SUM(A1),'@cmd\n'+x,'-1+2\n-3.5,+5.3 %\n'\tx,a=b\n");
    expect(toCsv(table([], ['=1+1', 'b']))).toBe("'=1+1,b\n");
  });

  it('writes numbers as programs read them', () => {
    expect(toCsv(table([['1,048', '−3.5'], ['12,345.6', '42.5 %'], ['01, 07', '−4.2 to +6.3']]))).toBe('a,b\n1048,-3.5\n12345.6,42.5 %\n"01, 07",−4.2 to +6.3\n');
  });

  it('gives the remarks of a column a column of their own', () => {
    const found: TextTable = { caption: '', head: ['run', 'UAR'], noteHeads: ['run: interval', 'UAR: interval'], rows: [[cell('1'), cell('42.5 %', '37.8 to 47.0 %')], [cell('2'), cell('30.3 %')]] };
    expect(toCsv(found)).toBe('run,UAR,UAR: interval\n1,42.5 %,37.8 to 47.0 %\n2,30.3 %,\n');
  });
});

describe('toMarkdown', () => {
  it('has the caption before it, remarks in brackets and numbers to the right', () => {
    const found: TextTable = { caption: 'All', head: ['run', 'model', 'UAR'], noteHeads: [], rows: [[cell('1'), cell('SVM'), cell('42.5 %', '37.8 to 47.0 %')], [cell('2'), cell('k-NN'), cell('–')]] };
    expect(toMarkdown(found)).toBe('All\n\n| run | model | UAR |\n| ---: | --- | ---: |\n| 1 | SVM | 42.5 % (37.8 to 47.0 %) |\n| 2 | k-NN | – |\n');
  });

  it('shows names of files and labels as they are, and never as markup', () => {
    expect(toMarkdown(table([['a|b', '<img src=x>'], ['[x](y)', '`c` *d* _e_\nf']]))).toBe('What \\| it is\n\n| a | b |\n| --- | --- |\n| a\\|b | \\<img src=x\\> |\n| \\[x\\](y) | \\`c\\` \\*d\\* \\_e\\_ f |\n');
  });
});

describe('fileNameOf', () => {
  it('is a plain name, whatever the words are', () => {
    expect(fileNameOf('SVM (RBF) on ravdess-16k', 'Per class', '')).toBe('svm-rbf-on-ravdess-16k-per-class');
    expect(fileNameOf('../../etc', 'passwd')).toBe('etc-passwd');
    expect(fileNameOf('日本')).toBe('figure');
    expect(fileNameOf('x'.repeat(59), 'y')).toBe('x'.repeat(59));
  });
});
