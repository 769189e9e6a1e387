/** Whether a grant has come: said alike to the officer who pays it and to the household that waits. */
import { expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { paymentOf } from '#src/domain/plan/payment.ts';
import { planMeasure } from '#src/domain/plan/measure.ts';
import type { Payment } from '#src/domain/plan/payment.ts';
import { planText } from '#src/flows/text/plan.ts';
import { measureText } from '#src/flows/text/plan-measure.ts';
import { longxian, ownMeasure } from '#test/policies/packs.ts';
import { farmer, report, startChat, today } from './chat.ts';
import { planSubject } from './help-sheet.ts';

const on = localDate('2026-11-02');
const planned = (code: string) => ({
  ...planMeasure(ownMeasure(longxian, code), 'measure-1', on),
  capYuan: null,
});

test('LX-30 a grant is due from the day the office began, and paid on the day and with the sum it noted', () => {
  const grant = planned('education-aid');
  expect(paymentOf(grant)).toEqual({ kind: 'not-begun' });
  const begun = { ...grant, state: 'in-progress', startedOn: on } as const;
  expect(paymentOf(begun)).toEqual({ kind: 'due', since: on });
  expect(measureText(begun, today)).toContain('钱还没给到，11月2日 周一开始办的');
  const done = { ...begun, state: 'done', endedOn: localDate('2026-11-20') } as const;
  expect(paymentOf({ ...done, yuan: 1500 })).toMatchObject({ kind: 'paid', yuan: 1500 });
  expect(measureText({ ...done, yuan: 1500 }, today)).toContain('11月20日 周五给了1500元');
  const subject = { ...planSubject, measures: [begun] };
  expect(planText(subject, today)).toContain('1. 教育资助，正在办，钱还没给到');
  // Said to be finished and no sum on record: neither paid nor forgotten.
  expect(paymentOf(done)).toMatchObject({ kind: 'unnoted' });
  expect(paymentOf(planned('skills-training'))).toBeNull();
});

test('LX-30 FD-16 the household looks at its grants under 我的进度: come, not come, and whose it is to see to', () => {
  const paid: Payment = { kind: 'paid', yuan: 1500, on };
  const help = [
    { title: '教育资助', office: '县教体局', state: 'done', payment: paid },
    {
      title: '雨露计划',
      office: '县乡村振兴局',
      state: 'in-progress',
      payment: { kind: 'due', since: on },
    },
    { title: '技能培训', office: '县人社局', state: 'planned', payment: null },
  ] as const;
  const chat = startChat(farmer, {
    reports: [{ ...report, state: 'helped' }],
    answers: { 'my-help': help, 'my-issues': [] },
  });
  chat.say('我的进度');
  expect(chat.heard()).toContain('教育资助（县教体局）：11月2日 周一记的给了1500元');
  expect(chat.heard()).toContain('雨露计划（县乡村振兴局）：正在办，钱还没有记到账');
  expect(chat.heard()).toContain('技能培训（县人社局）：还没开始');
  // One that was found without a report of its own sees the same.
  chat.know({ reports: [] });
  chat.say('我的进度');
  expect(chat.heard()).toContain('教育资助（县教体局）');
});
