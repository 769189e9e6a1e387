import type { Cue, Evidence } from './cue.ts';
import { dwellingAndWaterCues, farmBuilding } from './lexicon/dwelling-and-water.ts';
import { healthCues } from './lexicon/health.ts';
import { livelihoodCues } from './lexicon/livelihood.ts';
import { mishapCues } from './lexicon/mishaps.ts';
import { type Clause, clauseAt, denied, stillStanding } from './scope.ts';

const cues: readonly Cue[] = [
  ...healthCues,
  ...dwellingAndWaterCues,
  ...mishapCues,
  ...livelihoodCues,
];

const ofBody = new Set([
  'treatment',
  'chronic-illness',
  'grave-illness',
  'disability',
  'death',
  'immobile',
]);
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
      if (
        concept === 'disability' &&
        /(?:快|要|差点|有点)$/.test(text.slice(Math.max(0, match.index - 3), match.index))
      )
        continue;
      if (denied(clause, evidence)) continue;
      if (concept === 'dwelling' && !isDwelling(text, evidence)) continue;
      if (
        ofBody.has(concept) &&
        /(?:[猪牛羊鸡鸭鱼蜂兔鹅树苗椒薯]|苞谷|谷子|洋芋|果子|烟叶|茶叶)[^，。人我他她]{0,4}$/.test(
          text.slice(Math.max(0, evidence.start - 6), evidence.start),
        )
      )
        continue;
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
      if (
        concept === 'accident' &&
        /^滚/.test(match[0]) &&
        /(?:石头?|泥巴?|土|山)[^，。]{0,2}$/.test(
          text.slice(Math.max(0, match.index - 4), match.index),
        )
      )
        continue;
      // Muddy water that comes down the hill is no water to drink.
      if (
        concept === 'water' &&
        /轰|响|冒泡|涨|冲|滑/.test(text.slice(evidence.start, evidence.end + 16)) &&
        !/吃|喝|自来|水管|井/.test(text.slice(Math.max(0, evidence.start - 12), evidence.end + 16))
      )
        continue;
      // Looks as if one owed him: nobody owes.
      if (
        (concept === 'debt' || concept === 'unpaid-wage') &&
        /像[^，。]{0,6}$/.test(text.slice(Math.max(0, evidence.start - 7), evidence.start))
      )
        continue;
      // A beast that drowned in the well.
      if (
        concept === 'accident' &&
        /死$/.test(match[0]) &&
        /^(?:了|掉)?[^，。人]{0,3}(?:牛|猪|羊|鸡|狗|猫|鸭|鱼|鼠)/.test(
          text.slice(evidence.end, evidence.end + 6),
        )
      )
        continue;
      // Nobody wants the worker, not the harvest.
      if (
        concept === 'business' &&
        /没人(?:要|收)/.test(match[0]) &&
        /打工|做工|找活|找工|厂|工地|年纪|岁数|上班|辞|裁/.test(
          text.slice(Math.max(0, evidence.start - 26), evidence.end),
        )
      )
        continue;
      // Wages the family owes to those it hired are a debt; who falls in every fit has no accident.
      if (concept === 'unpaid-wage' && /请(?:人|工|了人)/.test(clause.text)) continue;
      if (concept === 'accident' && /一(?:犯|发)[^，。]{0,3}就|动不动/.test(clause.text)) continue;
      // A cow that fell off a rock is a loss of the farm.
      if (
        concept === 'accident' &&
        /(?:猪|牛|羊|马|骡|驴)[^，。人我他她]{0,6}$/.test(
          text.slice(Math.max(0, evidence.start - 8), evidence.start),
        )
      )
        continue;
      found.push(evidence);
    }
  }
  return stillStanding(text, withoutStiffness(found));
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
