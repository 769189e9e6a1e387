/**
 * What is shown of personal data to somebody who must recognise it but need not have it
 * (个人信息保护法第六条: 限于实现处理目的的最小范围). Masks keep the length of a number and never reveal its middle.
 */

/** '410***********001X': the first three and the last four; fewer when the number is short. */
export const maskIdentityNumber = (number: string): string => keepEnds(number, 3, 4);

/** '138****8000'; of a landline the last four. */
export const maskPhone = (digits: string): string =>
  digits.startsWith('1') ? keepEnds(digits, 3, 4) : keepEnds(digits, 0, 4);

/** The last four digits. */
export const maskBankAccount = (number: string): string => keepEnds(number, 0, 4);

/** '张*', '王*明', '阿***·买**': the surname and, from three signs on, the last one; of a name with '·' the first sign of each part. */
export function maskName(name: string): string {
  if (name.includes('·')) return name.split('·').map(hideBehindFirst).join('·');
  const signs = [...name];
  const last = signs.at(-1);
  if (signs.length < 3 || last === undefined) return hideBehindFirst(name);
  return `${signs[0] ?? ''}${'*'.repeat(signs.length - 2)}${last}`;
}

/** Rare characters are two code units each, so signs are counted, not units. */
function hideBehindFirst(name: string): string {
  const signs = [...name];
  return `${signs[0] ?? ''}${'*'.repeat(Math.max(signs.length - 1, 0))}`;
}

function keepEnds(text: string, head: number, tail: number): string {
  // A text too short to hide at least four signs is hidden whole: half a number is still a number.
  if (text.length < head + tail + 4) return '*'.repeat(text.length);
  return (
    text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(text.length - tail)
  );
}
