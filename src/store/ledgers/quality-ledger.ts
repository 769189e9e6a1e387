/** The ledger of the data checks (数据质量问题): what is open and what was mended, in short words. */
import { sql } from 'kysely';
import type { FindingCode } from '#src/domain/quality/finding.ts';
import { inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import type { CodedWords } from './coded-words.ts';

const FINDING_CODE: CodedWords<FindingCode> = {
  'id-number': '证件号码缺失或错误',
  'disability-card': '残疾证号错误',
  'able-marked-weak': '健康劳动年龄标为弱或无劳动力',
  'student-with-job': '在校生有务工记录',
  'no-labour-not-marked': '整户无劳动能力未标兜底',
  'insurance-differs': '参保情况与医保名单不一致',
  'job-differs': '务工情况与人社名单不一致',
  'illness-without-cost': '因病但自付支出为零',
  'disaster-without-kind': '因灾未选灾种',
  'lack-of-labour-doubtful': '缺劳动力与成员信息不符',
  'unstable-work-without-worker': '务工就业不稳但无人务工',
  'no-measure': '识别一个月以上无帮扶措施',
  'no-development-measure': '有劳动力半年以上无产业就业类措施',
  'only-safety-net': '有劳动力仅有综合保障',
  'development-not-started': '产业就业类措施登记后未实施',
  'job-measure-without-wage': '有就业措施但工资性收入为零',
  'eliminated-too-soon': '两个月内帮扶消除',
  'eliminated-below-line': '消除时收入低于监测范围',
  'eliminated-not-assessed': '消除后收支和三保障未填',
  'illness-not-helped': '因病消除无健康、社会或综合保障措施',
  'schooling-not-helped': '因学消除无教育措施',
  'housing-not-helped': '住房安全消除无住房措施',
  'water-not-helped': '饮水安全消除无饮水措施',
};

/** A row per finding; about whom it is stands as the member's or measure's id, never as a name. */
export const quality: {
  readonly columns: readonly LedgerColumn[];
  readonly query: LedgerQuery;
} = {
  columns: [
    { key: 'findingId', title: '问题标识', type: 'text' },
    { key: 'householdId', title: '户标识', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'headName', title: '户主姓名', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    { key: 'code', title: '问题', type: 'code', words: FINDING_CODE },
    { key: 'subject', title: '成员或措施标识', type: 'text' },
    { key: 'foundOn', title: '发现日期', type: 'date' },
    { key: 'closedOn', title: '改好日期', type: 'date' },
  ],
  query: (
    area,
  ) => sql`select f.id as "findingId", f.household_id as "householdId", h.code as "householdCode",
      h.head_name as "headName", a.code as "areaCode", a.full_name as "areaName", f.code, f.subject,
      f.found_on as "foundOn", f.closed_on as "closedOn"
    from quality_finding f join household h on h.id = f.household_id join area a on a.id = f.area_id
    where ${inArea('f.area_path', area)} order by f.area_path, f.found_on, f.id`,
};
