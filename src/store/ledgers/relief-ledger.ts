/** The ledger of help given before the formalities (先行救助), with the days from the clue to the help. */
import { sql } from 'kysely';
import type { FastTrackGround } from '#src/domain/case/reasons.ts';
import type { CodedWords } from './coded-words.ts';
import { inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import { CASE_STATE } from './words.ts';

const GROUND: CodedWords<FastTrackGround> = {
  disaster: '遭了灾',
  accident: '出了意外',
  'grave-illness': '得了大病',
  'no-food': '断粮断水',
};

/** One row a thing given; cases approved and not helped yet stand there without a day. */
export const relief: { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery } = {
  columns: [
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'headName', title: '户主姓名', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    { key: 'ground', title: '先行救助原因', type: 'code', words: GROUND },
    { key: 'clueAt', title: '发现线索时间', type: 'instant' },
    { key: 'approvedOn', title: '镇街同意日期', type: 'date' },
    { key: 'givenOn', title: '救助日期', type: 'date' },
    { key: 'daysToRelief', title: '发现到救助（天）', type: 'number' },
    { key: 'what', title: '救助内容', type: 'text' },
    { key: 'yuan', title: '金额（元）', type: 'number' },
    { key: 'givenBy', title: '经办人', type: 'text' },
    { key: 'caseState', title: '个案状态', type: 'code', words: CASE_STATE },
  ],
  query: (
    area,
  ) => sql`select c.number as "caseNumber", h.code as "householdCode", h.head_name as "headName",
      a.code as "areaCode", a.full_name as "areaName", c.data #>> '{fastTrack,ground}' as ground,
      c.clue_at as "clueAt", (c.data #>> '{fastTrack,approved,on}')::date as "approvedOn", r.given_on as "givenOn",
      r.given_on - (c.clue_at at time zone 'Asia/Shanghai')::date as "daysToRelief",
      r.title as what, r.yuan, s.name as "givenBy", c.state as "caseState"
    from case_file c join household h on h.id = c.household_id join area a on a.id = c.area_id
      left join relief r on r.case_id = c.id left join staff s on s.id = r.by_staff
    where (r.id is not null or c.data #>> '{fastTrack,approved,on}' is not null)
      and ${inArea('c.area_path', area)} order by c.clue_at, c.id, r.given_on, r.id`,
};
