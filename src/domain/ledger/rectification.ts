/**
 * Rectification (整改): what inspections, audits and hidden visits found, with its measure, day and owner. 潼南 2025（二十）: 分类建立整改台账，
 * 明确整改措施、整改时限和责任人员; 巴南 2022 第19项: 对虚假整改、敷衍整改严肃问责, so closing needs evidence and a second person.
 */
import type { LocalDate } from '../calendar/local-date.ts';
import { accepted, refused, type Result } from '../result.ts';

/** 督查检查, 暗访, 考核评估, 审计, 巡视巡察, 媒体反映, 自查. */
export const rectificationSources = [
  'inspection',
  'hidden-visit',
  'assessment',
  'audit',
  'patrol',
  'media',
  'self-check',
] as const;
export type RectificationSource = (typeof rectificationSources)[number];

/** 识别认定, 帮扶措施, 三保障和饮水, 产业, 就业, 易地搬迁, 资金项目, 作风, 数据, 其他. */
export const rectificationCategories = [
  'identification',
  'help',
  'guarantees',
  'industry',
  'employment',
  'relocation',
  'funds',
  'conduct',
  'data',
  'other',
] as const;
export type RectificationCategory = (typeof rectificationCategories)[number];

/** `reported`: the owner says it is put right, with evidence; somebody else looks. */
export const rectificationStates = ['open', 'reported', 'closed'] as const;
export type RectificationState = (typeof rectificationStates)[number];

export type Rectification = {
  readonly state: RectificationState;
  readonly dueOn: LocalDate;
  readonly reportedBy: string | null;
  /** How often what was reported was sent back. */
  readonly returned: number;
};

export type RectificationCommand =
  | {
      readonly kind: 'report';
      readonly byStaffId: string;
      /** What was done, in words. */
      readonly evidence: string;
      readonly mediaId: string | null;
    }
  | { readonly kind: 'confirm'; readonly byStaffId: string }
  | { readonly kind: 'return'; readonly byStaffId: string };

export type RectificationRefusal =
  | { readonly code: 'evidence-missing' }
  | { readonly code: 'own-work' }
  | { readonly code: 'wrong-state' };

/** Shorter words (“已整改”) show nothing; in characters. Own default, no document says. */
const SHORTEST_EVIDENCE = 6;

/** What a command makes of a rectification, or why not. */
export function changeRectification(
  before: Rectification,
  command: RectificationCommand,
): Result<Rectification, RectificationRefusal> {
  switch (command.kind) {
    case 'report':
      if (before.state !== 'open') return refused({ code: 'wrong-state' });
      if (command.mediaId === null && [...command.evidence.trim()].length < SHORTEST_EVIDENCE) {
        return refused({ code: 'evidence-missing' });
      }
      return accepted({ ...before, state: 'reported', reportedBy: command.byStaffId });
    case 'confirm':
    case 'return':
      if (before.state !== 'reported') return refused({ code: 'wrong-state' });
      if (before.reportedBy === command.byStaffId) return refused({ code: 'own-work' });
      return accepted(
        command.kind === 'confirm'
          ? { ...before, state: 'closed' }
          : { ...before, state: 'open', reportedBy: null, returned: before.returned + 1 },
      );
  }
}
