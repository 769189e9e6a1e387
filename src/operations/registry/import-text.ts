/** What an import says about a row, in plain words: what is wrong and how to mend it. */
import type { IdentityFlag } from '#src/domain/people/identity-number.ts';

export type IssueText = { readonly reason: string; readonly mend: string };

/** Everything an import can find wrong. */
export type IssueCode =
  | 'garbled'
  | 'no-name'
  | 'bad-name'
  | 'no-household'
  | 'no-area'
  | 'unknown-area'
  | 'ambiguous-area'
  | 'wrong-level'
  | 'bad-phone'
  | 'unknown-value'
  | 'bad-number'
  | 'bad-date'
  | 'excel-number'
  | 'sex-differs'
  | 'no-code'
  | 'bad-code'
  | 'twice-in-file'
  | 'unknown-parent'
  | 'moved-area'
  | 'path-taken'
  | 'unknown-level'
  | 'no-role'
  | 'unknown-role'
  | 'no-department'
  | 'no-phone'
  | 'unknown-household'
  | 'too-many-members'
  | 'post-not-held';

export const ISSUE_TEXT: Readonly<Record<IssueCode, IssueText>> = {
  garbled: {
    reason: '这一行有乱码。',
    mend: '请用 Excel 另存为“CSV UTF-8（逗号分隔）”后重新导入。',
  },
  'no-name': { reason: '没有姓名。', mend: '请填写姓名。' },
  'bad-name': {
    reason: '姓名里有数字，或者太长。',
    mend: '请检查这一格是不是填错了列，例如把电话填进了姓名。',
  },
  'no-household': {
    reason: '看不出是哪一户：没有户编号，也没有户主姓名。',
    mend: '请填写户编号；没有编号的，填写户主姓名和村。',
  },
  'no-area': { reason: '没有写是哪个村。', mend: '请填写村代码，或者乡镇和村的名称。' },
  'unknown-area': {
    reason: '系统里没有这个村（地区）。',
    mend: '请核对代码或名称；新的村请先用 fangpin import areas 导入。',
  },
  'ambiguous-area': {
    reason: '有好几个村叫这个名字，分不清是哪一个。',
    mend: '请加上“乡镇”一列，或者填写村代码。',
  },
  'wrong-level': {
    reason: '岗位和地区的级别不一样：村一级的岗位要写到村，镇一级的写到乡镇，县一级的写县。',
    mend: '请核对岗位；村一级的岗位请填写村代码，或者乡镇和村的名称。管几个村的，一个村写一行。',
  },
  'bad-phone': {
    reason: '电话号码看起来不对，已按原样保存。',
    mend: '请核对号码；座机请带区号。',
  },
  'unknown-value': {
    reason: '不认识这一格的内容，这一格没有导入。',
    mend: '请用采集表里的说法，可用的词见 docs/import.md。',
  },
  'bad-number': { reason: '这一格应当是数字，没有导入。', mend: '请填写阿拉伯数字。' },
  'bad-date': {
    reason: '日期看不懂。',
    mend: '请写成 2026-01-31 这样的格式。',
  },
  'excel-number': {
    reason: '号码被 Excel 变成了科学计数法，后几位已经丢失。',
    mend: '请把这一列设成“文本”格式，重新录入完整号码。',
  },
  'sex-differs': {
    reason: '性别和身份证号码对不上，已按填写的性别保存。',
    mend: '请核对性别和证件号码。',
  },
  'no-code': { reason: '没有代码。', mend: '请填写代码；一个地区一个代码，不能重复。' },
  'bad-code': {
    reason: '代码里有不能用的字符，或者太长。',
    mend: '代码只能用数字、英文字母、“-”和“_”，最多 32 位。',
  },
  'twice-in-file': {
    reason: '这个代码在文件里出现了不止一次，只用了第一次。',
    mend: '请删去多余的一行，或者改正代码。',
  },
  'unknown-parent': {
    reason: '找不到它的上级地区。',
    mend: '请填写上级代码，并确认上级在系统里或在同一个文件里。',
  },
  'moved-area': {
    reason: '它的上级和系统里的不一样。导入不能把地区移到别处。',
    mend: '如果行政区划调整了，请用新的代码建新的地区；如果只是填错，请改正上级代码。',
  },
  'path-taken': {
    reason: '同一个上级下面已有代码几乎一样的地区。',
    mend: '请检查代码是不是写错了。',
  },
  'unknown-level': {
    reason: '不认识这个级别。',
    mend: '请写：县、乡镇、村、组、其他；12 位代码可以不写级别。',
  },
  'no-role': { reason: '没有写岗位。', mend: '请填写岗位，例如：村信息员。' },
  'no-department': {
    reason: '行业部门联络员没有写部门，或者部门的名称不认识。',
    mend: '请在“部门”一列写：民政、医保、卫健、残联、教育、住建、水利、人社、乡村振兴等，见 docs/import.md。',
  },
  'unknown-role': {
    reason: '不认识这个岗位。',
    mend: '请用 docs/import.md 里列出的岗位名称。',
  },
  'no-phone': {
    reason: '没有电话，也没有人员编号，以后无法认出是同一个人。',
    mend: '请填写联系电话或人员编号。',
  },
  'unknown-household': {
    reason: '包户里有系统中找不到的户编号，其余的已经导入。',
    mend: '请核对户编号，或者先导入农户。',
  },
  'too-many-members': {
    reason: '这一户的成员太多，超过 200 人。',
    mend: '请检查户编号是不是填错了，多户用了同一个编号。',
  },
  'post-not-held': {
    reason: '写了结束日期，但系统里没有这个人的这个岗位。',
    mend: '请核对姓名、电话、岗位和地区；没任过的岗位不用写。',
  },
};

/** A wrong identity number: flagged, kept, checked at the home visit; never a reason to leave a person out. */
export const IDENTITY_TEXT: Readonly<Record<IdentityFlag, IssueText>> = {
  shape: {
    reason: '证件号码的位数或字符不对，已按原样保存并标记。',
    mend: '请核对原证件；身份证是 18 位，残疾人证是 20 位或 22 位。',
  },
  province: {
    reason: '证件号码的前两位不是任何省份，已按原样保存并标记。',
    mend: '请核对原证件。',
  },
  birth: {
    reason: '证件号码里的出生日期不存在，已按原样保存并标记。',
    mend: '请核对原证件的第 7 到 14 位。',
  },
  future: {
    reason: '证件号码里的出生日期晚于今天，已按原样保存并标记。',
    mend: '请核对原证件的第 7 到 14 位。',
  },
  'check-digit': {
    reason: '证件号码的最后一位（校验码）对不上，已按原样保存并标记。',
    mend: '多半是抄错了一位，请核对原证件。',
  },
  'disability-code': {
    reason: '残疾人证号码的类别或等级不对，已按原样保存并标记。',
    mend: '请核对原证件的第 19、20 位。',
  },
};
