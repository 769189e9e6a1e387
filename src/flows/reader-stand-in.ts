/** Stand-in until the reader of the domain is there; deleted then. */
import type { Reading } from '#src/domain/declaration/reader/reading.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';

const RISKS: readonly (readonly [RiskType, RegExp])[] = [
  ['因病', /病|癌|住院|透析|看病/],
  ['因残', /瘫|残疾/],
  ['因学', /供不起|学费/],
  ['因自然灾害', /冰雹|洪|干旱|雪/],
  ['因意外事故', /车祸|摔|撞/],
  ['因务工就业不稳', /欠薪|工钱|没活/],
  ['住房安全', /房.*(?:裂|垮|漏)/],
  ['饮水安全', /没水|断水/],
];

export function readMessage(text: string): Reading {
  const question = /[？?]|吗$|怎么|咋/.test(text);
  const crisis = /不想活|砍|喝了?农药|断粮/.test(text);
  const risks = question
    ? []
    : RISKS.filter(([, pattern]) => pattern.test(text)).map(([type]) => type);
  const declares = risks.length > 0 || /困难|断粮/.test(text);
  const intent = declares
    ? 'declaration'
    : crisis
      ? 'other'
      : question
        ? 'question'
        : /投诉|不公平/.test(text)
          ? 'complaint'
          : 'other';
  return {
    intent,
    subIntent: declares
      ? 'declare'
      : crisis
        ? 'crisis'
        : question
          ? /进度/.test(text)
            ? 'progress_query'
            : 'policy_question'
          : intent === 'complaint'
            ? 'complaint_cadre'
            : /谢|你好/.test(text)
              ? 'greeting'
              : 'off_topic',
    secondaryIntents: [],
    riskTypes: risks,
    guaranteeIssues: risks.flatMap((each) =>
      each === '住房安全' || each === '饮水安全' ? [each] : [],
    ),
    urgency: crisis ? 'emergency' : declares ? 'normal' : 'none',
    reporter: /邻居|隔壁/.test(text) ? 'third_party' : 'self',
    householdSize: null,
    membersAffected: [],
    amounts: [],
    pii: { names: [], idCards: [], phones: [] },
  };
}
