/** The ledgers of what was sent and asked: messages (never their words) and notices with their sums. */
import { sql } from 'kysely';
import { audienceInWords } from './json-words.ts';
import { inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import { MESSAGE_KIND, MESSAGE_STATE, NOTICE_STATE } from './words.ts';

type Definition = { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery };

/** One row a message to one person. Recipients of notices are counted in `notices`. */
export const messages: Definition = {
  columns: [
    { key: 'messageId', title: '消息标识', type: 'text' },
    { key: 'kind', title: '类别', type: 'code', words: MESSAGE_KIND },
    { key: 'state', title: '状态', type: 'code', words: MESSAGE_STATE },
    { key: 'vital', title: '重要', type: 'boolean' },
    { key: 'channel', title: '渠道', type: 'text' },
    { key: 'accountId', title: '账号标识', type: 'text' },
    { key: 'noticeId', title: '通知标识', type: 'text' },
    { key: 'createdAt', title: '产生时间', type: 'instant' },
    { key: 'settledAt', title: '结束时间', type: 'instant' },
    { key: 'shownAt', title: '查看时间', type: 'instant' },
    { key: 'attempts', title: '尝试次数', type: 'number' },
    { key: 'faultCode', title: '故障代码', type: 'text' },
    { key: 'repeatOf', title: '补发自', type: 'text' },
  ],
  query: (
    area,
  ) => sql`select m.id as "messageId", m.kind, m.state, m.vital, c.channel, m.account_id as "accountId",
      m.notice_id as "noticeId", m.created_at as "createdAt", m.settled_at as "settledAt", m.shown_at as "shownAt",
      m.attempts, m.fault_code as "faultCode", m.repeat_of as "repeatOf"
    from message m join account c on c.id = m.account_id where ${inArea('c.area_path', area)} order by m.seq`,
};

const countOf = (state: string) =>
  sql`(select count(*) from notice_recipient r where r.notice_id = n.id and r.state = ${sql.lit(state)})`;

export const notices: Definition = {
  columns: [
    { key: 'noticeId', title: '通知标识', type: 'text' },
    { key: 'title', title: '标题', type: 'text' },
    { key: 'state', title: '状态', type: 'code', words: NOTICE_STATE },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'audience', title: '发送对象', type: 'json', inWords: audienceInWords },
    { key: 'createdBy', title: '起草人标识', type: 'text' },
    { key: 'createdAt', title: '起草时间', type: 'instant' },
    { key: 'approvedBy', title: '审核人标识', type: 'text' },
    { key: 'approvedAt', title: '审核时间', type: 'instant' },
    { key: 'finishedAt', title: '完成时间', type: 'instant' },
    { key: 'readBy', title: '请于此日前知晓', type: 'date' },
    { key: 'recipients', title: '应收户数', type: 'number' },
    { key: 'queued', title: '待发', type: 'number' },
    { key: 'sending', title: '发送中', type: 'number' },
    { key: 'waiting', title: '等对方查看', type: 'number' },
    { key: 'sent', title: '已发出', type: 'number' },
    { key: 'failed', title: '发送失败', type: 'number' },
    { key: 'unreachable', title: '联系不上', type: 'number' },
    { key: 'uncertain', title: '不确定是否送达', type: 'number' },
    { key: 'cancelled', title: '已取消', type: 'number' },
    { key: 'read', title: '已知晓', type: 'number' },
    { key: 'toldAtDoor', title: '上门说到', type: 'number' },
  ],
  query: (
    area,
  ) => sql`select n.id as "noticeId", n.title, n.state, a.code as "areaCode", a.full_name as "areaName",
      n.audience, n.created_by as "createdBy", n.created_at as "createdAt", n.approved_by as "approvedBy",
      n.approved_at as "approvedAt", n.finished_at as "finishedAt", n.read_by as "readBy",
      (select count(*) from notice_recipient r where r.notice_id = n.id) as recipients,
      ${countOf('queued')} as queued, ${countOf('sending')} as sending, ${countOf('waiting')} as waiting,
      ${countOf('sent')} as sent, ${countOf('failed')} as failed, ${countOf('unreachable')} as unreachable,
      ${countOf('uncertain')} as uncertain, ${countOf('cancelled')} as cancelled,
      (select count(*) from notice_recipient r where r.notice_id = n.id and r.read_at is not null) as read,
      (select count(*) from notice_recipient r where r.notice_id = n.id and r.told_at is not null) as "toldAtDoor"
    from notice n join area a on a.id = n.area_id where ${inArea('n.area_path', area)} order by n.created_at, n.id`,
};

/** Proof of delivery to the last household: what was sent, shown, read, and who told it at the door. */
export const noticeDelivery: Definition = {
  columns: [
    { key: 'noticeId', title: '通知标识', type: 'text' },
    { key: 'title', title: '标题', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'headName', title: '户主', type: 'text' },
    { key: 'state', title: '发送状态', type: 'code', words: MESSAGE_STATE },
    { key: 'faultCode', title: '没发到的原因', type: 'text' },
    { key: 'sentAt', title: '发送时间', type: 'instant' },
    { key: 'shownAt', title: '看到时间', type: 'instant' },
    { key: 'readAt', title: '已知晓时间', type: 'instant' },
    { key: 'toldAt', title: '上门说到时间', type: 'instant' },
    { key: 'toldBy', title: '上门的人', type: 'text' },
    { key: 'reached', title: '说到了', type: 'boolean' },
  ],
  query: (
    area,
  ) => sql`select n.id as "noticeId", n.title, a.code as "areaCode", a.full_name as "areaName",
      h.code as "householdCode", h.head_name as "headName", r.state, r.fault_code as "faultCode",
      case when r.state in ('sent', 'uncertain') then r.settled_at end as "sentAt", r.shown_at as "shownAt",
      r.read_at as "readAt", r.told_at as "toldAt", s.name as "toldBy",
      (r.read_at is not null or r.told_at is not null) as reached
    from notice_recipient r join notice n on n.id = r.notice_id join area a on a.id = r.area_id
    join household h on h.id = r.household_id left join staff s on s.id = r.told_by
    where ${inArea('r.area_path', area)} order by n.created_at, n.id, r.area_path, r.seq`,
};
