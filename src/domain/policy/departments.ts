/**
 * Departments (行业部门) that work is routed to. A code stands for a function every county has; what the county calls the office
 * is pack data (`departments`): 西咸新区's 教育卫体局 is both `education` and `health` there.
 */
export const departmentCodes = [
  'rural',
  'civil',
  'medical',
  'health',
  'disabled',
  'education',
  'housing',
  'water',
  'labour',
  'finance',
  'commerce',
  'banking',
  'emergency',
  'police',
  'relocation',
  'discipline',
  'organisation',
  'supervision',
] as const;

/**
 * `rural` 乡村振兴·农业农村, `civil` 民政, `medical` 医保, `health` 卫健, `disabled` 残联, `labour` 人社, `banking` 金融, `emergency` 应急,
 * `relocation` 发改（易地搬迁）, `discipline` 纪委监委, `organisation` 组织部, `supervision` 督查督办; the others as they read.
 */
export type DepartmentCode = (typeof departmentCodes)[number];

/** Whether a text is the code of a department. */
export const isDepartment = (text: string): text is DepartmentCode =>
  departmentCodes.some((code) => code === text);

/** General names by which lists and invitations call a department; what the county calls the office is pack data. */
const TITLES: Readonly<Record<DepartmentCode, string>> = {
  rural: '乡村振兴',
  civil: '民政',
  medical: '医保',
  health: '卫健',
  disabled: '残联',
  education: '教育',
  housing: '住建',
  water: '水利',
  labour: '人社',
  finance: '财政',
  commerce: '商务',
  banking: '金融',
  emergency: '应急',
  police: '公安',
  relocation: '发改',
  discipline: '纪检监察',
  organisation: '组织部门',
  supervision: '督查部门',
};

/** What people call a department everywhere: 医保, 住建. */
export const departmentTitle = (code: DepartmentCode): string => TITLES[code];

/** A department by its code or its general name; null for anything else. */
export const departmentNamed = (word: string): DepartmentCode | null =>
  isDepartment(word) ? word : (departmentCodes.find((code) => TITLES[code] === word) ?? null);
