/** What a register says of a person is told in words, never in its codes. */
import { describe, expect, test } from 'vitest';
import { healthWords, labourWord } from '#src/flows/text/person-facts.ts';
import { HEALTH, LABOUR } from '#src/operations/registry/form-codes.ts';

describe('a person of the register', () => {
  test('every working power of the form has words of its own', () => {
    const words = Object.keys(LABOUR).map(labourWord);
    expect(words.filter((word) => word === '')).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
  });

  test('every state of health but being healthy has words', () => {
    const codes = Object.keys(HEALTH);
    expect(codes.filter((code) => healthWords([code]).length === 0)).toEqual(['healthy']);
  });
});
