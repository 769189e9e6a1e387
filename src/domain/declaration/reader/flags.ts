import type { Evidence } from './cue.ts';
import type { Findings } from './findings.ts';
import type { Person } from './person.ts';
import { clauseAt } from './scope.ts';

/** Whether a death is only told as background (早就过世了), not the hardship itself. */
export function background(findings: Findings, evidence: Evidence): boolean {
  const clause = clauseAt(findings.clauses, evidence.start)?.text ?? '';
  // A debt an illness left keeps its dead among those it is about.
  if (/欠|没还|债/.test(findings.text) && /病|癌|瘤|车祸|工地/.test(clause)) return false;
  if (/(?:去世|走了?|死了?|过世|不在)(?:以)?后/.test(clause)) return true;
  if (/走得早|死得早|早就?|多年|[一二三四五六七八九十几\d]{1,4}年(?:前|了)|去世得/.test(clause))
    return true;
  if (/(?:了|有)[一二三四五六七八九十几\d]{1,4}多?年/.test(clause)) return true;
  const other =
    findings.evidence.some(
      (e) =>
        ![
          'death',
          'poverty',
          'debt',
          'grave-illness',
          'chronic-illness',
          'treatment',
          'accident',
        ].includes(e.concept),
    ) || findings.evidence.filter((e) => e.concept === 'death').length > 1;
  return other && /去年|前年|年前/.test(clause);
}

/** Flags of one person after the rules that let one stand for another. */
export function settle(findings: Findings, person: Person): void {
  const { flags } = person;
  const words = person.evidence.filter((e) => e.concept === 'treatment').map((e) => e.words);
  const injured = flags.has('受伤');
  if (words.length > 0 && !injured) {
    const hospital = words.some((w) =>
      /住院|医院|刀|手术|抢救|血|病危|治疗|医药费|医疗费|看病|病倒|病重|确诊|查出|诊断|得了?|生了?|害病|输液|没钱|治|医/.test(
        w,
      ),
    );
    const stay = words.some((w) => /住院|医院|刀|手术|抢救/.test(w));
    if (stay) {
      flags.add('大病');
    } else if (!flags.has('大病') && !flags.has('慢性病'))
      flags.add(
        hospital && !words.every((w) => /药/.test(w) && !/医药费/.test(w)) ? '大病' : '慢性病',
      );
  }
  // A named illness that took a hospital is grave; only what is treated at home for life stays beside it.
  if (
    flags.has('大病') &&
    !person.evidence.some(
      (e) =>
        e.concept === 'chronic-illness' &&
        /高血压|血压|糖尿|(?<!止痛)药|风湿|哮喘|吸氧/.test(e.words),
    )
  )
    flags.delete('慢性病');
  if (flags.has('失学')) flags.delete('在校');
  if (/(?:人|大家)(?:倒是?|都|倒还|也)*没(?:啥|什么|得)?(?:大)?(?:事|伤)/.test(findings.text))
    flags.delete('受伤');
  // Sent away because of the illness: a consequence (R3).
  if (
    flags.has('失业') &&
    (flags.has('大病') || flags.has('慢性病') || flags.has('精神障碍') || flags.has('受伤')) &&
    person.evidence.every(
      (e) => e.concept !== 'job-loss' || /不要[我他她]了|把[我他她]|辞了/.test(e.words),
    )
  )
    flags.delete('失业');
  // What was done to somebody on purpose is no accident.
  if (flags.has('受侵害')) flags.delete('受伤');
  // An amputation after an accident belongs to the wound.
  if (
    injured &&
    person.evidence
      .filter((e) => e.concept === 'grave-illness')
      .every((e) => /截肢|大面积|插管|呼吸机|开颅|出血|穿孔/.test(e.words)) &&
    !words.length
  )
    flags.delete('大病');
  if (injured && findings.dangers.some((d) => d.kind === 'poisoning')) flags.delete('大病');
  const treated = person.evidence.some(
    (e) => e.concept === 'grave-illness' && /癌|瘤|化疗|放疗|透析|白血|尿毒|移植/.test(e.words),
  );
  if (flags.has('残疾'))
    for (const f of treated
      ? (['慢性病', '行动不便'] as const)
      : (['大病', '慢性病', '行动不便'] as const))
      flags.delete(f);
  // Paralysed by an accident: the disability says it all.
  if (person.evidence.some((e) => e.concept === 'disability' && /瘫|植物/.test(e.words)))
    flags.delete('受伤');
  if (injured) for (const f of ['行动不便'] as const) flags.delete(f);
  if (flags.has('精神障碍'))
    for (const f of ['大病', '慢性病', '残疾', '无劳动能力', '行动不便'] as const) flags.delete(f);
  if (flags.has('去世')) for (const f of [...flags]) if (f !== '去世') flags.delete(f);
}

/** Whether anybody is ill for whom no card or accident explains it (R2, R6, R12). */
export function illPerson(people: readonly Person[]): boolean {
  return people.some((person) => {
    // Paralysis stands for the stroke behind it, never for a cancer under treatment.
    if (person.flags.has('残疾')) return person.flags.has('大病');
    const ill = person.evidence.some(
      (e) =>
        e.concept === 'grave-illness' ||
        e.concept === 'chronic-illness' ||
        e.concept === 'mental-illness',
    );
    if (ill)
      return !(
        person.flags.has('受伤') &&
        person.evidence.every(
          (e) =>
            !/癌|瘤|病|症|高血压|结石|硬化|衰|萎缩|脑梗|风湿|结核|哮喘|痴呆/.test(
              e.words.replace(/重症/, ''),
            ) ||
            e.concept === 'accident' ||
            /骨头坏死/.test(e.words),
        )
      );
    return !person.flags.has('受伤') && person.evidence.some((e) => e.concept === 'treatment');
  });
}
