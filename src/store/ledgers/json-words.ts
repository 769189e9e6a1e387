/** Structures in ledgers as people read them in CSV and workbooks; JSON lines keep the structure. */
import { readGroup, groupTitle } from '#src/domain/notice/audience.ts';
import {
  type AmountKind,
  type AmountPeriod,
  amountKinds,
  amountPeriods,
} from '#src/domain/declaration/risk.ts';
import type { CodedWords } from './coded-words.ts';

type Stored = Readonly<Record<string, unknown>>;

/** A structure as the database gives it; private ones come decrypted, as text. */
const structure = (value: unknown): unknown =>
  typeof value === 'string' ? JSON.parse(value) : value;

const object = (value: unknown): Stored =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const list = (value: unknown): readonly Stored[] => (Array.isArray(value) ? value.map(object) : []);

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** What a row of a department's list carries, with its unit. */
const FIGURES: CodedWords<'selfPaidYuan' | 'lossYuan' | 'grade' | 'reports'> = {
  selfPaidYuan: '自付 * 元',
  lossYuan: '损失 * 元',
  grade: '残疾 * 级',
  reports: '* 户说卖不掉',
};

/** 自付 48600 元；残疾 2 级. */
export const figuresInWords = (value: unknown): string => {
  const figures = object(structure(value));
  return Object.entries(FIGURES)
    .flatMap(([key, words]) =>
      typeof figures[key] === 'number' ? [words.replace('*', String(figures[key]))] : [],
    )
    .join('；');
};

const AMOUNT: CodedWords<AmountKind> = {
  medical_total: '看病总花费',
  medical_reimbursed: '医保报销',
  medical_self_paid: '看病自付',
  medical_needed: '看病还要',
  medical_recurring: '长期看病吃药',
  education_cost: '上学费用',
  wage: '工钱',
  unpaid_wage: '被欠工钱',
  debt: '欠账',
  debt_payment: '要还的钱',
  business_loss: '经营亏损',
  compensation: '赔偿',
  donation: '捐助',
  savings: '存款',
  income_annual: '年收入',
  insurance_premium: '保费',
  transport_cost: '路费',
  other: '其他',
};
const PERIOD: CodedWords<AmountPeriod> = { once: '', month: '每月 ', year: '每年 ' };

/** 看病自付 38000 元；工钱 每月 2000–3000 元. */
export const amountsInWords = (value: unknown): string =>
  list(structure(value))
    .map(({ kind, period, min, max }) => {
      const what = AMOUNT[amountKinds.find((each) => each === kind) ?? 'other'];
      const often = PERIOD[amountPeriods.find((each) => each === period) ?? 'once'];
      const sum = sumInWords(min, max);
      return `${what} ${often}${sum}`;
    })
    .join('；');

/** 38000 元; 2000–3000 元; 50000 元以上 where the words leave it open. */
function sumInWords(min: unknown, max: unknown): string {
  const [from, to] = [min, max].map((each) => (typeof each === 'number' ? each : null));
  if (to === null || to === undefined) return `${from ?? 0} 元以上`;
  return from === to ? `${to} 元` : `${from ?? 0}–${to} 元`;
}

/** 全体农户；落款 云岭县农业农村局；电话 023-61230000. */
export const audienceInWords = (value: unknown): string => {
  const { group, sender, phone } = object(structure(value));
  return [
    groupTitle(readGroup(group) ?? 'everyone'),
    ...(typeof sender === 'string' && sender !== '' ? [`落款 ${sender}`] : []),
    ...(typeof phone === 'string' && phone !== '' ? [`电话 ${phone}`] : []),
  ].join('；');
};

/** “我家遭了灾”；说的是 张大山；母亲（住院）. */
export const tellingInWords = (value: unknown): string => {
  const { words, subject, members } = object(structure(value));
  const { name } = object(subject);
  return [
    ...texts(words).map((each) => `“${each}”`),
    ...(typeof name === 'string' && name !== '' ? [`说的是 ${name}`] : []),
    ...list(members).map(
      ({ relation, flags }) => `${String(relation)}（${texts(flags).join('、')}）`,
    ),
  ].join('；');
};
