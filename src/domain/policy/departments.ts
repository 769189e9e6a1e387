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
] as const;

/**
 * `rural` 乡村振兴·农业农村, `civil` 民政, `medical` 医保, `health` 卫健, `disabled` 残联, `labour` 人社, `banking` 金融, `emergency` 应急,
 * `relocation` 发改（易地搬迁）, `discipline` 纪委监委; the others as they read.
 */
export type DepartmentCode = (typeof departmentCodes)[number];
