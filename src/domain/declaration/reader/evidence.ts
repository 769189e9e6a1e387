import type { Cue, Evidence } from './cue.ts';
import { dwellingAndWaterCues, farmBuilding } from './lexicon/dwelling-and-water.ts';
import { healthCues } from './lexicon/health.ts';
import { livelihoodCues } from './lexicon/livelihood.ts';
import { type Misleading, misleading } from './lexicon/misleading.ts';
import { mishapCues } from './lexicon/mishaps.ts';
import { type Clause, clauseAt, denied, stillStanding } from './scope.ts';

const cues: readonly Cue[] = [
  ...healthCues,
  ...dwellingAndWaterCues,
  ...mishapCues,
  ...livelihoodCues,
];

const struck = /腿|脚|手|头|腰|人|身|死|伤|断|石|吊|木|砖|墙|树|机|架|钢|货|骨|趾|指/;
const dwellingNot =
  /房贷|车贷|倒(?:闭|霉|数|贴|是)|裂痕|断(?:粮|水|电|药|气)|烧(?:饭|水|香|钱|到四|到40|得烫|烫)|埋怨|漏(?:电|气|报|掉(?:了)?(?:信息|材料))|漏[^，。]{0,2}(?:煤气|气)/;

/** What the text shows as present and real hardship of a concrete household (R1). */
export function evidenceIn(text: string, clauses: readonly Clause[]): readonly Evidence[] {
  const found: Evidence[] = [];
  for (const { concept, pattern } of cues) {
    for (const match of text.matchAll(pattern)) {
      if (match[0].length === 0) continue;
      const evidence: Evidence = {
        concept,
        start: match.index,
        end: match.index + match[0].length,
        words: match[0],
      };
      const clause = clauseAt(clauses, evidence.start);
      if (
        !clause ||
        clause.hypothetical ||
        clause.future ||
        (clause.past && concept !== 'disability') ||
        clause.general
      )
        continue;
      if (denied(clause, evidence)) continue;
      if (concept === 'dwelling' && !isDwelling(text, evidence)) continue;
      if (misleading.some((kind) => misleads(kind, evidence, clause, text))) continue;
      if (
        concept === 'accident' &&
        (/砸/.test(match[0])
          ? !struck.test(match[0].replace(/锄头|榔头|斧头|镰刀/, '')) ||
            /死[^，。]{0,4}[只头条]/.test(text.slice(evidence.start, evidence.end + 6))
          : false)
      )
        continue;
      if (
        concept === 'business' &&
        /砸死|压死/.test(text.slice(Math.max(0, match.index - 1), evidence.end)) &&
        found.some((e) => e.concept === 'dwelling')
      )
        continue;
      found.push(evidence);
    }
  }
  return stillStanding(text, withoutStiffness(found));
}

/** Whether the surroundings show that the words speak of something else (see {@link Misleading}). */
function misleads(kind: Misleading, evidence: Evidence, clause: Clause, text: string): boolean {
  const { concept, start, end, words } = evidence;
  if (!kind.concepts.includes(concept)) return false;
  const near = (pattern: RegExp): boolean =>
    pattern.test(text.slice(Math.max(0, start - 26), end + 16));
  return (
    kind.words?.test(words) !== false &&
    kind.before?.test(text.slice(Math.max(0, start - 8), start)) !== false &&
    kind.behind?.test(text.slice(end, end + 8)) !== false &&
    (!kind.near || near(kind.near)) &&
    kind.clause?.test(clause.text) !== false &&
    kind.text?.test(text) !== false &&
    !(kind.unlessNear && near(kind.unlessNear)) &&
    kind.unlessText?.test(text) !== true
  );
}

/** A limb that does not move after an accident is its wound, and a cataract an illness: no disability (R2, R6). */
function withoutStiffness(found: readonly Evidence[]): readonly Evidence[] {
  const cataract = found.some((e) => /白内障/.test(e.words));
  if (cataract) return found.filter((e) => !/看不|瞎/.test(e.words));
  if (!found.some((e) => e.concept === 'accident')) return found;
  return found.filter(
    (e) =>
      e.concept !== 'disability' ||
      !/不[能会]动|动不|动弹|知觉|跛|瘸|喂|翻身|痴|呆|^傻|截/.test(e.words),
  );
}

function isDwelling(text: string, evidence: Evidence): boolean {
  const around = text.slice(Math.max(0, evidence.start - 4), evidence.end + 2);
  if (/电器|电视|冰箱|家具|衣服|手机|粮食/.test(evidence.words)) return false;
  if (dwellingNot.test(evidence.words) || /漏电|漏气/.test(around)) return false;
  const withoutFarm = around.replace(new RegExp(farmBuilding.source, 'g'), '');
  if (withoutFarm === around) return true;
  return (
    /房子|房屋|屋顶|墙体|土墙|灶房|厨房|睡房|卧室|房顶|窑/.test(withoutFarm) ||
    /住(?:在|到)/.test(evidence.words)
  );
}
