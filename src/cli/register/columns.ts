/** The columns of each department's list (部门名单) as data: their header names, and how a cell is read. `docs/import.md` shows them. */
import { z } from 'zod';
import type { RegisterDepartment } from '#src/domain/alarm/register-risk.ts';
import type { ColumnNames } from '#src/operations/registry/table-rows.ts';

/** Cells come trimmed; an empty one is no answer. */
const cell = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable());

const words = <T>(meanings: Readonly<Record<string, T>>) =>
  z
    .string()
    .transform((word) => word.normalize('NFKC').replace(/\s/g, ''))
    .refine((word) => Object.hasOwn(meanings, word))
    .transform((word) => meanings[word] as T); // refined above: the word is a key

const yesNo = words({
  是: true,
  有: true,
  正常: true,
  否: false,
  无: false,
  没有: false,
  不正常: false,
});
const insured = words({
  ...{ 参保: true, 已参保: true, 正常参保: true, 在保: true, 是: true },
  ...{ 未参保: false, 断保: false, 停保: false, 否: false },
});
const employed = words({
  ...{ 就业: true, 已就业: true, 在岗: true, 务工: true, 是: true },
  ...{ 失业: false, 未就业: false, 返乡: false, 待业: false, 否: false },
});
const atSchool = words({
  ...{ 在校: true, 就读: true, 是: true },
  ...{ 失学: false, 辍学: false, 未入学: false, 疑似辍学: false, 否: false },
});
const change = words({
  ...{ 新纳入: 'granted' as const, 新增: 'granted' as const },
  ...{ 停发: 'stopped' as const, 退出: 'stopped' as const, 取消: 'stopped' as const },
  ...{ 无变动: 'none' as const, 在保: 'none' as const, 不变: 'none' as const },
});
const grade = words({
  ...{ 一级: 1 as const, 二级: 2 as const, 三级: 3 as const, 四级: 4 as const },
  ...{ 1: 1 as const, 2: 2 as const, 3: 3 as const, 4: 4 as const },
});
const houseGrade = words({
  ...{ A: 'A' as const, B: 'B' as const, C: 'C' as const, D: 'D' as const },
  ...{ A级: 'A' as const, B级: 'B' as const, C级: 'C' as const, D级: 'D' as const },
});
/** 12,000 and 12000元 are twelve thousand; parts of a yuan are cut off. */
const amount = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(/[,，\s元米天分钟]/g, ''))
  .pipe(z.string().regex(/^\d+(?:\.\d+)?$/))
  .transform((digits) => Math.floor(Number(digits)))
  .refine((figure) => figure < 100_000_000);

/** Columns every list has: who, and where in case the number does not tell. */
export const COMMON_COLUMNS = {
  name: ['姓名', '名字', '户主姓名', 'name'],
  idNumber: ['证件号码', '身份证号', '身份证号码', '身份证', 'id_number'],
  areaCode: ['村代码', '地区代码', '行政区划代码', 'area_code'],
  town: ['乡镇', '镇', '乡', '镇街', '乡镇(街道)', 'town'],
  village: ['村', '行政村', '村(社区)', 'village'],
} as const satisfies Readonly<Record<string, ColumnNames>>;

/** One column of a department's own. */
type OwnColumn = { readonly names: ColumnNames; readonly schema: z.ZodType };

/** The columns of a department, its own keys being those of its facts. */
export const OWN_COLUMNS = {
  medical: {
    insured: { names: ['参保状态', '是否参保', 'insured'], schema: cell(insured) },
    selfPaidYuan: {
      names: ['个人自付', '个人自付金额', '自付费用', '合规自付支出', 'self_paid'],
      schema: cell(amount),
    },
  },
  health: {
    newlyGravelyIll: { names: ['新患大病', '是否大病', 'grave_illness'], schema: cell(yesNo) },
  },
  civil: { change: { names: ['变动情况', '救助变动', 'change'], schema: cell(change) } },
  disabled: { grade: { names: ['残疾等级', '等级', 'grade'], schema: cell(grade) } },
  education: {
    atSchool: { names: ['在校情况', '是否在校', 'at_school'], schema: cell(atSchool) },
    bodyReason: { names: ['身体原因', '身体原因不能上学', 'body_reason'], schema: cell(yesNo) },
  },
  housing: {
    grade: { names: ['鉴定等级', '危房等级', '房屋等级', 'grade'], schema: cell(houseGrade) },
    livedIn: { names: ['是否有人居住', '有人居住', '是否住人', 'lived_in'], schema: cell(yesNo) },
  },
  water: {
    piped: { names: ['自来水入户', '是否通自来水', 'piped'], schema: cell(yesNo) },
    minutes: { names: ['取水时间', '取水时间(分钟)', 'minutes'], schema: cell(amount) },
    horizontalMetres: {
      names: ['水平距离', '取水水平距离', '水平距离(米)', 'horizontal_metres'],
      schema: cell(amount),
    },
    verticalMetres: {
      names: ['垂直距离', '取水垂直距离', '垂直距离(米)', 'vertical_metres'],
      schema: cell(amount),
    },
    dryDays: { names: ['近30天缺水天数', '缺水天数', 'dry_days'], schema: cell(amount) },
    clean: { names: ['水质是否正常', '水质', 'clean'], schema: cell(yesNo) },
  },
  labour: {
    employed: { names: ['就业状态', '就业情况', 'employed'], schema: cell(employed) },
    unpaid: { names: ['是否欠薪', '被欠薪', 'unpaid'], schema: cell(yesNo) },
  },
  emergency: { lossYuan: { names: ['损失金额', '损失', 'loss'], schema: cell(amount) } },
} as const satisfies Readonly<Record<RegisterDepartment, Readonly<Record<string, OwnColumn>>>>;

/** What a column of a department reads to. */
type Read<C extends Readonly<Record<string, OwnColumn>>> = {
  readonly [K in keyof C]: z.output<C[K]['schema']>;
};
export type OwnCells = {
  readonly [D in RegisterDepartment]: Read<(typeof OWN_COLUMNS)[D]>;
};
