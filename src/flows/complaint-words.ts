/** What makes words a complaint besides what the reader hears: a plain 投诉, and the name of the officer the person knows. */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import type { Reading } from '#src/domain/declaration/reader/reading.ts';
import type { BureauFacts } from './facts.ts';

/** 我要投诉…, 举报…, 我要告他: said outright, and not asked about (投诉电话是多少). 告诉 and 被举报 are neither. */
const saidOutright =
  /(?:^|[，。！；\s]|要|想|来|得)(?:投诉|举报)(?!电话|热线)|(?:我|们)(?:要|想|得)(?:去)?告(?!诉|知|别|辞|假|状)|告(?:他|她|你们|倒)|告状/u;
const asksHow = /[？?吗]|怎么|咋|如何|电话|去?哪|找谁|能不能|可不可以/u;

/**
 * The reading of free words, where the name of one's own officer counts as the post it stands for: “李喆不来看我们” says as much as
 * “信息员不来看我们”.
 */
export function heardAs(words: string, { officer, town }: BureauFacts): Reading {
  const reading = readMessage(words);
  if (reading.intent === 'declaration' || reading.subIntent === 'crisis') return reading;
  if (saidOutright.test(words) && !asksHow.test(words)) return complaint(reading);
  const names = [officer?.name ?? '', town?.name ?? ''].filter((name) => name.length > 1);
  const post = names.reduce((said, name) => said.replaceAll(name, '信息员'), words);
  return post !== words && readMessage(post).intent === 'complaint' ? complaint(reading) : reading;
}

const complaint = (reading: Reading): Reading => ({
  ...reading,
  intent: 'complaint',
  subIntent: 'complaint_cadre',
});
