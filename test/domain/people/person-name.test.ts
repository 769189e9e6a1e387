import { describe, expect, it } from 'vitest';
import { nameKey, readPersonName, sameName } from '#src/domain/people/person-name.ts';

describe('names of people', () => {
  it('are kept as typed: middle dots, rare characters, Latin letters, a single sign', () => {
    for (const name of [
      '张三',
      '阿依古丽·买买提',
      '𠮷永',
      '㛃',
      'Maria Wang',
      '吉克 阿衣',
      '〇明',
    ]) {
      expect(readPersonName(` ${name} `), name).toEqual({ ok: true, value: name });
    }
  });

  it('refuse what is plainly something else', () => {
    expect(readPersonName('13800008000')).toMatchObject({ refusal: { code: 'digits' } });
    expect(readPersonName('张三 １３８')).toMatchObject({ refusal: { code: 'digits' } });
    expect(readPersonName('……')).toMatchObject({ refusal: { code: 'empty' } });
    expect(readPersonName('长'.repeat(51))).toMatchObject({ refusal: { code: 'too-long' } });
    expect(readPersonName('长'.repeat(50)).ok).toBe(true);
  });

  it('are the same whatever dot, space or width the keyboard wrote', () => {
    for (const other of [
      '阿依古丽•买买提',
      '阿依古丽．买买提',
      '阿依古丽 · 买买提',
      '阿依古丽.买买提',
    ]) {
      expect(sameName('阿依古丽·买买提', other), other).toBe(true);
    }
    expect(sameName('Ｍaria　Wang', 'maria wang')).toBe(true);
    expect(sameName('张三', '张山')).toBe(false);
    expect(nameKey('王 小 明')).toBe('王小明');
  });
});
