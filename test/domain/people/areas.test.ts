import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaDepth,
  areaPath,
  areaRange,
  childArea,
  contains,
  parentArea,
  parseAreaPath,
} from '#src/domain/people/areas.ts';

// Few codes, some of them prefixes of others, so that near misses are common.
const code = fc.constantFrom('5', '50', '101', '1012', 'A-1', 'a_b');
const path = fc
  .array(code, { minLength: 1, maxLength: 4 })
  .map((codes) => areaPath(`${codes.join('/')}/`));

describe('area paths', () => {
  it('a town does not contain a town whose code merely begins like its own', () => {
    const town = areaPath('500230/101/');
    expect(contains(town, areaPath('500230/101/203/'))).toBe(true);
    expect(contains(town, town)).toBe(true);
    expect(contains(town, areaPath('500230/1012/'))).toBe(false);
    expect(contains(town, areaPath('500230/'))).toBe(false);
  });

  it('the range of an area holds exactly what the area contains', () => {
    fc.assert(
      fc.property(path, path, (outer, inner) => {
        const { from, to } = areaRange(outer);
        expect(inner >= from && inner < to).toBe(contains(outer, inner));
      }),
    );
  });

  it('a child lies in its parent, one level deeper, to any depth', () => {
    fc.assert(
      fc.property(path, code, (parent, child) => {
        const inner = childArea(parent, child);
        expect(parentArea(inner)).toBe(parent);
        expect(contains(parent, inner)).toBe(true);
        expect(areaDepth(inner)).toBe(areaDepth(parent) + 1);
      }),
    );
    expect(parentArea(areaPath('500230/'))).toBeNull();
  });

  it('a text that is no path is refused', () => {
    for (const text of ['', '/', '500230', '500230//101/', '500230/1 01/', '500230/%/']) {
      expect(parseAreaPath(text), text).toBeNull();
    }
    expect(() => childArea(areaPath('500230/'), '1/2')).toThrow(RangeError);
    expect(() => childArea(areaPath('500230/'), '')).toThrow(RangeError);
  });
});
