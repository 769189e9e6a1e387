/** Checks of who reports, from where and by what right. */
import { type CheckResult, type Rule } from './check.ts';

const say = (
  code: CheckResult['code'],
  severity: CheckResult['severity'],
  clause: string,
  inputs: CheckResult['inputs'] = {},
): CheckResult => ({ code, severity, clause, inputs });

/** 个人信息保护法第十三、二十九条: health and money are sensitive; without consent nobody works on them, but nothing is lost. */
export const consentMissing: Rule = (facts) =>
  facts.consent === 'missing'
    ? say('consent-missing', 'block', '个人信息保护法第十三条、第二十九条')
    : null;

/** Filed by an officer: the household's own consent is taken on paper at the visit. */
export const consentOnPaper: Rule = (facts) =>
  facts.consent === 'paper' ? say('consent-on-paper', 'note', '个人信息保护法第二十九条') : null;

/** More reports from one account on one day than any household has troubles: a mistake or mischief. People look first. */
const REPORTS_A_DAY = 8;
export const tooManyReports: Rule = (facts) =>
  facts.reportsToday > REPORTS_A_DAY
    ? say('too-many-reports', 'block', '丰都 2024（一）及时核实处置问题线索', {
        today: facts.reportsToday,
      })
    : null;

/** 陇县 2021 第1项: 信息监测员分片区监测所有农户; without a village the town finds the officer. */
export const areaNotVillage: Rule = (facts) =>
  facts.areaLevel === 'village' || facts.areaLevel === 'group'
    ? null
    : say('area-not-village', 'note', '陇县 2021 第1项', { level: facts.areaLevel });

/** 潼南 2025（一）covers all farm households: not being listed is no obstacle, the village looks it up. */
export const personNotInRegistry: Rule = (facts) =>
  facts.registry === 'unmatched'
    ? say('person-not-in-registry', 'note', '潼南 2025（一）覆盖全体农户')
    : null;

export const personAmbiguous: Rule = (facts) =>
  facts.registry === 'ambiguous'
    ? say('person-ambiguous', 'note', '潼南 2025（一）覆盖全体农户')
    : null;

/** 国家防返贫监测政策口径: 以户籍为依据，统筹实际居住. */
export const registryElsewhere: Rule = (facts) =>
  facts.registry === 'elsewhere'
    ? say('registry-elsewhere', 'note', '以户籍为依据、统筹实际居住和共享收支')
    : null;

/** One open case per household; the report is attached, never dropped (巴南 2022 第十七条 数据共享、及时比对). */
export const openCase: Rule = (facts) =>
  facts.openCaseDays === null
    ? null
    : say('open-case', 'note', '巴南 2022 第十七条', { days: facts.openCaseDays });

export const earlierReport: Rule = (facts) =>
  facts.earlierReports > 0
    ? say('earlier-report', 'note', '巴南 2022 第十七条', { reports: facts.earlierReports })
    : null;

/** GB 11643: asked once more, then checked at the visit; never refused. */
export const identityNumberFlagged: Rule = (facts) =>
  facts.identityFlag === null
    ? null
    : say('identity-number-flagged', 'note', 'GB 11643-1999', { flag: facts.identityFlag });

/** 个人信息保护法第三十一条: under 14 a guardian consents; under 18 somebody grown up is asked first. */
export const reporterMinor: Rule = (facts) =>
  facts.reporterAge !== null && facts.reporterAge < 18
    ? say('reporter-minor', 'ask', '个人信息保护法第三十一条', { age: facts.reporterAge })
    : null;

/** 未成年人保护法第四条: what concerns children is handled with special care and not talked about in the village. */
export const childrenConcerned: Rule = (facts) => {
  const young = facts.content.members.filter((m) => m.age !== null && m.age < 14).length;
  return young > 0
    ? say('children-concerned', 'note', '未成年人保护法第四条', { children: young })
    : null;
};

/** Somebody spoke for the household: the visiting officer asks the person's own confirmation. */
export const proxyReport: Rule = ({ content }) =>
  content.reporter === 'relative' || content.reporter === 'third-party'
    ? say('proxy-report', 'note', '陇县 2021 第1项 四渠道：社会信息补充', { by: content.reporter })
    : null;

/** 代农户申报 (巴南 2022 第十七条: 常态化收集上报网格内群众相关信息). */
export const staffFiled: Rule = ({ content }) =>
  content.reporter === 'staff'
    ? say('staff-filed', 'note', '巴南 2022 第十七条', { source: content.source })
    : null;

/** 个人信息保护法第六条: the words name people who are not of this household; whoever reads them keeps them to the matter. */
export const othersPersonalData: Rule = (facts) =>
  facts.othersPersonalData > 0
    ? say('others-personal-data', 'note', '个人信息保护法第六条', {
        places: facts.othersPersonalData,
      })
    : null;
