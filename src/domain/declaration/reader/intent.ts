import type { Intent, SubIntent } from '../risk.ts';
import type { Findings } from './findings.ts';
import * as cues from './lexicon/intent-cues.ts';
import type { Risks } from './risk-types.ts';

/** What a text is when it is no declaration. */
export type OtherIntent = {
  readonly intent: Exclude<Intent, 'declaration'>;
  readonly subIntent: SubIntent;
};

/** The text without the sentences that give orders to the machine, so that they change nothing in a real report. */
export function withoutInjection(text: string): string {
  const sentences = text.match(/[^。！？；]+[。！？；]*/g) ?? [];
  const kept = sentences.filter((sentence) => !cues.injection.test(sentence));
  if (kept.length > 0) return kept.join('');
  const clauses = text.match(/[^，。！？；]+[，。！？；]*/g) ?? [];
  return clauses.filter((clause) => !cues.injection.test(clause)).join('');
}

const status = new Set([
  'chronic-illness',
  'treatment',
  'disability',
  'mental-illness',
  'death',
  'debt',
  'poverty',
  'stopped-work',
  'earner-gone',
  'immobile',
  'child-left',
  'cannot-work',
]);
const helpPlea =
  /帮帮|救救|请(?:政府|你们|领导|大家)|(?:能不能|可不可以|希望|盼)[^，。]{0,8}(?:给点|帮|救|关心|照顾|解决|想(?:点|个)办法)|求(?:你们|政府|帮)/;
const benefit =
  /补贴|补助|低保|救助|政策|报销|(?:还|能|能不能|可以|咋|怎么|好多|多少)报|发票|优待|算不算|特病|慢病卡|残疾证|护理费|养老|五保|特困|办证|医保卡/;

const contented = /将就过|没(?:啥)?大?问题|不困难|没困难|过得去|不用(?:管|操心)|还过得|慢慢还|不愁/;

/** Whether the text reports a present hardship of a concrete household. It wins over question and complaint. */
export function isDeclaration(
  findings: Findings,
  risks: Risks,
  whole: string,
  ordered: boolean,
): boolean {
  const { text, evidence, dangers, mentions } = findings;
  if (text.length === 0) return false;
  const risky = risks.riskTypes.length > 0 || risks.issues.length > 0;
  if (dangers.length > 0) return risky || dangers.some((danger) => danger.kind === 'hunger');
  if (cues.spam.test(whole) && !risky) return false;
  if (ordered && !risky) return false;
  if (
    (cues.withdraw.test(text) || cues.exit.test(text)) &&
    !risks.riskTypes.some((type) => type !== '其他')
  )
    return false;
  if (cues.withdraw.test(text) && /^(?:不用|不要|不)(?:再)?(?:申请|申报|报|登记)/.test(text))
    return false;
  const asks = cues.asking.test(text);
  const personal = mentions.length > 0 || /我|家里|家头|屋|娃/.test(text);
  const hard = evidence.filter((e) => !status.has(e.concept));
  const poor = evidence.some((e) => e.concept === 'poverty' || e.concept === 'debt');
  if (!risky) {
    if (cues.manages.test(text) || complains(text)) return false;
    if (evidence.length === 0) return plight(findings, asks);
    const limited = evidence.some((e) => e.concept === 'cannot-work' || e.concept === 'immobile');
    if (
      asks &&
      !limited &&
      !helpPlea.test(text) &&
      !(poor && personal && /(?:困难|没钱|过不|穷|欠|还不)/.test(text))
    )
      return false;
    return poor || limited;
  }
  if (cues.manages.test(text) && hard.length === 0 && (asks || (!poor && contented.test(text))))
    return false;
  // How to treat what eats the wheat is asked of an adviser.
  if (asks && /(?:咋|用啥|打啥)[^，。]{0,4}(?:打药|治虫|防|种|养|喂)(?!病|钱)/.test(text) && !poor)
    return false;
  if (cues.dataHarm.test(text) && hard.length === 0 && !poor) return false;
  if (cues.dataRequest.test(text) && hard.length === 0 && !poor) return false;
  if (asks && !personal) return false;
  // Asked how far a surveyed house has come, not told of anew.
  if (
    asks &&
    cues.progress.test(text) &&
    hard.length > 0 &&
    hard.every((e) => e.concept === 'dwelling' && /[CDcd]级|危房/.test(e.words))
  )
    return false;
  if (
    asks &&
    !poor &&
    hard.length === 0 &&
    !evidence.some((e) => e.concept === 'cannot-work') &&
    benefit.test(text) &&
    !/没钱|花了|自费|欠|借|手[里头]|只有|不够|还差|我是[^，。]{0,4}残(?!疾人，?[^。]{0,12}(?:标准|多少|条件|材料|咋办|怎么办))|我家[^，。]{0,8}(?:残|病人|瘫|聋|瞎)|瘫|癌|尿毒|白血/.test(
      text,
    )
  )
    return false;
  return true;
}

const burdens =
  /(?:没|不)(?:寄|接|够|管|给|要|回|见|敢|让)|丢了|断了|垮|出事|没了|只靠|全靠|指望|债|贷|赊|愁|难|苦(?!瓜)|受不了|走不开|撑|可怜|造孽|拖累|一个人带|找不到/g;

/** A tale of the family's troubles in words no list holds: a declaration without a cause, to be asked about (R11). */
function plight(findings: Findings, asks: boolean): boolean {
  const { text, mentions, clauses } = findings;
  if (asks || mentions.length < 2 || text.length < 20) return false;
  if (cues.greeting.test(text) || cues.abuse.test(text) || cues.office.test(text)) return false;
  if (clauses.some((c) => c.hypothetical || c.general || c.past)) return false;
  return (text.match(burdens) ?? []).length >= 2;
}

function complains(text: string): boolean {
  return cues.unfair.test(text) || (cues.office.test(text) && cues.misconduct.test(text));
}

/** Sorts everything else. Danger alone is a crisis, whatever else is said. */
export function otherIntent(findings: Findings, whole: string, ordered: boolean): OtherIntent {
  const { text, dangers } = findings;
  if (dangers.length > 0) return { intent: 'other', subIntent: 'crisis' };
  if (ordered) return { intent: 'other', subIntent: 'injection' };
  if (cues.dataHarm.test(text) && !/政策|通知/.test(text))
    return { intent: 'complaint', subIntent: 'data_right_request' };
  if (
    cues.withdraw.test(text) &&
    /撤|取消|作废/.test(text) &&
    !/同意|授权|撤职/.test(text) &&
    !cues.exit.test(text)
  )
    return { intent: 'other', subIntent: 'withdraw' };
  if (cues.exit.test(text)) return { intent: 'other', subIntent: 'exit_request' };
  if (cues.dataRequest.test(text)) return { intent: 'other', subIntent: 'data_right_request' };
  if (cues.withdraw.test(text) && !/钱.{0,4}撤|撤.{0,3}职/.test(text))
    return { intent: 'other', subIntent: 'withdraw' };
  if (cues.spam.test(whole)) return { intent: 'other', subIntent: 'spam' };
  if (cues.unfair.test(text)) return { intent: 'complaint', subIntent: 'complaint_unfair' };
  if (
    cues.progress.test(text) &&
    (cues.asking.test(text) || /没(?:到|打|发|收到|下来)/.test(text)) &&
    !/吼|骂|态度|推/.test(text)
  )
    return { intent: 'question', subIntent: 'progress_query' };
  if (
    cues.office.test(text) &&
    cues.misconduct.test(text) &&
    !/电话(?:是)?(?:多少|好多|给我)/.test(text)
  )
    return { intent: 'complaint', subIntent: 'complaint_cadre' };
  if (cues.grossMisconduct.test(text)) return { intent: 'complaint', subIntent: 'complaint_cadre' };
  if (cues.progress.test(text) && !/谢|高兴|感激|太好了/.test(text))
    return { intent: 'question', subIntent: 'progress_query' };
  const asks = cues.asking.test(text);
  if (
    asks &&
    (cues.policy.test(text) || text.length >= 7) &&
    !cues.smallTalk.test(text) &&
    !cues.abuse.test(text)
  )
    return { intent: 'question', subIntent: 'policy_question' };
  // A list of costs that ends in “we manage” is a question.
  if (cues.manages.test(text) && /费|读书|上学|大学/.test(text))
    return { intent: 'question', subIntent: 'policy_question' };
  const supposed = findings.clauses.some(
    (c) => (c.hypothetical || c.future) && /病|钱|供|房|学|工作|老了|出事|困难|咋/.test(text),
  );
  if (supposed && findings.mentions.length + findings.evidence.length > 0)
    return { intent: 'question', subIntent: 'policy_question' };
  if (cues.abuse.test(text)) return { intent: 'other', subIntent: 'off_topic' };
  if (cues.greeting.test(text)) return { intent: 'other', subIntent: 'greeting' };
  return { intent: 'other', subIntent: 'off_topic' };
}
