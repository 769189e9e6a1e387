/** One thing `doctor` looked at. */
export type Finding = {
  /** `broken` must be mended, `watch` should be looked at, `fine` and `off` need nothing. */
  readonly level: 'broken' | 'watch' | 'fine' | 'off';
  /** What was looked at, e.g. 数据库. */
  readonly subject: string;
  readonly text: string;
  /** How to mend it; '' when there is nothing to do. */
  readonly mend: string;
};

export const fine = (subject: string, text: string): Finding => ({
  level: 'fine',
  subject,
  text,
  mend: '',
});
export const off = (subject: string, text: string, mend: string): Finding => ({
  level: 'off',
  subject,
  text,
  mend,
});
export const watch = (subject: string, text: string, mend: string): Finding => ({
  level: 'watch',
  subject,
  text,
  mend,
});
export const broken = (subject: string, text: string, mend: string): Finding => ({
  level: 'broken',
  subject,
  text,
  mend,
});
