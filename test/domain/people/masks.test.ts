import { describe, expect, it } from 'vitest';
import {
  maskBankAccount,
  maskIdentityNumber,
  maskName,
  maskPhone,
} from '#src/domain/people/masks.ts';

describe('masks', () => {
  it('show the ends of a number and keep its length', () => {
    expect(maskIdentityNumber('41010519491231001X')).toBe('410***********001X');
    expect(maskIdentityNumber('110105491231002')).toBe('110********1002');
    expect(maskPhone('13800008000')).toBe('138****8000');
    expect(maskPhone('02361234567')).toBe('*******4567');
    expect(maskBankAccount('6222020200012345678')).toBe('***************5678');
  });

  it('hide a number whole when its ends would give it away', () => {
    expect(maskPhone('1234567')).toBe('*******');
    expect(maskIdentityNumber('1234567890')).toBe('**********');
    expect(maskBankAccount('1234')).toBe('****');
  });

  it('show enough of a name to recognise it', () => {
    expect(maskName('张三')).toBe('张*');
    expect(maskName('王小明')).toBe('王*明');
    expect(maskName('欧阳小明')).toBe('欧**明');
    expect(maskName('阿依古丽·买买提')).toBe('阿***·买**');
    expect(maskName('李')).toBe('李');
    expect(maskName('')).toBe('');
  });

  it('count a rare character as one sign', () => {
    expect(maskName('𠮷永')).toBe('𠮷*');
    expect(maskName('王𬀩明')).toBe('王*明');
  });
});
