/** The tool box (工具箱): which measures a county has, for which risks, and who leads them. Data of the pack. */
import type { RiskType } from '../declaration/risk.ts';
import type { DepartmentCode } from './departments.ts';
import type { Source } from './setting.ts';

/** Classes of measures in the national form (帮扶措施类别). */
export const measureClasses = [
  'industry',
  'employment',
  'public-post',
  'finance',
  'health',
  'compulsory-education',
  'other-education',
  'housing',
  'drinking-water',
  'safety-net',
  'social',
  'aspiration',
  'relocation',
  'living-conditions',
  'infrastructure',
] as const;

/**
 * `industry` 产业, `employment` 就业, `public-post` 公益岗位, `finance` 金融, `health` 健康, `compulsory-education` 义务教育保障,
 * `other-education` 其他教育, `housing` 住房安全保障, `drinking-water` 饮水安全保障, `safety-net` 综合保障（兜底）, `social` 社会帮扶,
 * `aspiration` 扶志扶智, `relocation` 搬迁, `living-conditions` 生产生活条件改善, `infrastructure` 基础设施.
 */
export type MeasureClass = (typeof measureClasses)[number];

/** 开发式帮扶, as the national checks count it: 产业, 就业, 金融, 公益岗位. 丰都 2024（一）asks for one where a household can work. */
export const developmentClasses: ReadonlySet<MeasureClass> = new Set<MeasureClass>([
  'industry',
  'employment',
  'finance',
  'public-post',
]);

/** One kind of help. */
export type ToolboxItem = {
  /** Stable within the pack: `small-loan`. */
  readonly code: string;
  /** What staff and farmers read: 小额信贷. */
  readonly title: string;
  readonly class: MeasureClass;
  /** Risks it answers; empty: any. */
  readonly risks: readonly RiskType[];
  /** Who gets the work. */
  readonly lead: DepartmentCode;
  /** The lead as the document names it, where that is not what the department is called here (陇县 第6项: 县农业农村局). Shown, never routed by. */
  readonly office?: string;
  /** Most yuan per household and year; null: no cap known. */
  readonly capYuanPerYear: number | null;
  /** Whom it is for, in plain words (“返乡回流、有劳动能力、没享受过的”); null: nothing said. */
  readonly condition: string | null;
  /** Money or goods handed out without work or production: alone they make no plan (巴南 2022 第13项). */
  readonly handout: boolean;
  /** Runs to the end of the stage of schooling, whatever becomes of the case (完成当期学段学业, 西咸新区 二（2）4). */
  readonly untilStageEnd?: boolean;
  /** `inherited` where the county's document does not name it. */
  readonly source: Source;
};
