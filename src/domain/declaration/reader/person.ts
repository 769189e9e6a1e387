import type { MemberFlag, Relation } from '../risk.ts';
import type { Evidence } from './cue.ts';
import type { Findings } from './findings.ts';
import type { Mention } from './mention.ts';
import { isChild, subjectOf } from './people.ts';

/** A person with the evidence that weighs on them. */
export type Person = {
  readonly relation: Relation;
  readonly mention: Mention | null;
  readonly flags: Set<MemberFlag>;
  readonly evidence: Evidence[];
};

/** Stands for a child nobody named. */
export const childless: Mention = { start: 0, end: 0, relations: ['子女'], outside: false };
/** Stands for the whole family. */
export const household: Mention = { start: 0, end: 0, relations: ['家庭成员'], outside: false };

const schoolLevel = /高中|高[一二三](?!个|天)|大学|大专|职高|中专|高职|技校|本科|研究生/;

/** Whether a dropout is one from compulsory schooling (小学 and 初中), as far as the text tells. */
export function fromCompulsorySchool(findings: Findings, evidence: Evidence): boolean {
  const around = findings.text.slice(Math.max(0, evidence.start - 24), evidence.end + 16);
  if (/没(?:有)?文化|不识字|文盲|没读过|没念过/.test(around)) return false;
  return !schoolLevel.test(around) || /初[一二三中]|小学|[一二三四五六]年级/.test(around);
}

/** The relation(s) a mention stands for, seen from the writer; of nobody named, the writer or the neighbour reported on. */
export function relationOf(findings: Findings, mention: Mention | null): readonly Relation[] {
  if (mention === null) return [findings.thirdParty ? '邻居' : '本人'];
  if (mention.outside) return mention.relations;
  if (!findings.thirdParty) return mention.relations;
  if (mention.relations[0] === '本人') return ['邻居'];
  if (findings.text.charAt(mention.start - 1) === '我') return mention.relations;
  return mention.relations.some(isChild) ? ['邻居子女'] : ['邻居'];
}

/** Who a stretch of the text is about, or null. */
export function subjects(
  findings: Findings,
  evidence: { start: number; end: number },
): readonly Mention[] | null {
  return subjectOf(
    findings.text,
    findings.clauses,
    findings.mentions,
    evidence.start,
    evidence.end,
  );
}

/** The child nearest to a piece of evidence about children. */
export function childNear(findings: Findings, evidence: Evidence): Mention | null {
  const own = findings.mentions.filter((m) => m.relations.some(isChild));
  const young = (m: Mention): boolean => /侄|甥|弟|妹/.test(findings.text.slice(m.start, m.end));
  const children = own.length > 0 ? own : findings.mentions.filter(young);
  const inside = children.find((m) => m.start >= evidence.start && m.end <= evidence.end);
  return inside ?? children.findLast((m) => m.end <= evidence.start) ?? children[0] ?? null;
}

/** The children whose schooling cannot be paid: all who are said to be at school, else the nearest child named. */
export function pupils(findings: Findings, evidence: Evidence): readonly Mention[] {
  const atSchool = findings.mentions.filter(
    (m) =>
      m.relations.some(isChild) &&
      /读|上(?:大学|高中|学|初中)|考上|学费|高[一二三]|大[一二三四]|初[一二三]/.test(
        findings.text.slice(m.end, m.end + 10),
      ),
  );
  const writer =
    /我(?:是|今年|在|刚|考|本人)?[^，。]{0,6}(?:大学生|高中生|学生|读大学|读高中|考上|高[一二三]|大[一二三四](?!儿|女))/.exec(
      findings.text,
    );
  if (writer && atSchool.length === 0)
    return [{ start: writer.index, end: writer.index + 1, relations: ['本人'], outside: false }];
  return atSchool.length > 0 ? atSchool : [childNear(findings, evidence) ?? childless];
}
