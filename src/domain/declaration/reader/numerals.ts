/** A number as said: exact (`min === max`), a span (三四百), or open upwards (五万多: `max` null). Units: as said, usually yuan. */
export type Numeral = {
  readonly start: number;
  readonly end: number;
  readonly min: number;
  readonly max: number | null;
  /** The words held 百, 千, 万 or a letter unit, as sums of money do. */
  readonly scaled: boolean;
  /** Two or more figures or characters were said (五 alone is rarely money). */
  readonly length: number;
};

const digitValues: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const unitValues: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  k: 1000,
  K: 1000,
  万: 10_000,
  w: 10_000,
  W: 10_000,
  亿: 100_000_000,
};

// Maximal runs of characters that numbers are written with; what they mean is decided below.
const runs =
  /(?:\d+(?:\.\d+)?|好几|[零〇一二两三四五六七八九十百千万亿几数上壹贰叁肆伍陆柒捌玖拾佰仟])(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿几多余来把壹贰叁肆伍陆柒捌玖拾佰仟kKwW])*/g;

const perUnit =
  /^(?:个|天|年|次|回|盒|瓶|针|斤|公斤|头|亩|趟|月|学期|学年|期|晚|只|袋|平|副|台|季|顿|箱|支|车|吨|人|户|工)/;

type Token =
  | { readonly tag: 'figure'; readonly value: number; readonly text: string }
  | { readonly tag: 'digit'; readonly value: number }
  | { readonly tag: 'unit'; readonly value: number }
  | { readonly tag: 'some' }
  | { readonly tag: 'more' }
  | { readonly tag: 'about' }
  | { readonly tag: 'over' };

function tokens(run: string): readonly Token[] {
  const found: Token[] = [];
  for (let i = 0; i < run.length; ) {
    const figure = /^\d+(?:\.\d+)?/.exec(run.slice(i, i + 20));
    const char = run.charAt(i);
    if (figure) {
      found.push({ tag: 'figure', value: Number(figure[0]), text: figure[0] });
      i += figure[0].length;
      continue;
    }
    const digit = digitValues[char];
    const unit = unitValues[char];
    if (digit !== undefined) found.push({ tag: 'digit', value: digit });
    else if (unit !== undefined) found.push({ tag: 'unit', value: unit });
    else if (char === '几' || char === '数') found.push({ tag: 'some' });
    else if (char === '多' || char === '余') found.push({ tag: 'more' });
    else if (char === '上') found.push({ tag: 'over' });
    else if (char === '来' || char === '把') found.push({ tag: 'about' });
    i += 1;
  }
  return found;
}

/** The value of one run, or null if the characters are no number (二零二四, 三三两两). */
function value(run: string): { min: number; max: number | null; scaled: boolean } | null {
  let below = { min: 0, max: 0 }; // what is said below the next 万
  let total = { min: 0, max: 0 };
  let pending: { min: number; max: number; figure: string | null } | null = null;
  let open = false;
  let scaled = false;
  let zero = false;
  let lastUnit = 0;
  let any = false;
  for (const token of tokens(run)) {
    switch (token.tag) {
      case 'figure':
        if (pending) return null;
        pending = { min: token.value, max: token.value, figure: token.text };
        any = true;
        break;
      case 'digit':
        any = true;
        if (token.value === 0) {
          if (pending) return null;
          zero = true;
        } else if (pending === null) {
          pending = { min: token.value, max: token.value, figure: null };
        } else if (
          pending.figure === null &&
          pending.min === pending.max &&
          token.value > pending.max &&
          token.value - pending.max <= 2
        ) {
          pending = { min: pending.min, max: token.value, figure: null };
        } else return null;
        break;
      case 'some':
        if (pending) return null;
        open = true;
        any = true;
        // 几万 counts one unit; 十几万 adds nothing sayable to the ten.
        if (lastUnit === 0) pending = { min: 1, max: 1, figure: null };
        break;
      case 'over':
        open = true;
        break;
      case 'more':
        open = true;
        break;
      case 'about':
        break;
      case 'unit': {
        const unit = token.value;
        scaled ||= unit >= 100;
        any = true;
        if (unit < 10_000) {
          const times = pending ?? { min: 1, max: 1 };
          // 百 after 万 without a digit (万百) and the like never happen; a bare leading unit counts one (千把块).
          below = { min: below.min + times.min * unit, max: below.max + times.max * unit };
        } else {
          const times = pending ?? { min: 0, max: 0 };
          const bare = pending === null && below.max === 0 ? 1 : 0;
          total = {
            min: total.min + (below.min + times.min + bare) * unit,
            max: total.max + (below.max + times.max + bare) * unit,
          };
          below = { min: 0, max: 0 };
        }
        pending = null;
        zero = false;
        lastUnit = unit;
        break;
      }
    }
  }
  if (!any) return null;
  if (pending) {
    // 4万2, 三千八, 两百五六: the digit counts the next lower place unless 零 was said or it has places of its own.
    const short = pending.figure === null || pending.figure.length === 1;
    const place = lastUnit >= 100 && short && !zero ? lastUnit / 10 : 1;
    below = { min: below.min + pending.min * place, max: below.max + pending.max * place };
  }
  const min = Math.round(total.min + below.min);
  const max = Math.round(total.max + below.max);
  return { min, max: open ? null : max, scaled };
}

/** All numbers of a text, left to right. Years and digit strings (二零二四) are left out. */
export function numerals(text: string): readonly Numeral[] {
  const found: Numeral[] = [];
  for (const match of text.matchAll(runs)) {
    let run = match[0];
    let start = match.index;
    // 上 counts only before a unit (上万); elsewhere it is a direction (手上, 加上五百).
    while (
      run.length > 1 &&
      (run.startsWith('上') ? !/^上[百千万亿]/.test(run) : /^[来把多]/.test(run))
    ) {
      run = run.slice(1);
      start += 1;
    }
    if (run.startsWith('好几')) run = run.slice(1);
    while (/[来把零]$/.test(run) && run.length > 1 && !/[百千万十\d几][来把]$/.test(run))
      run = run.slice(0, -1);
    const many = match[0].startsWith('好几') ? 1 : 0;
    let end = start + run.length + many;
    // 四千一个月 is four thousand a month, not 4 100 months.
    if (/[百千万kKwW多来把]([一1两三六])$/.test(run) && perUnit.test(text.slice(end, end + 4))) {
      run = run.slice(0, -1);
      end -= 1;
    }
    // 贷款五万九月份到期: the last figure counts months.
    if (
      /[百千万][一二三四五六七八九十]$/.test(run) &&
      /^月(?:份|底|初|中|到期)/.test(text.slice(end, end + 3))
    ) {
      run = run.slice(0, -1);
      end -= 1;
    }
    let read = value(run);
    // 两万八一分没给: the last digit begins the next word.
    if (!read && /[百千万][一二两三四五六七八九]一$/.test(run)) {
      run = run.slice(0, -1);
      end -= 1;
      read = value(run);
    }
    if (!read) continue;
    found.push({ start, end, ...read, length: run.length });
  }
  return found;
}
