import type { Urgency } from '../risk.ts';
import type { Findings } from './findings.ts';
import type { Amount } from './reading.ts';
import type { Risks } from './risk-types.ts';

const lifeCritical =
  /透析|血透|化疗|放疗|靶向|移植|换肾|换肝|ICU|重症监护|保温箱|病危|抢救|开颅|搭桥|白血病|癌|尿毒症|恶性|截肢|先心病|先天性?心脏|心脏(?:手术|支架)|支架|脑瘤|淋巴瘤|赶紧手术|马上手术|尽快手术|危险期|没醒|昏迷/;
const operation =
  /植皮|手术|开刀|动刀|住院|治疗|押金|(?:取|换)(?:钢板|钢钉|关节|晶体)|(?:医生|大夫)[^，。]{0,6}(?:可以|能|要|得)(?:做|开|换|治)|关节置换/;
const cannotPay =
  /没钱|凑不|拿不出|交不|付不|没着落|做不起|差|不够|借不到|凑$|哪来|上哪|手里没|才[凑借]|只[凑借]|没(?:那|得|有)?(?:个|么多|这么多)?[^，。]{0,3}钱|哪[^，。]{0,3}(?:拿|凑|付|掏|找|借)得?|哪里?(?:找|有|来|去)|没得(?:钱|法)/;
const treatmentAtStake =
  /停药|断药|不敢去(?=[，。]|$)|怕花钱[^，。]{0,6}(?:没|不)(?:去|敢|看|治|医|查)|药(?:都|也)?(?:停|断)了|停(?:了)?(?:治疗|化疗|透析)|不敢(?:去)?(?:看|治|医|买药|住院|检查)|没钱(?:再|继续|去)*(?:住|治|医|看病|买药|透析|手术|住院|化疗|吃药|做)|没(?:有)?[^，。]{0,3}钱(?:治|医|吃药|买药|看病)|(?:医|治|住|做|看)不起|看不起病|(?:吃|买|打|用)不起(?:药|针|胰岛素)|交不(?:起|上|出)(?:医药费|住院费|押金|手术费|钱)|放弃(?:治疗|了)|哪[^，。]{0,3}(?:住|治|医|做|看)得起|哪来的?钱|(?:住|治|医|做)得起(?:个)?啥|不(?:想|打算)(?:治|医)了|催(?:着|倒|到|起|我|我们)*(?:交|缴)(?:费|钱|款|押金|住院)|欠费|(?:出|拿)不出(?:钱)?|等死|(?:治|医)不下去|接不上药|没钱(?:$|，|。|了)/;
const nothingToLiveOn =
  /揭不开锅|过不(?:下去|走)|活不下去|没法(?:过|活)|(?:吃饭|吃穿|吃喝)(?:都)?(?:成|是|有)?(?:了)?(?:大)?(?:问题|困难|难)|没(?:有)?(?:任何|一点|啥|了)?(?:生活|经济|收入)来源|(?:断了|没了)(?:生活|经济|收入)?来源|生活(?:没|无)着落|没钱(?:吃饭|买米|买粮|买菜)|(?:快|要|就要)断(?:粮|顿|炊)|米(?:缸|桶|坛)?[^，。]{0,3}(?:空|见底|光)|面缸|没米下锅|没米|吃了上顿没下顿|上顿不接下顿|有一顿没一顿|(?:下个?月|明天|后天|往后)[^，。]{0,6}吃啥|没吃的|断粮|吃不起饭|没饭吃|吃不上饭|饭都吃不|吃不饱/;
const certainlyRecent =
  /昨天|前天|今天|今早|今晨|刚才|这[几两]天|前几天|前两天|上礼拜|这(?:个)?(?:礼拜|星期|周)|大前天|[一二两三四五六七八九十\d](?:来)?天前|几天前|才[两三四五几\d]天|这个月|本月|[两三]个?礼拜前|半个月前|前些天|头天|今儿|周[一二三四五六日末]|昨|夜里|大前天|前些日子|[一二三四五六七八九十]号(?:那天|晚上|早上)/;
const loss = /natural-disaster|accident|business|fraud|job-loss|death|dwelling/;
const sudden = /瘟|死|翻肚|烧|冲|淹|埋|垮/;

/** An operation still to come, of those already named hardship. */
const operationAhead =
  /(?:要|得|需|让|喊|叫|准备|等着?|等到|必须|还要|催)(?:再|去|马上|赶紧|尽快|给他|给她|给娃|我|他|她)?[^，。没不]{0,4}(?:做|开|动|装|换|安)?[^，。没不]{0,4}(?:手术|开刀|动刀|移植|植皮|搭桥|开胸|人工耳蜗|截肢|关节|髋|晶体)(?!费?(?:花了|用了)|后|做了)/;
/** An operation behind one, whatever it was. */
const operationOver =
  /(?:手术|搭桥|支架|开颅|移植|抢救)[^。]{0,10}(?:花了|做了|做完|出院|取出来|回来|过来了|成功)|(?:做|搭|放|装|安)了[^，。]{0,4}(?:桥|支架|架子|手术)|出院了/;
const stillCritical =
  /ICU|重症|没醒|昏迷|危险期|透析|化疗|放疗|靶向|癌|瘤|白血|尿毒|复发|催(?:费|交|缴)|再(?:做|开|动)/;

/** Urgency of a declaration that is no emergency (danger is decided before); sums in yuan. */
export function urgencyOf(findings: Findings, risks: Risks, amounts: readonly Amount[]): Urgency {
  const { text } = findings;
  if (risks.issues.some((issue) => issue !== '基本医疗')) return 'high';
  const ill =
    risks.riskTypes.includes('因病') ||
    risks.riskTypes.includes('因意外事故') ||
    risks.riskTypes.includes('因残');
  const critical =
    findings.evidence.some((e) => e.concept === 'grave-illness' && lifeCritical.test(e.words)) ||
    (ill && /ICU|抢救|没醒|昏迷|病危|开颅|搭桥|移植|赶紧手术|马上手术/.test(text));
  const over = operationOver.test(text) && !stillCritical.test(text);
  if (critical && !over && !buried(findings)) return 'high';
  if (ill && !over && operationAhead.test(text)) return 'high';
  if (ill && operation.test(text) && hasNear(text, operation, cannotPay)) return 'high';
  if (ill && treatmentAtStake.test(text)) return 'high';
  if (ill && beyondReach(amounts)) return 'high';
  if (nothingToLiveOn.test(text)) return 'high';
  if (suddenLoss(findings)) return 'high';
  if (
    selfPaid(
      amounts,
      /全(?:部|都|是)*自费|一分(?:钱)?(?:都|也)?(?:没|报不了)报?|报不了/.test(text),
    ) >= 30_000
  )
    return 'high';
  return 'normal';
}

/** The ill person has died: what runs on is the debt, not the treatment. */
function buried(findings: Findings): boolean {
  return (
    findings.evidence.some((e) => e.concept === 'death') &&
    !findings.evidence.some((e) => e.concept === 'treatment' && /住院|抢救/.test(e.words))
  );
}

function hasNear(text: string, one: RegExp, other: RegExp): boolean {
  for (const match of text.matchAll(new RegExp(one.source, 'g'))) {
    if (other.test(text.slice(Math.max(0, match.index - 14), match.index + 20))) return true;
  }
  return false;
}

function suddenLoss(findings: Findings): boolean {
  for (const e of findings.evidence) {
    if (!loss.test(e.concept)) continue;
    if (e.concept === 'natural-disaster' && /旱|天干/.test(e.words)) continue;
    if (e.concept === 'business' && !sudden.test(e.words)) continue;
    if (certainlyRecent.test(sentencePart(findings.text, e.start, e.end))) return true;
  }
  return false;
}

/** The words about a loss that may date it: some before, more after, within its sentence and the next short one. */
function sentencePart(text: string, start: number, end: number): string {
  return text.slice(Math.max(0, start - 22), end + 30);
}

/** What the operation still costs is more than what is at hand. */
function beyondReach(amounts: readonly Amount[]): boolean {
  const needed = amounts.find((a) => a.kind === 'medical_needed');
  const atHand = amounts.find((a) => a.kind === 'savings');
  return needed !== undefined && atHand !== undefined && needed.min > (atHand.max ?? atHand.min);
}

function selfPaid(amounts: readonly Amount[], wholly: boolean): number {
  const said = amounts.filter((a) => a.kind === 'medical_self_paid').map((a) => a.min);
  const total = amounts.filter((a) => a.kind === 'medical_total');
  const back = amounts.filter((a) => a.kind === 'medical_reimbursed');
  const one = total[0];
  const paid = back[0];
  if (one && paid && total.length === 1 && back.length === 1)
    said.push(one.min - (paid.max ?? paid.min));
  // 全自费，交了三万二: all that was paid is their own.
  if (wholly && one) said.push(one.min);
  return Math.max(0, ...said);
}
