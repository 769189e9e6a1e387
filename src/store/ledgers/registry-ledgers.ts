/** The ledgers of the registry: areas, staff with their posts, households. */
import { sql } from 'kysely';
import { DEPARTMENT } from './help-words.ts';
import { inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import { HOUSEHOLD_FLAG, HOUSEHOLD_KIND, LEVEL, MONITORED, ORIGIN, ROLE } from './words.ts';

type Definition = { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery };

export const areas: Definition = {
  columns: [
    { key: 'code', title: '代码', type: 'text' },
    { key: 'name', title: '名称', type: 'text' },
    { key: 'fullName', title: '全称', type: 'text' },
    { key: 'level', title: '级别', type: 'code', words: LEVEL },
    { key: 'parentCode', title: '上级代码', type: 'text' },
    { key: 'phone', title: '电话', type: 'text' },
    { key: 'pack', title: '政策包', type: 'text' },
    { key: 'active', title: '启用', type: 'boolean' },
  ],
  query: (
    area,
  ) => sql`select a.code, a.name, a.full_name as "fullName", a.level, p.code as "parentCode", a.phone,
      (select s.pack_id from area_pack_assignment s where s.area_id = a.id
        and s.from_day <= (now() at time zone 'Asia/Shanghai')::date order by s.from_day desc limit 1) as pack,
      a.active
    from area a left join area p on p.id = a.parent_id where ${inArea('a.path', area)} order by a.path`,
};

/** A row per post; staff without any post have one row with an empty role. */
export const staff: Definition = {
  columns: [
    { key: 'staffId', title: '人员标识', type: 'text' },
    { key: 'staffCode', title: '人员编号', type: 'text' },
    { key: 'name', title: '姓名', type: 'text' },
    { key: 'phone', title: '联系电话', type: 'text', secret: 'staff.phone' },
    { key: 'role', title: '岗位', type: 'code', words: ROLE },
    { key: 'department', title: '部门', type: 'code', words: DEPARTMENT },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'since', title: '开始日期', type: 'date' },
    { key: 'until', title: '结束日期', type: 'date' },
    { key: 'active', title: '在职', type: 'boolean' },
    { key: 'bound', title: '已绑定账号', type: 'boolean' },
  ],
  query: (
    area,
  ) => sql`select s.id as "staffId", s.code as "staffCode", s.name, s.phone_enc as phone, p.role, p.department,
      a.code as "areaCode", a.full_name as "areaName", p.since, p.until, s.active,
      exists (select 1 from account c where c.staff_id = s.id) as bound, s.id as "secretRow"
    from staff s left join post p on p.staff_id = s.id left join area a on a.id = p.area_id
    where ${inArea('p.area_path', area)} order by p.area_path, p.role, s.id`,
};

export const households: Definition = {
  columns: [
    { key: 'householdId', title: '户标识', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'headName', title: '户主姓名', type: 'text' },
    { key: 'phone', title: '联系电话', type: 'text', secret: 'household.phone' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    { key: 'group', title: '组', type: 'text' },
    { key: 'address', title: '家庭住址', type: 'text' },
    { key: 'kind', title: '户类型', type: 'code', words: HOUSEHOLD_KIND },
    { key: 'monitored', title: '监测对象类别', type: 'code', words: MONITORED },
    { key: 'size', title: '家庭人口数', type: 'number' },
    { key: 'flags', title: '保障情况', type: 'codes', words: HOUSEHOLD_FLAG },
    { key: 'origin', title: '来源', type: 'code', words: ORIGIN },
    { key: 'updatedAt', title: '更新时间', type: 'instant' },
  ],
  query: (
    area,
  ) => sql`select h.id as "householdId", h.code as "householdCode", h.head_name as "headName",
      h.phone_enc as phone, a.code as "areaCode", a.full_name as "areaName", h.group_name as "group", h.address, h.kind,
      h.monitored, h.size, h.flags, h.origin, h.updated_at as "updatedAt", h.id as "secretRow"
    from household h join area a on a.id = h.area_id where ${inArea('h.area_path', area)} order by h.area_path, h.head_name, h.id`,
};
