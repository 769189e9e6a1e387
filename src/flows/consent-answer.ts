/** Reading 同意 and 不同意, pressed or typed. */
import type { Input } from './flow.ts';
import { bare } from './typed-answer.ts';

/** What an input says to the question of consent; null when it says neither clearly (个人信息保护法第十四条: 自愿、明确). */
export function consentAnswer(input: Input): 'agree' | 'disagree' | null {
  if (input.kind === 'press') {
    return input.choice === 'agree' || input.choice === 'disagree' ? input.choice : null;
  }
  if (input.kind !== 'text') return null;
  const words = bare(input.text);
  if (/^(?:我)?(?:都|两项都|全)?同意(?:了|的)?$/.test(words)) return 'agree';
  return /^(?:我)?(?:都)?不(?:同意|愿意)(?:的|了)?$/.test(words) ? 'disagree' : null;
}
